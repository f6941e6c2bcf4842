// The preview in a real browser: what is saved is seen, findings lead to their places, and what cannot be loaded says so beside the last good page.
import assert from "node:assert/strict";
import fs from "node:fs";
import path from "node:path";
import { axe, browse, done, preview, test } from "./support.mjs";

const site = await preview("content", ["--as-of", "2026-12-01"]);
const { browser, context, page, faults } = await browse();
const shown = page.frameLocator("#page");
const frame = () => page.frame({ url: /_kohyo\/site/ });
const settled = () => page.waitForFunction(() => !/点検しています/.test(document.getElementById("status").textContent));

await page.goto(`${site.address}privacy/`);
await settled();

await test("the page stands beside the panel, under the address of the site, with its own strict policy", async () => {
  assert.equal(await shown.locator("h1").count(), 1);
  assert.equal(new URL(page.url()).pathname, "/privacy/");
  assert.match(await page.title(), /プレビュー/);
  assert.match(await shown.locator("meta[http-equiv=Content-Security-Policy]").getAttribute("content"), /default-src 'none'/);
  await shown.locator("header.head p.name a").click();
  await page.waitForURL((url) => url.pathname === "/index.html" || url.pathname === "/");
  await page.goBack();
  await page.waitForURL((url) => url.pathname === "/privacy/");
});

await test("a telephone number that is saved is seen at once, where the page stands, and nothing is loaded anew", async () => {
  await page.goto(`${site.address}about/`);
  await shown.locator("h1").waitFor();
  await page.waitForTimeout(500);
  await frame().evaluate(() => {
    window.mine = "still here";
    window.scrollTo({ top: 200, behavior: "instant" });
  });
  const before = await frame().evaluate(() => window.scrollY);
  assert.ok(before > 0);
  site.change("society.yaml", "03-0000-0010", "03-0000-0099");
  await shown.getByText("03-0000-0099").first().waitFor({ timeout: 10_000 });
  assert.equal(await frame().evaluate(() => document.documentElement.innerHTML.includes("03-0000-0010")), false);
  assert.equal(await frame().evaluate(() => window.mine), "still here");
  assert.equal(await frame().evaluate(() => window.scrollY), before);
  // Two saves in a row, the second in the way of editors: a new file in the place of the old one.
  site.change("society.yaml", "03-0000-0099", "03-0000-0098");
  const file = path.join(site.folder, "society.yaml");
  fs.writeFileSync(`${file}~`, fs.readFileSync(file, "utf8").replaceAll("03-0000-0098", "03-0000-0097"));
  fs.renameSync(`${file}~`, file);
  await shown.getByText("03-0000-0097").first().waitFor({ timeout: 10_000 });
  assert.equal(await frame().evaluate(() => window.mine), "still here");
});

await test("what is chosen on the page stays when it is brought up to date", async () => {
  await shown.locator("[data-size=large]").click();
  site.change("society.yaml", "03-0000-0097", "03-0000-0096");
  await shown.getByText("03-0000-0096").first().waitFor({ timeout: 10_000 });
  assert.equal(await shown.locator("[data-size=large]").getAttribute("aria-pressed"), "true");
  await shown.locator("[data-size=medium]").click();
});

await test("what a change brings into disorder is found, named by file and line, and leads to its place on its page", async () => {
  await settled();
  const before = Number(await page.locator("#count").textContent());
  site.change("joint-use.yaml", "    manager: society ", "    manager: {name: 株式会社例示データ} # ");
  await page.waitForFunction((count) => Number(document.getElementById("count").textContent) > count, before, { timeout: 20_000 });
  const finding = page.locator("#findings li.error").filter({ hasText: "joint-use.yaml" }).first();
  assert.match(await finding.locator("code").textContent(), /joint-use\.yaml:\d+:\d+$/);
  assert.match(await finding.textContent(), /直し方/);
  await finding.locator("a[data-page]").click();
  await page.waitForURL((url) => url.pathname === "/privacy/joint-use/");
  await page.waitForFunction(() => {
    const frame = document.getElementById("page");
    return [...frame.contentDocument.querySelectorAll("[data-at]")].some((element) => element.style.outline);
  });
  const box = await frame().evaluate(() => {
    const { top, bottom } = [...document.querySelectorAll("[data-at]")].find((element) => element.style.outline).getBoundingClientRect();
    return bottom > 0 && top < innerHeight;
  });
  assert.equal(box, true, "the place is in sight");
});

await test("the duties tell where each is met, and lead there", async () => {
  await page.getByRole("tab", { name: /公表する事項/ }).click();
  assert.equal(await page.locator("#findings").isVisible(), false);
  const duties = page.locator("#duties li");
  assert.ok((await duties.count()) > 150, `${await duties.count()} duties`);
  const met = page.locator("#duties li.outcome-pass a[data-anchor]").first();
  const to = await met.evaluate((link) => ({ page: link.dataset.page, anchor: link.dataset.anchor }));
  await met.click();
  await page.waitForFunction(({ page, anchor }) => {
    const frame = document.getElementById("page");
    const element = frame.contentDocument?.getElementById(anchor);
    return frame.contentWindow.location.pathname.endsWith(page.replace("index.html", "")) && element?.style.outline;
  }, to);
  await page.keyboard.press("ArrowLeft");
  await page.getByRole("tab", { name: /指摘/ }).click();
});

await test("a text of the page tells in which file and line it is written", async () => {
  await page.goto(`${site.address}about/`);
  await settled();
  await page.getByRole("button", { name: "原稿の場所を調べる" }).click();
  await shown.getByText("03-0000-0096").first().click();
  await page.waitForFunction(() => /society\.yaml:\d+:\d+$/.test(document.getElementById("where").textContent));
  const line = Number(/society\.yaml:(\d+):/.exec(await page.locator("#where").textContent())[1]);
  const text = fs.readFileSync(path.join(site.folder, "society.yaml"), "utf8").split("\n");
  assert.match(text.slice(line - 1).join("\n"), /03-0000-0096/);
  await page.getByRole("button", { name: "原稿の場所を調べる" }).click();
});

await test("one key hides the panel and brings it back, wherever the focus is", async () => {
  const panel = page.locator("#panel");
  await page.keyboard.press("Escape");
  assert.equal(await panel.isVisible(), false);
  const width = () => page.locator("#page").evaluate((element) => element.clientWidth);
  assert.equal(await width(), 1280);
  await page.reload();
  assert.equal(await panel.isVisible(), false, "it stays hidden");
  await shown.locator("h1").click();
  await page.keyboard.press("Escape");
  assert.equal(await panel.isVisible(), true);
  await page.getByRole("button", { name: /閉じる/ }).click();
  await page.getByRole("button", { name: /点検を開く/ }).click();
  assert.equal(await panel.isVisible(), true);
  await page.getByRole("button", { name: "スマートフォンの幅" }).click();
  assert.equal(await width(), 388);
  await page.getByRole("button", { name: "スマートフォンの幅" }).click();
});

await test("content that cannot be loaded says why beside the last good page, even with the panel hidden, and comes back when it is mended", async () => {
  await page.keyboard.press("Escape");
  site.change("society.yaml", "tel: 03-0000-0000\n", "tell: 03-0000-0000\n  bad: [\n");
  await page.locator("#findings .broken").waitFor({ timeout: 10_000 });
  assert.equal(await page.locator("#panel").isVisible(), true);
  const said = await page.locator("#findings pre").first().textContent();
  assert.match(said, /エラー/);
  assert.match(said, /society\.yaml:\d+:\d+/);
  assert.match(await page.locator("#status").textContent(), /読み込めません/);
  await shown.getByText("03-0000-0096").first().waitFor();
  site.change("society.yaml", "tell: 03-0000-0000\n  bad: [\n", "tel: 03-0000-0001\n");
  await page.waitForFunction(() => !document.querySelector("#findings .broken"), null, { timeout: 10_000 });
  await shown.getByText("03-0000-0001").first().waitFor();
  assert.equal(await shown.getByText("<script>").count(), 0);
});

await test("what the content says is text in the panel too", async () => {
  site.change("society.yaml", "kind: health_insurance_society ", 'kind: "<img src=x onerror=alert(1)>" ');
  await page.locator("#findings .broken").waitFor({ timeout: 10_000 });
  assert.match(await page.locator("#findings").textContent(), /<img src=x/);
  assert.equal(await page.locator("#findings img").count(), 0);
  site.change("society.yaml", 'kind: "<img src=x onerror=alert(1)>" ', "kind: health_insurance_society ");
  await page.waitForFunction(() => !document.querySelector("#findings .broken"), null, { timeout: 10_000 });
});

await test("what is not there shows the page of the site for that, which leads back into the site", async () => {
  const answer = await page.goto(`${site.address}nowhere/`);
  assert.equal(answer.status(), 404);
  await shown.locator("a").first().waitFor();
  const links = await shown.locator("a[href]").evaluateAll((links) => links.map((link) => new URL(link.href).pathname));
  assert.ok(links.some((link) => link === "/_kohyo/site/index.html"), String(links));
  faults.length = 0; // the browser notes the 404
});

for (const viewport of [{ width: 1280, height: 900 }, { width: 390, height: 800 }]) {
  for (const colorScheme of ["light", "dark"]) {
    await test(`axe finds nothing in the panel at ${viewport.width} px, ${colorScheme}`, async () => {
      await page.emulateMedia({ colorScheme });
      await page.setViewportSize(viewport);
      await page.goto(`${site.address}privacy/joint-use/`);
      await settled();
      for (const tab of [/公表する事項/, /指摘/]) {
        await page.getByRole("tab", { name: tab }).click();
        assert.deepEqual(await axe(page), []);
      }
      const wide = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
      assert.ok(wide <= 1, `${wide} px too wide`);
    });
  }
}

await test("another page of the browser cannot read it", async () => {
  const other = await context.newPage();
  const own = await preview("tests/model/everything", []);
  await other.goto(own.address);
  const port = new URL(site.address).port;
  const tried = await other.evaluate(async (port) => {
    const read = (ask) => ask.then(() => "read", () => "refused");
    const socket = new Promise((read, refused) => {
      const socket = new WebSocket(`ws://127.0.0.1:${port}/_kohyo/live/0/`);
      socket.onopen = read;
      socket.onerror = refused;
    });
    return [await read(fetch(`http://127.0.0.1:${port}/`)), await read(socket)];
  }, port);
  assert.deepEqual(tried, ["refused", "refused"]);
  await other.close();
  assert.equal(await own.end(), 0);
});

await test("a folder of societies has a list that tells how each stands, and each has its own preview", async () => {
  const all = await preview("content", ["--as-of", "2026-12-01"], ["alpha", "beta", "gamma"]);
  all.change("beta/joint-use.yaml", "    manager: society ", "    manager: {name: 株式会社例示データ} # ");
  all.change("gamma/society.yaml", "tel: 03-0000-0000\n", "tell: 03-0000-0000\n");
  await page.setViewportSize({ width: 1280, height: 900 });
  await page.goto(all.address);
  await page.waitForFunction(() => document.querySelectorAll("#list .waiting").length === 0, null, { timeout: 30_000 });
  const rows = await page.locator("#list tbody tr").allInnerTexts();
  assert.match(rows[0], /alpha[\s\S]*エラー 0/);
  assert.match(rows[1], /beta[\s\S]*エラー [1-9]/);
  assert.match(rows[2], /gamma[\s\S]*読み込めません/);
  assert.deepEqual(await axe(page), []);
  await page.getByRole("link", { name: "beta" }).click();
  await shown.locator("h1").waitFor();
  assert.equal(new URL(page.url()).pathname, "/beta/");
  await page.goto(`${all.address}beta/about/`);
  await settled();
  all.change("alpha/society.yaml", "03-0000-0010", "03-0000-0077");
  all.change("beta/society.yaml", "03-0000-0010", "03-0000-0088");
  await shown.getByText("03-0000-0088").first().waitFor({ timeout: 10_000 });
  assert.equal(await shown.getByText("03-0000-0077").count(), 0);
  await page.getByRole("link", { name: "組合の一覧" }).click();
  await page.locator("#list").waitFor();
  await page.goto("about:blank");
  assert.equal(await all.end(), 0);
});

await test("when the program ends the browser says so, and nothing was amiss in it", async () => {
  await page.goto(`${site.address}about/`);
  await settled();
  assert.deepEqual(faults, []);
  assert.equal(await site.end(), 0);
  await page.locator("#lost").waitFor();
  assert.match(await page.locator("#lost").textContent(), /止まっています/);
});

await browser.close();
done(17);
