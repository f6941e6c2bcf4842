// The manual as its readers see it: chapters, pages of fields, the list of rules and some rules, in both languages, at two widths.
import assert from "node:assert/strict";
import { axe, browse, build, done, serve, test } from "./support.mjs";

const output = build("docs/manual");
const site = await serve(output);
// Pages that are made alike are seen by some of them; the English ones by those that are longest.
const rules = ["appi-27-5-3-manager-address", "form-blank", "appi-2026-penalties", "publish-page-reachable"].map((rule) => `rules/${rule}`);
const fields = ["common", "society", "disclosure", "rules"].map((file) => `content/${file}`);
const chapters = ["introduction", "tutorial", "limits", "troubles", "glossary", "officers", "vendors", "law", "themes", "rules", "content"];
const english = ["en/rules", "en/content/common", "en/rules/form-blank", "en/tutorial"];
const files = ["index.html", ...[...chapters, ...fields, ...rules, ...english].map((page) => `${page}/index.html`)];

for (const width of [320, 1280]) {
  await test(`axe finds nothing and nothing sticks out at ${width} px, on ${files.length} pages of the manual`, async () => {
    const { browser, page, faults } = await browse({ bypassCSP: true, viewport: { width, height: 900 } });
    const found = [];
    for (const file of files) {
      await page.goto(site.address + file, { waitUntil: "load" });
      found.push(...(await axe(page)).map((violation) => `${file}: ${violation}`));
      const wide = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
      if (wide > 1) found.push(`${file}: ${wide} px too wide`);
    }
    assert.deepEqual(found, []);
    assert.deepEqual(faults, []);
    await browser.close();
  });
}

await test("code is copied with its lines and blanks", async () => {
  const { browser, page } = await browse();
  await page.goto(`${site.address}themes/index.html`);
  const copied = await page.evaluate(() => {
    const code = [...document.querySelectorAll("pre")].find((pre) => pre.textContent.includes("inherits"));
    getSelection().selectAllChildren(code);
    return getSelection().toString();
  });
  assert.ok(copied.includes('inherits: standard\ncolours:\n  light: {accent: "#7a3b00"'), copied);
  await browser.close();
});

await test("a rule is found from the top page in two steps, and leads back", async () => {
  const { browser, page } = await browse();
  await page.goto(`${site.address}index.html`);
  await page.getByRole("link", { name: /^点検の規則/ }).first().click();
  await page.getByRole("link", { name: "要記入の印が残っていない" }).click();
  await page.waitForURL("**/rules/form-blank/**");
  assert.equal(await page.locator(".breadcrumb a").last().textContent(), "点検の規則");
  await page.getByRole("link", { name: "English" }).click();
  assert.equal(await page.locator("html").getAttribute("lang"), "en");
  assert.match(await page.locator("h1").textContent(), /No blank/);
  await browser.close();
});

site.close();
done(4);
