// The search as readers use it: what it finds, in what order, by keyboard alone, from disk as well as from a server, and what stays without scripts.
import assert from "node:assert/strict";
import fs from "node:fs";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { axe, browse, build, done, serve, test } from "./support.mjs";

const output = build("content");
const site = await serve(output);

// Opens the search by its key, on a page of the site.
async function open(page, file = "privacy/purposes/index.html", base = site.address) {
  await page.goto(base + file);
  await page.keyboard.press("/");
  await page.waitForFunction(() => globalThis.kohyoSearch && document.querySelector("[role=status]").textContent === "");
}

// What is found for some words: the count as it is announced, and each place with its page and its address.
async function found(page, words) {
  await page.locator("dialog input[type=text]").fill("");
  await page.waitForFunction(() => document.querySelector("[role=status]").textContent === "");
  await page.locator("dialog input[type=text]").fill(words);
  await page.waitForFunction(() => document.querySelector("[role=status]").textContent !== "");
  return page.evaluate(() => ({
    said: document.querySelector("[role=status]").textContent,
    count: Number(document.querySelector("[role=status]").textContent.match(/\d+/)?.[0] ?? 0),
    hint: document.querySelector(".search-try").checkVisibility(),
    hits: [...document.querySelectorAll(".search-hits li")].map((hit) => ({
      title: hit.querySelector("a").textContent,
      to: hit.querySelector("a").href,
      text: hit.textContent,
      marks: [...hit.querySelectorAll("mark")].map((mark) => mark.textContent),
    })),
  }));
}

await test("words, parts of words and several words are found, with the place, the piece of text and its marks", async () => {
  const { browser, page, faults } = await browse();
  await open(page);
  const whole = await found(page, "共同利用");
  assert.ok(whole.count >= 5, whole.said);
  assert.match(whole.hits[0].title, /共同利用/);
  assert.ok(whole.hits.every((hit) => hit.marks.length > 0), "every hit shows why it is one");
  const part = await found(page, "同利");
  assert.ok(part.count >= whole.count && part.hits[0].marks.includes("同利"), part.said);
  const both = await found(page, "共同利用 手帳");
  const all = await found(page, "共同利用　管理");
  assert.ok(both.count === 0 && both.hint, both.said);
  assert.ok(all.count > 0 && all.count < whole.count, all.said);
  // Titles first, then headings, then text.
  const title = await found(page, "個人情報保護管理規程");
  assert.equal(title.hits[0].title, "個人情報保護管理規程");
  const term = await found(page, "被扶養者");
  assert.match(term.hits[0].to, /help\/index\.html#dependant/);
  assert.deepEqual(faults, []);
  await browser.close();
});

await test("what people write differently is the same: width, case, kana, readings, abbreviations, other words", async () => {
  const { browser, page } = await browse();
  await open(page);
  const same = async (...ways) => {
    const answers = [];
    for (const way of ways) answers.push(await found(page, way));
    assert.ok(answers[0].count > 0, `${ways[0]}: ${answers[0].said}`);
    answers.forEach((answer, i) => assert.equal(answer.count, answers[0].count, `${ways[i]} finds ${answer.count}, ${ways[0]} ${answers[0].count}`));
    return answers[0];
  };
  await same("レセプト", "ﾚｾﾌﾟﾄ", "れせぷと");
  await same("FAX", "ＦＡＸ", "fax");
  const short = await found(page, "健保");
  assert.ok(short.hits.some((hit) => hit.marks.includes("健康保険")), "健保 finds 健康保険");
  assert.ok((await found(page, "健保組合")).hits.some((hit) => hit.marks.includes("健康保険組合")));
  assert.ok((await found(page, "例示健保")).hits.some((hit) => hit.marks.includes("例示健康保険組合")), "the society's own short name");
  assert.ok((await found(page, "個情法")).hits.some((hit) => hit.marks.includes("個人情報保護法")));
  assert.ok((await found(page, "マイナンバー")).hits.some((hit) => hit.marks.includes("個人番号")));
  assert.ok((await found(page, "レセプト")).hits.some((hit) => hit.marks.includes("診療報酬明細書")), "an alias of the glossary");
  assert.ok((await found(page, "ひふようしゃ")).hits.some((hit) => hit.marks.includes("被扶養者")), "a reading of the glossary");
  assert.ok((await found(page, "取り扱い")).hits.some((hit) => hit.marks.includes("取扱い")));
  await browser.close();
});

await test("telephone numbers are found however they are typed", async () => {
  const { browser, page } = await browse();
  await open(page, "index.html");
  const written = await found(page, "03-0000-0010");
  assert.ok(written.count > 0 && written.hits.every((hit) => hit.marks.includes("03-0000-0010")), JSON.stringify(written));
  for (const typed of ["0300000010", "03 0000 0010", "０３－００００－００１０", "０３ー００００ー００１０", "03（0000）0010", "0000-0010"]) {
    assert.equal((await found(page, typed)).count, written.count, typed);
  }
  assert.equal((await found(page, "0399999999")).count, 0);
  await browser.close();
});

await test("by keyboard alone: opened, counted, chosen, left, and the page found", async () => {
  const { browser, page } = await browse();
  await open(page, "about/index.html");
  assert.equal(await page.evaluate(() => document.activeElement.id), "search_words_");
  await page.keyboard.type("苦情");
  await page.waitForFunction(() => /件見つかりました/.test(document.querySelector("[role=status]").textContent));
  const focused = () => page.evaluate(() => [...document.querySelectorAll(".search-hits a")].indexOf(document.activeElement));
  await page.keyboard.press("ArrowDown");
  assert.equal(await focused(), 0);
  await page.keyboard.press("ArrowDown");
  assert.equal(await focused(), 1);
  await page.keyboard.press("ArrowUp");
  await page.keyboard.press("ArrowUp");
  assert.equal(await page.evaluate(() => document.activeElement.id), "search_words_");
  // Enter in the field goes to the first hit, and on a hit opens it.
  await page.keyboard.press("Enter");
  assert.equal(await focused(), 0);
  // Esc leaves, and the page is where it was.
  await page.keyboard.press("Escape");
  assert.equal(await page.locator("dialog").evaluate((dialog) => dialog.open), false);
  await page.keyboard.press("/");
  assert.equal(await page.locator("dialog input[type=text]").inputValue(), "苦情", "what was typed is still there");
  await page.keyboard.press("Enter");
  const to = await page.evaluate(() => document.activeElement.pathname);
  await page.keyboard.press("Enter");
  await page.waitForURL((url) => url.pathname === to);
  assert.ok((await page.locator("main").innerText()).includes("苦情"));
  // The button does the same, and gets the focus back.
  await page.locator(".search-open").focus();
  await page.keyboard.press("Enter");
  await page.keyboard.press("Escape");
  assert.equal(await page.evaluate(() => document.activeElement.className), "search-open");
  await browser.close();
});

await test("a hit on the page that is open leads to its place there", async () => {
  const { browser, page } = await browse();
  await open(page, "help/index.html");
  await found(page, "コラボヘルス");
  await page.locator(".search-hits a").first().click();
  assert.equal(await page.locator("dialog").evaluate((dialog) => dialog.open), false);
  await page.waitForFunction(() => document.querySelector("#collabo-health").getBoundingClientRect().top < innerHeight);
  await browser.close();
});

await test("the key can be turned off, for good, and does nothing where somebody writes", async () => {
  const { browser, page } = await browse();
  await open(page);
  await page.locator("dialog input[type=text]").fill("a");
  await page.keyboard.type("/");
  assert.equal(await page.locator("dialog input[type=text]").inputValue(), "a/");
  await page.locator("dialog [type=checkbox]").uncheck();
  await page.keyboard.press("Escape");
  await page.goto(`${site.address}about/index.html`);
  await page.keyboard.press("/");
  assert.equal(await page.locator("dialog").evaluate((dialog) => dialog.open), false);
  await page.locator(".search-open").click();
  assert.equal(await page.locator("dialog [type=checkbox]").isChecked(), false);
  await browser.close();
});

await test("many hits come in turn", async () => {
  const { browser, page } = await browse();
  await open(page);
  const many = await found(page, "個人情報");
  assert.ok(many.count > 40 && many.hits.length === 20, many.said);
  await page.locator(".search-more button").click();
  assert.equal(await page.locator(".search-hits li").count(), 40);
  assert.equal(await page.evaluate(() => [...document.querySelectorAll(".search-hits a")].indexOf(document.activeElement)), 20);
  await browser.close();
});

await test("the English edition is searched in English, and Japanese words lead to it too", async () => {
  const { browser, page } = await browse({ locale: "en-GB" });
  await open(page, "en/index.html");
  const appi = await found(page, "APPI");
  assert.ok(appi.hits.some((hit) => hit.marks.some((mark) => mark.includes("Protection of Personal Information"))), appi.said);
  assert.match(appi.said, /^\d+ places? found\./);
  assert.ok(appi.hits.every((hit) => new URL(hit.to).pathname.startsWith("/en/")));
  assert.ok((await found(page, "entrust")).count > 0);
  assert.ok((await found(page, "共同利用")).hits.some((hit) => hit.marks.some((mark) => /joint use/i.test(mark))), "a Japanese word of the glossary");
  assert.equal((await found(page, "zebra")).said, "Nothing found.");
  await browser.close();
});

await test("from disk it works as from a server, and every hit leads to a file and a place", async () => {
  const { browser, page, faults } = await browse();
  await open(page, "privacy/purposes/index.html", `${pathToFileURL(output)}/`);
  const { hits } = await found(page, "窓口");
  assert.ok(hits.length > 5);
  for (const { to } of hits) {
    const url = new URL(to);
    const html = fs.readFileSync(decodeURIComponent(url.pathname), "utf8");
    const place = decodeURIComponent(url.hash.slice(1).split(":~:")[0]);
    assert.ok(place === "" || html.includes(` id="${place}"`), to);
  }
  await page.locator(".search-hits a").first().click();
  await page.waitForLoadState();
  assert.ok(page.url().startsWith("file:") && (await page.locator("h1").count()) === 1);
  assert.deepEqual(faults, []);
  await browser.close();
});

await test("nothing is fetched until somebody searches, and then only files of the site", async () => {
  const { browser, page } = await browse();
  site.asked.length = 0;
  await page.goto(`${site.address}privacy/purposes/index.html`);
  assert.ok(!site.asked.some((url) => url.includes("search")), site.asked.join(" "));
  const elsewhere = [];
  page.on("request", (request) => request.url().startsWith(site.address) || elsewhere.push(request.url()));
  await open(page);
  await found(page, "健保");
  const asked = site.asked.filter((url) => url.includes("search"));
  assert.equal(asked.length, 2, asked.join(" "));
  assert.deepEqual(elsewhere, []);
  await browser.close();
});

await test("the index stays small", async () => {
  const sizes = fs.readdirSync(path.join(output, "assets")).filter((name) => /^search-\w+\./.test(name)).map((name) => fs.statSync(path.join(output, "assets", name)).size);
  assert.equal(sizes.length, 2);
  for (const size of sizes) assert.ok(size < 150_000, `${size} bytes`);
});

for (const [name, options] of [["1280", {}], ["768", {}], ["390", {}], ["320", {}], ["1280", { colorScheme: "dark" }], ["390", { forcedColors: "active" }]]) {
  await test(`axe finds nothing in the search and nothing sticks out at ${name} px ${JSON.stringify(options)}`, async () => {
    const { browser, page, faults } = await browse({ bypassCSP: true, viewport: { width: Number(name), height: 800 }, ...options });
    await open(page);
    for (const words of ["", "個人情報", "見つからない言葉"]) {
      if (words) await found(page, words);
      assert.deepEqual(await axe(page), [], words);
      const wide = await page.evaluate(() => Math.max(document.documentElement.scrollWidth - innerWidth, document.querySelector("dialog").scrollWidth - document.querySelector("dialog").clientWidth));
      assert.ok(wide <= 1, `${words}: ${wide} px too wide`);
    }
    assert.deepEqual(faults, []);
    await browser.close();
  });
}

await test("without scripts there is no search, and on paper neither", async () => {
  const plain = await browse({ javaScriptEnabled: false });
  await plain.page.goto(`${site.address}privacy/purposes/index.html`);
  assert.equal(await plain.page.locator(".search-open:visible, dialog:visible").count(), 0);
  await plain.browser.close();
  const { browser, page } = await browse();
  await open(page);
  await found(page, "健保");
  await page.emulateMedia({ media: "print" });
  assert.equal(await page.locator(".search-open:visible, dialog:visible").count(), 0);
  await browser.close();
});

site.close();
done(18);
