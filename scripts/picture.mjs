// The picture in the README: the top of the page that the shipped example makes, and four of its drawings, photographed in the Chromium of this machine.
// node scripts/picture.mjs [FILE]; without a file, docs/report.png. Run after npm run build.
import { execFileSync } from "node:child_process";
import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join, resolve } from "node:path";
import { chromium } from "playwright-core";

const root = resolve(import.meta.dirname, "..");
const folder = mkdtempSync(join(tmpdir(), "picture-"));
process.on("exit", () => rmSync(folder, { recursive: true, force: true }));
const executablePath = (process.env.PATH ?? "")
  .split(delimiter)
  .flatMap((one) => ["chromium", "chromium-browser", "google-chrome"].map((name) => join(one, name)))
  .find((path) => existsSync(path));
if (!executablePath) {
  console.error("There is no Chromium on this machine to photograph the page with.");
  process.exit(1);
}

const words = [
  "blueprint",
  "company.yaml",
  "accounts.csv",
  "--as-of",
  "2026-01-01",
  "--allow",
  folder,
  "--out",
  join(folder, "plan"),
];
execFileSync(process.execPath, [join(root, "dist/server.mjs"), ...words], { cwd: join(root, "examples"), stdio: "ignore" });

const drawings = ["arr-bridge", "capacity-and-need", "books-of-business", "renewal-forecast"];
const browser = await chromium.launch({ executablePath, args: ["--no-sandbox"] });
const page = await browser.newPage({ viewport: { width: 1200, height: 800 }, colorScheme: "light" });
await page.goto(`file://${join(folder, "plan/blueprint.html")}`);
// What stands between the top and the drawings is left out, and the drawings stand two in a row.
await page.evaluate((kept) => {
  const main = document.querySelector("main");
  const pictures = document.querySelector('section[aria-labelledby="in-pictures"]');
  for (const part of [...main.querySelectorAll("figure")]) if (!kept.some((name) => part.id === `picture-${name}`)) part.remove();
  for (const part of [...main.querySelectorAll("details, nav, hr")]) part.remove();
  let last = main.firstElementChild;
  while (last && last.tagName !== "H2" && last !== pictures) last = last.nextElementSibling;
  while (last) {
    const next = last.nextElementSibling;
    if (last !== pictures && !last.contains(pictures)) last.remove();
    last = next;
  }
  document.querySelector("#in-pictures").remove();
  main.style.maxWidth = "1120px";
  pictures.style.cssText = "display: grid; grid-template-columns: 1fr 1fr; gap: 0 28px; align-items: start;";
}, drawings);
const file = resolve(process.argv[2] ?? join(root, "docs/report.png"));
const { x, y, width, height } = await page.locator("main").boundingBox();
const edge = 24;
const clip = { x: x - edge, y: Math.max(0, y - edge), width: width + 2 * edge, height: height + edge };
await page.screenshot({ path: file, fullPage: true, clip });
await browser.close();
console.log(`${file}: ${Math.round(clip.width)} by ${Math.round(clip.height)}`);
