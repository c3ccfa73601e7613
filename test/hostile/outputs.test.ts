// A table whose names are formulas, scripts, terminal signs and orders to a model: shown as data in every output, and doing nothing in any.
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { strFromU8, unzipSync } from "fflate";
import ICAL from "ical.js";
import Papa from "papaparse";
import { beforeAll, describe, expect, it } from "vitest";
import { visible } from "../../src/core/outside-text.ts";
import { type CallOutcome, callTool } from "../../src/topics/tools.ts";
import { openTestPorts } from "../open-test-ports.ts";
import { temporaryFolder } from "../temporary-folder.ts";
import { hostileBook, hostileNames } from "./tables.ts";

const folder = temporaryFolder({ "hostile.csv": hostileBook });
const ports = openTestPorts(folder);
const calls: [string, Record<string, unknown>][] = [
  ["inspect_table", { table: "hostile.csv" }],
  ["compute_nrr", { table: "hostile.csv", segment_by: "Segment", detail: true }],
  ["design_tiers", { table: "hostile.csv" }],
  ["size_team", { table: "hostile.csv" }],
  ["forecast_renewals", { table: "hostile.csv", as_of: "2026-01-01" }],
  ["build_blueprint", { table: "hostile.csv", as_of: "2026-01-01", include: ["all", "diagrams"] }],
];

/** The XML of an office file's parts, of a workbook inside it too. */
function partsOf(bytes: Uint8Array): [string, string][] {
  return Object.entries(unzipSync(bytes)).flatMap(([path, part]) => {
    if (path.endsWith(".xlsx")) return partsOf(part);
    return /\.(?:xml|rels)$/.test(path) ? [[path, strFromU8(part)] as [string, string]] : [];
  });
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
const acting = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/;

async function written(): Promise<[string, string][]> {
  const outs = await Promise.all(
    calls.map(async ([tool, input], at) => {
      const out = `out-${at}`;
      const outcome = await callTool(tool, { ...input, out }, ports);
      return outcome.kind === "done" ? out : null;
    }),
  );
  return outs.flatMap((out) => {
    if (out === null) return [];
    try {
      return readdirSync(join(folder, out), { recursive: true, withFileTypes: true })
        .filter((entry) => entry.isFile() && /\.(?:md|html|csv|ics|yaml|json|svg)$/.test(entry.name))
        .map((entry): [string, string] => [`${out}/${entry.name}`, readFileSync(join(entry.parentPath, entry.name), "utf8")]);
    } catch {
      return [];
    }
  });
}

describe("hostile names", () => {
  const outcomes: CallOutcome[] = [];
  let files: [string, string][] = [];
  beforeAll(async () => {
    for (const [tool, input] of calls) outcomes.push(await callTool(tool, input, ports));
    files = await written();
  });

  it("are answered about, or refused in words, by every tool that reads tables", () => {
    expect(outcomes.filter(({ kind }) => kind === "fault")).toEqual([]);
    expect(outcomes.filter(({ kind }) => kind === "done").length).toBeGreaterThanOrEqual(4);
    const kinds = new Set(files.map(([name]) => name.split(".").at(-1)));
    expect([...kinds].sort()).toEqual(expect.arrayContaining(["csv", "html", "md"]));
  });

  it("hold no sign that acts, in text, data, refusals or files", () => {
    for (const outcome of outcomes) {
      const said = outcome.kind === "done" ? [outcome.run.text, JSON.stringify(outcome.run.shown)] : [outcome.message];
      for (const text of said) expect(acting.exec(text)).toBeNull();
    }
    for (const [name, text] of files) expect(acting.exec(text)?.index ?? null, name).toBeNull();
  });

  it("are no markup in a page: no script, no picture, no link that runs or leaves", () => {
    for (const [name, text] of files.filter(([path]) => path.endsWith(".html"))) {
      expect(text, name).not.toMatch(/<script\b|<img\b|<h1>Paid|href="javascript|(?:src|href)="https?:/i);
    }
    expect(files.find(([path]) => path.endsWith("blueprint.html"))![1]).toContain("&lt;script&gt;");
  });

  it("open no tag, link or picture in markdown", () => {
    const texts = [
      ...files.filter(([path]) => path.endsWith(".md")),
      ...outcomes.flatMap((one) => (one.kind === "done" ? [["text", one.run.text]] : [])),
    ];
    for (const [name, text] of texts) expect(text, name).not.toMatch(/<script|<img|<\/td>|[^\\]\]\(javascript:|[^\\]\]\(http:/i);
  });

  it("are no formula in a spreadsheet, whatever stands before the sign", () => {
    const sheets = files.filter(([path]) => path.endsWith(".csv"));
    expect(sheets.length).toBeGreaterThan(0);
    for (const [name, text] of sheets)
      for (const row of Papa.parse<string[]>(text).data)
        for (const cell of row) if (/^\s*[=+@-]/.test(cell)) expect(cell, name).toMatch(/^-?\d+(?:\.\d+)?$/);
  });

  it("are texts in a workbook and on slides, never formulas or links, and whole lines in a calendar", () => {
    const office = readdirSync(folder, { recursive: true, encoding: "utf8" }).filter((name) => /\.(?:xlsx|pptx)$/.test(name));
    expect(office.length).toBeGreaterThanOrEqual(3);
    const own = /^(?:[A-Z]{3,12}|[A-Z]{1,3}\d*|[a-z_]+|'?[A-Z][A-Za-z ]*'?!|"[^"<>=]*"|[\d.,:;$()+*/<>=&% -])+$/;
    for (const name of office)
      for (const [path, text] of partsOf(readFileSync(join(folder, name)))) {
        for (const [, formula] of text.matchAll(/<f[^>]*>([^<]*)<\/f>/g)) {
          expect(formula, `${name} ${path}`).not.toMatch(/HYPERLINK|cmd\||SUM\(1|invalid|alert/);
          expect(
            formula!
              .replaceAll("&gt;", ">")
              .replaceAll("&lt;", "<")
              .replaceAll("&quot;", '"')
              .replaceAll("&apos;", "'")
              .replaceAll("&amp;", "&"),
            `${name} ${path}`,
          ).toMatch(own);
        }
        if (path.endsWith(".rels")) expect(text, `${name} ${path}`).not.toMatch(/invalid|javascript|TargetMode="External"/);
      }
    const calendars = files.filter(([path]) => path.endsWith(".ics"));
    expect(calendars.length).toBeGreaterThan(0);
    for (const [name, text] of calendars) {
      const events = new ICAL.Component(ICAL.parse(text)).getAllSubcomponents("vevent");
      expect(events.length, name).toBe(text.match(/^BEGIN:VEVENT/gm)?.length ?? 0);
      // A line of a calendar begins with a property's name, or with the blank that goes on with the line before.
      for (const line of text.split("\r\n")) expect(line, name).toMatch(/^(?: |[A-Z-]+[:;]|$)/);
    }
  });

  it("hold no sign that means something in a diagram", () => {
    const document = files.find(([path]) => path.endsWith("blueprint.md"))![1];
    const blocks = [...document.matchAll(/```mermaid\n([\s\S]*?)\n```/g)].map((match) => match[1]!);
    expect(blocks).toHaveLength(2);
    const [team, year] = blocks.map((block) => block.split("\n"));
    for (const line of team!.slice(1)) expect(line).toMatch(/^ {2}n\d+(?:\["[^"[\]{}<>#;`|]*"\]| --> n\d+)$/);
    for (const line of year!.slice(3))
      expect(line).toMatch(/^ {2}(?:section [^:#;]+|[^:#;`<>{}[\]|"]+ :\d{4}-\d\d-\d\d, \d{4}-\d\d-\d\d)$/);
  });

  it("come back as they are otherwise: nothing is dropped because it looks like an order", async () => {
    const outcome = await callTool("design_tiers", { table: "hostile.csv", out: "whole" }, ports);
    expect(outcome.kind, outcome.kind === "done" ? "" : outcome.message).toBe("done");
    const whole = readdirSync(join(folder, "whole"))
      .filter((name) => name.endsWith(".csv"))
      .map((name) => readFileSync(join(folder, "whole", name), "utf8"))
      .join("\n");
    const orders = hostileNames.filter((name) => /Ignore all|SYSTEM:|DROP TABLE/.test(name));
    for (const name of orders) expect(whole).toContain(visible(name));
  });
});

describe("visible", () => {
  it.each([
    ["\u001b[31mred", "\u241b[31mred"],
    ["a\u0000b", "a\u2400b"],
    ["\u202Eelcaro", "(U+202E)elcaro"],
    ["line\nand\ttab", "line\nand\ttab"],
    ["Ünïcödé 株式会社", "Ünïcödé 株式会社"],
  ])("shows %j as %j", (given, shown) => {
    expect(visible(given)).toBe(shown);
  });
});
