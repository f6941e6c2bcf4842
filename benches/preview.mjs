// How long it takes from saving a file to the changed page on screen, in a real browser: 50 edits of one society, and 50 of a folder of 100.
//   cargo build --release --no-default-features --features serve
//   cargo bench --bench speed --no-default-features -- 100 --keep DIR     makes the societies (DIR/content)
//   KOHYO=target/release/kohyo CHROMIUM=chromium node benches/preview.mjs DIR/content
// Needs tests/browser/node_modules (tests/browser/run installs it). The clock starts before the file is written, and stops when the browser has drawn
// the first frame with the new text.
import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import fs from "node:fs";
import { createRequire } from "node:module";
import os from "node:os";
import path from "node:path";

const { chromium } = createRequire(path.resolve(import.meta.dirname, "../tests/browser/package.json"))("playwright-core");
const EDITS = 50;
const many = process.argv[2];
assert.ok(many && fs.existsSync(many), "name a folder of societies");
const names = fs.readdirSync(many).filter((name) => fs.existsSync(path.join(many, name, "society.yaml"))).sort();

async function serve(content) {
  const program = spawn(process.env.KOHYO, ["serve", "--port", "0", "--content", content], { stdio: ["ignore", "pipe", "inherit"] });
  const address = await new Promise((found) => program.stdout.once("data", (text) => found(/http:\S+/.exec(text)[0])));
  return { address, end: () => program.kill("SIGINT") };
}

async function measure(title, content, society) {
  const server = await serve(content);
  const browser = await chromium.launch({ executablePath: process.env.CHROMIUM, args: ["--no-sandbox", "--disable-dev-shm-usage"] });
  const page = await browser.newPage();
  if (society) {
    // The list is looked at first, until all societies have been looked at.
    await page.goto(server.address);
    await page.waitForFunction(() => document.querySelectorAll("#list tbody tr").length > 0 && !document.querySelector("#list .waiting"), null, { timeout: 300_000 });
  }
  const file = path.join(content, society, "society.yaml");
  const original = fs.readFileSync(file, "utf8");
  const tel = /^tel: (\S+)$/m.exec(original)[1];
  await page.goto(`${server.address}${society ? `${society}/` : ""}about/`);
  await page.waitForFunction((tel) => document.getElementById("page").contentDocument?.body?.innerText.includes(tel), tel);
  const times = [];
  for (let i = 0; i < EDITS; i += 1) {
    // The check of the edit before is done, and the machine is at rest.
    await page.waitForTimeout(700);
    const next = `03-0000-${String(1000 + i)}`;
    const painted = page.evaluate(
      (next) =>
        new Promise((done) => {
          const frame = document.getElementById("page");
          const look = () => {
            const element = frame.contentDocument?.querySelector("main");
            // This runs just before a frame is drawn: the next task begins when that is done.
            if (element?.textContent.includes(next)) setTimeout(() => done(performance.timeOrigin + performance.now()), 0);
            else requestAnimationFrame(look);
          };
          look();
        }),
      next,
    );
    const begun = performance.timeOrigin + performance.now();
    fs.writeFileSync(file, original.replaceAll(tel, next));
    times.push((await painted) - begun);
  }
  fs.writeFileSync(file, original);
  times.sort((a, b) => a - b);
  const ms = (time) => `${time.toFixed(1)} ms`;
  console.log(`${title}: median ${ms(times[EDITS / 2])}, nine in ten within ${ms(times[Math.floor(EDITS * 0.9)])}, worst ${ms(times[EDITS - 1])}`);
  await browser.close();
  server.end();
}

const one = path.join(fs.mkdtempSync(path.join(os.tmpdir(), "kohyo-bench-")), "content");
fs.cpSync(path.join(many, names[0]), one, { recursive: true });
console.log(`${os.cpus().length} processors, load ${os.loadavg()[0].toFixed(1)}`);
await measure("one society", one, "");
fs.rmSync(path.dirname(one), { recursive: true, force: true });
await measure(`${names.length} societies`, many, names[Math.floor(names.length / 2)]);
