// The example's pages as people use them: at three widths, by keyboard alone, with larger letters, on paper, and without scripts.
// Each judge is first shown a bad sample, which it must refuse: a judge that passes everything proves nothing.
import assert from "node:assert/strict";
import fs from "node:fs";
import path from "node:path";
import { axe, browse, build, done, serve, test } from "./support.mjs";

const WIDTHS = [320, 768, 1280];
const output = build("content");
const site = await serve(output);
const bad = await serve(path.join(import.meta.dirname, "bad"));
const pages = fs
  .readdirSync(output, { recursive: true })
  .filter((file) => file.endsWith(".html"))
  .map((file) => file.split(path.sep).join("/"))
  .sort();

// How far a page is wider than its window; text must flow anew instead (WCAG 2.2, 1.4.10).
const overflow = (page) => page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);

// Whether what has the focus is within the window.
function visible() {
  const box = document.activeElement.getBoundingClientRect();
  return document.activeElement === document.body || (box.bottom > 0 && box.top < innerHeight);
}

// Presses Tab through a page: what had the focus, and whether that could be seen.
async function tabbed(page, most = 400) {
  const seen = [];
  for (let i = 0; i < most; i += 1) {
    await page.keyboard.press("Tab");
    await page.waitForFunction(visible, null, { timeout: 3000 }).catch(() => {});
    const now = await page.evaluate(() => {
      const element = document.activeElement;
      if (!element || element === document.body) return null;
      const style = getComputedStyle(element);
      const box = element.getBoundingClientRect();
      const first = !element.hasAttribute("data-tabbed");
      element.setAttribute("data-tabbed", "");
      return {
        first,
        text: element.textContent.trim() || element.getAttribute("aria-label") || element.tagName,
        outlined: (style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 1) || style.boxShadow !== "none",
        shown: box.width > 0 && box.height > 0 && box.bottom > 0 && box.top < innerHeight,
      };
    });
    if (!now || !now.first) return seen;
    seen.push(now);
  }
  throw new Error(`after ${most} times Tab there is still more: a trap?`);
}
const unseen = (stops) => stops.filter((stop) => !stop.outlined || !stop.shown).map((stop) => stop.text);

await test("the judges refuse bad samples", async () => {
  const { browser, page } = await browse({ bypassCSP: true, viewport: { width: 320, height: 640 } });
  await page.goto(`${bad.address}bad.html`);
  const rules = (await axe(page)).map((violation) => violation.split(":")[0]);
  for (const rule of ["image-alt", "html-has-lang", "color-contrast", "label"]) assert.ok(rules.includes(rule), `axe does not find ${rule}: ${rules}`);
  assert.ok((await overflow(page)) > 100, "the page is too wide for a telephone");
  assert.ok(unseen(await tabbed(page)).length > 0, "focus cannot be seen");
  await browser.close();
});

for (const width of WIDTHS) {
  await test(`axe finds nothing and nothing sticks out at ${width} px, on all ${pages.length} pages`, async () => {
    const { browser, page, faults } = await browse({ bypassCSP: true, viewport: { width, height: 900 } });
    const found = [];
    for (const file of pages) {
      // The old address moves on at once: it is looked at where it leads.
      await page.goto(site.address + file, { waitUntil: "load" });
      found.push(...(await axe(page)).map((violation) => `${file}: ${violation}`));
      const wide = await overflow(page);
      if (wide > 1) found.push(`${file}: ${wide} px too wide`);
    }
    assert.deepEqual(found, []);
    assert.deepEqual(faults, []);
    await browser.close();
  });
}

await test("everything is reached by keyboard, seen where it is, and the first stop leads to the text", async () => {
  // Where pages scroll smoothly, what has the focus comes into sight only after a while.
  const { browser, page } = await browse({ reducedMotion: "reduce" });
  for (const file of ["index.html", "privacy/joint-use/index.html", "privacy/requests/index.html"]) {
    await page.goto(site.address + file);
    const stops = await tabbed(page);
    assert.deepEqual(unseen(stops), [], file);
    const links = await page.locator("a[href]:visible, button:visible, [tabindex='0']:visible").count();
    assert.ok(stops.length >= links - 1, `${file}: ${stops.length} stops for ${links} links and buttons`);
  }
  await page.goto(`${site.address}privacy/joint-use/index.html`);
  await page.keyboard.press("Tab");
  await page.keyboard.press("Enter");
  assert.equal(await page.evaluate(() => document.activeElement.closest("main") !== null || location.hash !== ""), true);
  // A page of the menu is reached and opened without a mouse.
  await page.goto(`${site.address}index.html`);
  await page.locator("main nav a").first().focus();
  await page.keyboard.press("Enter");
  await page.waitForURL((url) => !url.pathname.endsWith("/index.html") || url.pathname !== "/index.html");
  assert.equal(await page.locator("h1").count(), 1);
  await browser.close();
});

await test("larger letters are larger, are said to be chosen, and stay on the next page", async () => {
  const { browser, page } = await browse();
  await page.goto(`${site.address}index.html`);
  const size = () => page.evaluate(() => parseFloat(getComputedStyle(document.querySelector("main p")).fontSize));
  const before = await size();
  await page.locator("[data-size=large]").click();
  const after = await size();
  assert.ok(after > before * 1.1, `${before} px became ${after} px`);
  assert.equal(await page.locator("[data-size=large]").getAttribute("aria-pressed"), "true");
  await page.goto(`${site.address}privacy/purposes/index.html`);
  assert.equal(await page.locator("[data-size=large]").getAttribute("aria-pressed"), "true");
  assert.ok((await overflow(page)) <= 1);
  await page.locator("[data-size=medium]").click();
  assert.equal(await page.locator("[data-size=large]").getAttribute("aria-pressed"), "false");
  await browser.close();
});

await test("on paper the text stands without menus, and the browser makes a PDF of it", async () => {
  const { browser, page } = await browse();
  for (const file of ["index.html", "privacy/joint-use/index.html", "rules/management/index.html"]) {
    await page.goto(site.address + file);
    const text = await page.locator("main").innerText();
    await page.emulateMedia({ media: "print" });
    assert.equal(await page.locator("nav.menu:visible, .tools:visible, a.skip:visible").count(), 0, `${file}: menus are printed`);
    const printed = await page.locator("main").innerText();
    assert.ok(printed.length > text.length * 0.6, `${file}: text is lost on paper`);
    const pdf = await page.pdf({ format: "A4" });
    assert.ok(pdf.subarray(0, 5).toString() === "%PDF-" && pdf.length > 10_000, file);
    await page.emulateMedia({ media: "screen" });
  }
  await browser.close();
});

await test("without scripts every page says the same and its links work", async () => {
  const plain = await browse({ javaScriptEnabled: false });
  const { browser, page } = await browse();
  for (const file of pages.filter((file) => file !== "404.html")) {
    const words = async (at) => (await at.locator("main").innerText()).replace(/\s/g, "");
    await page.goto(site.address + file);
    await plain.page.goto(site.address + file);
    // The buttons to print and to choose a size need a script, and show themselves only with it.
    const buttons = (await page.locator("main button").allInnerTexts()).join("").replace(/\s/g, "");
    assert.equal(await words(plain.page), (await words(page)).replace(buttons, ""), file);
    assert.equal(await plain.page.locator("button:visible").count(), 0, `${file}: a button that does nothing`);
  }
  await plain.page.goto(`${site.address}index.html`);
  await plain.page.locator("main nav a").first().click();
  assert.equal(await plain.page.locator("h1").count(), 1);
  await plain.browser.close();
  await browser.close();
});

await test("nothing was asked for that is not there, and nothing of others", async () => {
  const missing = site.asked.filter((url) => !fs.existsSync(path.join(output, decodeURIComponent(new URL(url, "http://x").pathname))));
  assert.deepEqual([...new Set(missing)].filter((url) => url !== "/favicon.ico"), []);
});

site.close();
bad.close();
done(9);
