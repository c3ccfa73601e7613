// The conventions of this repository, each with a sentence that says what to do.
import { execFileSync } from "node:child_process";
import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { dirname, join, relative, resolve } from "node:path";
import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import { fieldKind } from "../src/core/contract/field-kinds.ts";
import { listedTool } from "../src/mcp/list-tools.ts";
import { tools } from "../src/tools/index.ts";
import { spreadCalls } from "./spread-calls.ts";

const root = resolve(import.meta.dirname, "..");
const filesUnder = (folder: string): string[] =>
  existsSync(join(root, folder))
    ? readdirSync(join(root, folder)).flatMap((name) => {
        const path = join(folder, name);
        return statSync(join(root, path)).isDirectory() ? filesUnder(path) : [path];
      })
    : [];
const sources = filesUnder("src").filter((path) => path.endsWith(".ts"));
const read = (path: string): string => readFileSync(join(root, path), "utf8");
const layer = (path: string): string => path.split("/")[1]!;
const withoutComments = (text: string): string => text.replace(/\/\*[\s\S]*?\*\//g, "").replace(/(^|[^:])\/\/.*$/gm, "$1");
const importsOf = (path: string): string[] => {
  const text = withoutComments(read(path));
  const statements = [...text.matchAll(/^(?:import|export)\b(?:[^;"]*?\bfrom)?\s*"([^"\n]+)"\s*(?:with[^;]*)?;/gm)];
  const lazy = [...text.matchAll(/\bimport\(\s*"([^"\n]+)"\s*\)/g)];
  return [...statements, ...lazy].map((match) => match[1]!);
};

const mayImport: Record<string, { layers: string[]; packages: string[]; node: boolean }> = {
  core: { layers: ["core"], packages: ["zod"], node: false },
  rules: { layers: ["rules", "core"], packages: ["yaml", "gray-matter", "minisearch"], node: true },
  input: { layers: ["input", "core"], packages: ["yaml", "papaparse", "read-excel-file"], node: true },
  render: { layers: ["render", "core"], packages: ["marked", "yaml"], node: false },
  tools: { layers: ["tools", "core", "input", "render"], packages: ["zod"], node: true },
  mcp: { layers: ["mcp", "tools", "rules"], packages: ["@modelcontextprotocol/sdk", "zod"], node: true },
  cli: { layers: ["cli", "tools", "rules", "input"], packages: [], node: true },
};

describe("the import law", () => {
  it.each(sources.filter((path) => layer(path) in mayImport))("%s imports only what its place allows", (path) => {
    const law = mayImport[layer(path)]!;
    for (const name of importsOf(path)) {
      if (name.startsWith("node:")) {
        expect(law.node, `${path} imports ${name}: ${layer(path)} may not touch the machine; take it as an argument`).toBe(true);
      } else if (name.startsWith(".")) {
        const target = layer(relative(root, resolve(root, dirname(path), name)));
        expect(law.layers, `${path} imports ${name}: ${layer(path)} may import ${law.layers.join(", ")}`).toContain(target);
      } else {
        const known = law.packages.some((allowed) => name === allowed || name.startsWith(`${allowed}/`));
        expect(known, `${path} imports ${name}: ${layer(path)} may use ${law.packages.join(", ") || "no package"}`).toBe(true);
      }
    }
  });

  it("tools never call one another: share a core function instead", () => {
    const names = tools.map((tool) => `./${tool.name.replaceAll("_", "-")}.ts`);
    for (const path of sources.filter((one) => /^src\/tools\/[a-z-]+\.ts$/.test(one) && one !== "src/tools/index.ts"))
      for (const name of importsOf(path)) expect(names, `${path} imports another tool`).not.toContain(name);
  });

  it("core reads no clock, chance or environment: pass as_of and seeds in", () => {
    for (const path of sources.filter((one) => one.startsWith("src/core/")))
      expect(withoutComments(read(path)), path).not.toMatch(/Math\.random|Date\.now|new Date\(\)|process\.|performance\./);
  });
});

// Numbers that are arithmetic or the calendar, not figures of customer success.
const reasonedNumbers: Record<string, { numbers: string[]; why: string }> = {
  "src/core/calendar/dates.ts": {
    numbers: ["86_400_000", "3", "8", "10", "7"],
    why: "milliseconds a day, and slices of an ISO date",
  },
  "src/core/calendar/business-day.ts": { numbers: ["4", "7", "6"], why: "weekdays counted from 1970-01-01, a Thursday" },
  "src/core/plan/quarter-costs.ts": { numbers: ["3", "4", "13"], why: "quarters a year and weeks a quarter" },
  "src/core/plan/fiscal-quarters.ts": { numbers: ["3"], why: "the fourth quarter counted from 0" },
  "src/core/plan/roadmap.ts": { numbers: ["7"], why: "days a week" },
  "src/core/playbooks/review/step-time.ts": {
    numbers: ["7", "30", "24", "60"],
    why: "days a week and a month, hours a day and minutes an hour, as people write them",
  },
  "src/core/metrics/concentration.ts": { numbers: ["5"], why: "the field is called top_five" },
  "src/core/org/without-noise.ts": { numbers: ["9"], why: "decimals that hours and money hold; below is floating point noise" },
  "src/core/org/months-of-weeks.ts": { numbers: ["52", "7"], why: "weeks a year and days a week" },
  "src/core/segmentation/figures.ts": { numbers: ["1e-9"], why: "weights that add up to 1 in floating point" },
  "src/core/renewal/expansion-quarter.ts": { numbers: ["3"], why: "months a quarter" },
  "src/core/metrics/validation/lift-by-decile.ts": { numbers: ["10"], why: "tenths of a decile" },
  "src/core/metrics/validation/shown-accounts.ts": { numbers: ["10"], why: "places named in a message" },
  "src/core/renewal/forecast-quantiles.ts": {
    numbers: ["0.1", "0.5", "0.9"],
    why: "the levels p10, p50 and p90 are named after",
  },
  "src/core/renewal/money-grid.ts": { numbers: ["131_072"], why: "points of the longest grid" },
  "src/tools/forecast-renewals.ts": { numbers: ["8500"], why: "characters of one answer" },
  "src/core/plan/explain-changes.ts": { numbers: ["1e-6"], why: "decimals that an earlier run's numbers are kept to" },
  "src/core/metrics/cohorts/cohort-interval.ts": { numbers: ["3"], why: "months a quarter" },
  "src/tools/analyze-cohorts.ts": { numbers: ["9000", "40", "6"], why: "characters, steps and rows that fit one answer" },
  "src/core/plan/decision-in-window.ts": { numbers: ["4", "5", "7"], why: "slices of an ISO date" },
  "src/tools/model-economics.ts": { numbers: ["8600"], why: "characters of one answer" },
  "src/tools/plan-technology.ts": { numbers: ["7700", "40"], why: "characters of one answer, and of a name it repeats" },
  "src/tools/assess-organization.ts": { numbers: ["8000"], why: "characters of one answer" },
  "src/tools/design-tiers.ts": { numbers: ["3500"], why: "characters of lists that fit one answer" },
  "src/tools/design-compensation.ts": { numbers: ["7900", "8400"], why: "characters of one answer" },
  "src/tools/design-scorecard.ts": { numbers: ["9350"], why: "characters of one answer" },
  "src/tools/map-stakeholders.ts": { numbers: ["8400"], why: "characters of one answer" },
  "src/tools/report-value.ts": { numbers: ["24", "8600"], why: "rows of one page and characters of one answer" },
  "src/tools/size-team.ts": { numbers: ["8000"], why: "characters of one answer" },
  "src/tools/compute-nrr.ts": { numbers: ["9000"], why: "characters of one answer" },
  "src/tools/find-benchmarks.ts": { numbers: ["8"], why: "rows of one page" },
  "src/tools/score-health.ts": { numbers: ["7400"], why: "characters of one answer" },
  "src/core/metrics/health/answer-health.ts": { numbers: ["1200"], why: "characters of one account and its reasons" },
  "src/tools/run-tool.ts": { numbers: ["24"], why: "lines of a basis that fit one answer" },
  "src/tools/find-rules.ts": { numbers: ["4000", "2500"], why: "characters of a page that fit one answer" },
};

describe("figures live in rules", () => {
  it.each(sources.filter((path) => /^src\/(core|tools)\//.test(path)))("%s holds no figure", (path) => {
    const text = withoutComments(read(path)).replace(
      /`(?:[^`\\]|\\.)*`|"(?:[^"\\\n]|\\.)*"|\/(?![*/])(?:[^/\\\n]|\\.)+\/[a-z]*/g,
      '""',
    );
    const numbers = [...text.matchAll(/(?<![\w.$])(\d[\d_]*(?:\.\d+)?(?:e-?\d+)?)(?![\w$])/g)].map((match) => match[1]!);
    const allowed = new Set(["0", "1", "2", "12", "100", ...(reasonedNumbers[path]?.numbers ?? [])]);
    const stray = numbers.filter((number) => !allowed.has(number));
    expect(
      stray,
      `${path} holds ${stray.join(", ")}: put figures into a rule, or give arithmetic constants a reason in this test`,
    ).toEqual([]);
  });
});

describe("tools", () => {
  it("each tool's file is its name, and each has a mirrored test", () => {
    for (const tool of tools) {
      const file = tool.name.replaceAll("_", "-");
      expect(sources, `${tool.name} is not in src/tools/${file}.ts`).toContain(`src/tools/${file}.ts`);
      expect(existsSync(join(root, `test/tools/${file}.test.ts`)), `test/tools/${file}.test.ts is missing`).toBe(true);
    }
  });

  it("names are short and plain", () => {
    for (const tool of tools) expect(tool.name).toMatch(/^[a-z]+(_[a-z]+)*$/);
    for (const tool of tools) expect(tool.name.length, tool.name).toBeLessThanOrEqual(34);
  });

  it("every parameter of every tool has a description", () => {
    for (const tool of tools) {
      const { properties } = listedTool(tool).inputSchema as { properties: Record<string, { description?: string }> };
      for (const [name, schema] of Object.entries(properties))
        expect(schema.description, `${tool.name}.${name} has no description`).toBeTruthy();
    }
  });

  it("reads only figures that the library has", () => {
    for (const tool of tools)
      for (const { rule, name } of Object.values(tool.reads)) {
        expect(existsSync(join(root, `rules/${rule}.md`)), `${tool.name} reads ${rule}, which is not in rules/`).toBe(true);
        expect(read(`rules/${rule}.md`), `${rule} has no figure ${name}`).toMatch(new RegExp(`^ {2}${name}:`, "m"));
      }
  });
});

describe("the list of tools that clients see", () => {
  it("is what the tools say; run npm run generate", () => {
    expect(JSON.parse(read("src/mcp/listed-tools.json"))).toEqual({ tools: tools.map(listedTool) });
  });
});

describe("the skill", () => {
  const skill = read("SKILL.md");
  const front = parse(skill.split("\n---")[0]!.replace(/^---\n/, "")) as Record<string, unknown>;

  it("has only the front matter hosts know, and a description that fits", () => {
    const known = ["name", "description", "license", "compatibility", "metadata", "allowed-tools"];
    expect(Object.keys(front).filter((key) => !known.includes(key))).toEqual([]);
    expect(String(front.description).length).toBeLessThanOrEqual(1024);
    expect(skill.split("\n").length).toBeLessThan(300);
  });

  it("names every tool", () => {
    for (const tool of tools) expect(skill, `SKILL.md does not say when to call ${tool.name}`).toContain(`\`${tool.name}\``);
  });
});

describe("files", () => {
  it("no folder of helpers", () => {
    for (const path of sources) expect(path, "name the file after what it does").not.toMatch(/utils?|helpers?|common|misc/i);
  });

  it("no file grows past one idea", () => {
    const long = sources.filter((path) => read(path).split("\n").length > 180);
    expect(long, "split it: one function a file").toEqual([]);
  });

  it("no any, and no silenced checks", () => {
    for (const path of sources)
      expect(withoutComments(read(path)), path).not.toMatch(/:\s*any\b|<any>|as any\b|@ts-ignore|@ts-nocheck|biome-ignore/);
  });

  it("no list is spread into a call", () => {
    for (const path of sources)
      expect(
        spreadCalls(read(path)),
        `${path} spreads a list into a call, which fails with "Maximum call stack size exceeded" once the list is long: take largest, smallest or addAll from src/core/order, or give the call the list itself`,
      ).toEqual([]);
  });

  it("a spread into a call is told from a rest parameter, a literal and a text", () => {
    expect(spreadCalls("Math.max(...list)")).toEqual(["line 1: Math.max(...list)"]);
    expect(spreadCalls("list.push(\n  first,\n  ...(more ? rest : []),\n)")).toEqual(["line 3: ...(more ? rest : []),"]);
    expect(spreadCalls(["`", "{`", "{1}`} ", "{f(...list)}`"].join("$"))).toHaveLength(1);
    expect(spreadCalls("const f = (...names: string[]) => [...names, { ...one }, g([...names])]")).toEqual([]);
    expect(spreadCalls('f("(...)") // g(...list)\nh(`(...list)`, /[`(]/)')).toEqual([]);
  });

  it("tracked text names no path of one machine and no registry", () => {
    const tracked = execFileSync("git", ["ls-files"], { cwd: root, encoding: "utf8" }).split("\n").filter(Boolean);
    for (const path of tracked.filter(
      (one) => /\.(ts|mjs|json|md|yaml|yml|csv)$|run$/.test(one) && !one.startsWith("dist/") && existsSync(join(root, one)),
    )) {
      const text = read(path);
      expect(text, path).not.toMatch(/\/(home|Users|root|work)\/[a-z]/);
      expect(text, path).not.toMatch(/https?:\/\/registry\./);
    }
  });

  it("CLAUDE.md points to AGENTS.md", () => {
    expect(read("CLAUDE.md")).toBe(read("AGENTS.md"));
  });
});

describe("field names", () => {
  it("kinds are given to names, not to numbers", () => {
    expect(fieldKind("arr")).toBe("money");
    expect(fieldKind("nrr")).toBe("rate");
    expect(fieldKind("anything_else")).toBe("number");
  });
});
