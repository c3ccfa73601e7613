// NRR over the same million rows in each format that is read as it comes: node formats.mjs --make, then node formats.mjs [--server FILE] [--runs 3].
// Two steps, since the system counts the memory of a program from that of the one that started it.
import { spawnSync } from "node:child_process";
import { mkdirSync, readdirSync, statSync, writeFileSync } from "node:fs";
import { loadavg } from "node:os";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { gzipSync } from "node:zlib";
import { strToU8, zipSync } from "fflate";

const { values } = parseArgs({
  options: { server: { type: "string" }, runs: { type: "string", default: "3" }, make: { type: "boolean" } },
});
const here = (path) => fileURLToPath(new URL(path, import.meta.url));
const server = values.server ?? here("../dist/server.mjs");
const folder = here("tables/");
mkdirSync(folder, { recursive: true });

function makeFiles() {
  // A sheet has 1,048,576 rows at most; a remark of 60 signs, one of 5,000, makes them long.
  const [ROWS, MONTHS] = [1_000_000, 20];
  const remarks = Array.from({ length: 5000 }, (_, at) =>
    `plan reviewed with the customer on visit number ${at} `.padEnd(60, "-"),
  );
  const rows = Array.from({ length: ROWS }, (_, at) => {
    const account = Math.floor(at / MONTHS);
    const month = at % MONTHS;
    const day = `${2024 + Math.floor(month / 12)}-${String((month % 12) + 1).padStart(2, "0")}-01`;
    return [
      `Account ${account}`,
      day,
      1000 + ((account * 7919) % 9000) + (month > 11 ? account % 50 : 0),
      remarks[(at * 31) % 5000],
    ];
  });
  const headers = ["account", "month", "mrr", "remark"];
  const record = (row) => JSON.stringify(Object.fromEntries(row.map((cell, at) => [headers[at], cell])));

  const csv = `${headers}\n${rows.map((row) => row.join(",")).join("\n")}\n`;
  const lines = rows.map(record);
  const texts = new Map();
  const textAt = (text) => {
    if (!texts.has(text)) texts.set(text, texts.size);
    return `t="s"><v>${texts.get(text)}`;
  };
  const cell = (row) => (value, at) =>
    `<c r="${"ABCD"[at]}${row}" ${typeof value === "number" ? `><v>${value}` : textAt(value)}</v></c>`;
  const sheet = [headers, ...rows].map((row, at) => `<row r="${at + 1}">${row.map(cell(at + 1)).join("")}</row>`);
  const main = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"';
  const office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
  const relation = (id, kind, target) => `<Relationship Id="${id}" Type="${office}/${kind}" Target="${target}"/>`;
  const xlsx = zipSync(
    {
      "xl/workbook.xml": strToU8(
        `<workbook ${main} xmlns:r="${office}"><sheets><sheet name="Data" sheetId="1" r:id="r1"/></sheets></workbook>`,
      ),
      "xl/_rels/workbook.xml.rels": strToU8(
        `<Relationships>${relation("r1", "worksheet", "worksheets/sheet1.xml")}${relation("r2", "sharedStrings", "sharedStrings.xml")}</Relationships>`,
      ),
      "xl/worksheets/sheet1.xml": strToU8(`<worksheet ${main}><sheetData>${sheet.join("")}</sheetData></worksheet>`),
      "xl/sharedStrings.xml": strToU8(
        `<sst ${main}>${[...texts.keys()].map((text) => `<si><t>${text}</t></si>`).join("")}</sst>`,
      ),
    },
    { level: 1 },
  );
  const files = {
    "formats.csv": csv,
    "formats.csv.gz": gzipSync(csv, { level: 6 }),
    "formats.ndjson": lines.join("\n"),
    "formats.ndjson.gz": gzipSync(lines.join("\n"), { level: 6 }),
    "formats.json": `[${lines.join(",\n")}]`,
    "formats.json.gz": gzipSync(`[${lines.join(",\n")}]`, { level: 6 }),
    "formats.xlsx": xlsx,
  };
  for (const [name, content] of Object.entries(files)) writeFileSync(`${folder}${name}`, content);
}

function measure() {
  const median = (list) => [...list].sort((a, b) => a - b)[Math.floor(list.length / 2)];
  const answers = new Set();
  console.log(
    `load ${loadavg()[0].toFixed(1)}, medians of ${values.runs}\n\n| file | MB | processor | memory |\n| --- | --- | --- | --- |`,
  );
  for (const name of readdirSync(folder).filter((one) => one.startsWith("formats."))) {
    const found = Array.from({ length: Number(values.runs) }, () => {
      const input = JSON.stringify({ table: name, from: "2024-08-01", to: "2025-08-01" });
      const words = ["--import", here("usage.mjs"), server, "call", "compute_nrr", "--json", input];
      const { stdout, stderr } = spawnSync(process.execPath, words, { cwd: folder, encoding: "utf8", maxBuffer: 2 ** 26 });
      answers.add(JSON.parse(stdout).nrr);
      return /USAGE (\S+) (\S+)/.exec(stderr).slice(1).map(Number);
    });
    const size = Math.round(statSync(`${folder}${name}`).size / 1024 / 1024);
    console.log(
      `| ${name} | ${size} | ${median(found.map(([used]) => used)).toFixed(2)} s | ${Math.round(median(found.map(([, peak]) => peak)))} MiB |`,
    );
  }
  if (answers.size !== 1) throw new Error(`the files do not agree: ${[...answers]}`);
}

if (values.make) makeFiles();
else measure();
