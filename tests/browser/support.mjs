// For all tests in a browser: a folder served on this machine alone, a page that notes every fault, and a count of what was looked at.
import assert from "node:assert/strict";
import { execFileSync, spawn } from "node:child_process";
import fs from "node:fs";
import http from "node:http";
import { createRequire } from "node:module";
import os from "node:os";
import path from "node:path";
import { chromium } from "playwright-core";

const TYPES = { html: "text/html", css: "text/css", js: "text/javascript", json: "application/json", svg: "image/svg+xml", xml: "application/xml" };
export const root = path.resolve(import.meta.dirname, "../..");

// Builds content to a fresh folder.
export function build(content) {
  const output = path.join(fs.mkdtempSync(path.join(os.tmpdir(), "kohyo-browser-")), "site");
  execFileSync(process.env.KOHYO, ["build", "--no-print", "--quiet", "--content", path.join(root, content), "--output", output], { stdio: "inherit" });
  return output;
}

// Serves a folder; `asked` holds every address that was asked for.
export async function serve(folder) {
  const asked = [];
  const server = http.createServer((request, response) => {
    asked.push(request.url);
    let file = path.join(folder, decodeURIComponent(new URL(request.url, "http://x").pathname));
    if (fs.existsSync(file) && fs.statSync(file).isDirectory()) file = path.join(file, "index.html");
    if (!file.startsWith(folder) || !fs.existsSync(file)) return response.writeHead(404).end();
    response.writeHead(200, { "content-type": `${TYPES[file.split(".").pop()] ?? "application/octet-stream"}; charset=utf-8` });
    fs.createReadStream(file).pipe(response);
  });
  await new Promise((listening) => server.listen(0, "127.0.0.1", listening));
  return { address: `http://127.0.0.1:${server.address().port}/`, asked, close: () => server.close() };
}

// Starts a preview of a copy of content, which may be edited; `change` puts one text in the place of another, and `end` answers the exit code.
export async function preview(content, args = [], copies = [""]) {
  const folder = path.join(fs.mkdtempSync(path.join(os.tmpdir(), "kohyo-preview-")), "content");
  for (const copy of copies) fs.cpSync(path.join(root, content), path.join(folder, copy), { recursive: true });
  const program = spawn(process.env.KOHYO, ["serve", "--port", "0", "--lang", "ja", "--content", folder, ...args], { stdio: ["ignore", "pipe", "inherit"] });
  const ended = new Promise((end) => program.on("exit", end));
  // A test that fails leaves nothing running.
  process.on("exit", () => program.kill());
  const address = await new Promise((found) => {
    let said = "";
    program.stdout.on("data", (text) => {
      said += text;
      const address = /http:\S+/.exec(said);
      if (address) found(address[0]);
    });
  });
  const change = (file, from, to) => {
    const whole = path.join(folder, file);
    const text = fs.readFileSync(whole, "utf8");
    assert.ok(text.includes(from), `${file} holds ${from}`);
    fs.writeFileSync(whole, text.replaceAll(from, to));
  };
  const end = async () => {
    program.kill("SIGINT");
    const code = await ended;
    fs.rmSync(path.dirname(folder), { recursive: true, force: true });
    return code;
  };
  return { address, folder, change, end };
}

export async function browse(options = {}) {
  const browser = await chromium.launch({ executablePath: process.env.CHROMIUM, args: ["--no-sandbox", "--disable-dev-shm-usage"] });
  const context = await browser.newContext({ locale: "ja-JP", viewport: { width: 1280, height: 900 }, ...options });
  const page = await context.newPage();
  const faults = [];
  page.on("pageerror", (error) => faults.push(String(error)));
  page.on("console", (message) => message.type() === "error" && faults.push(message.text()));
  return { browser, context, page, faults };
}

// What axe-core finds against WCAG 2.2 A and AA; the strict policy of the pages keeps injected scripts out, so it runs in a page that bypasses it.
export async function axe(page) {
  await page.evaluate(fs.readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8"));
  const tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];
  const result = await page.evaluate((values) => globalThis.axe.run(document, { runOnly: { type: "tag", values } }), tags);
  return result.violations.map((violation) => `${violation.id}: ${violation.nodes.map((node) => node.target.join(" ")).join(", ")}`);
}

let passed = 0;
export async function test(name, body) {
  try {
    await body();
    passed += 1;
    console.log(`  ok ${name}`);
  } catch (error) {
    console.error(`  FAILED ${name}`);
    console.error(error);
    process.exitCode = 1;
  }
}
export function done(least) {
  console.log(`  ${passed} passed`);
  assert.ok(passed >= least || process.exitCode, `${least} tests were expected`);
  // Whatever a failed test left running would keep the run from ending.
  process.exit();
}
