// The laws of this house, each with a sentence that says what to do.
import { execFileSync } from "node:child_process";
import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { basename, dirname, join, relative, resolve } from "node:path";
import { encode } from "gpt-tokenizer";
import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import { listedTool, saidOnce } from "../src/mcp/list-tools.ts";
import { tools } from "../src/topics/tools.ts";
import { islandsIn } from "./islands.ts";
import { sentencesIn } from "./sentences.ts";
import { spreadCalls } from "./spread-calls.ts";
import { twinShapes } from "./twin-shapes.ts";

const root = resolve(import.meta.dirname, "..");
const filesUnder = (folder: string): string[] =>
  existsSync(join(root, folder))
    ? readdirSync(join(root, folder)).flatMap((name) => {
        const path = join(folder, name);
        return statSync(join(root, path)).isDirectory() ? filesUnder(path) : [path];
      })
    : [];
const sources = filesUnder("src").filter((path) => path.endsWith(".ts"));
const texts = new Map(sources.map((path) => [path, readFileSync(join(root, path), "utf8")]));
const read = (path: string): string => texts.get(path) ?? readFileSync(join(root, path), "utf8");
const linesOf = (path: string): number => read(path).trimEnd().split("\n").length;
const withoutComments = (text: string): string => text.replace(/\/\*[\s\S]*?\*\//g, "").replace(/(^|[^:])\/\/.*$/gm, "$1");
const withoutTexts = (text: string): string =>
  withoutComments(text).replace(/`(?:[^`\\]|\\.)*`|"(?:[^"\\\n]|\\.)*"|\/(?![*/])(?:[^/\\\n]|\\.)+\/[a-z]*/g, '""');

/** Where a source stands: a room is a folder of src; each subject under src/topics is a room of its own. */
const room = (path: string): string => {
  const parts = path.split("/");
  if (parts[1] === "topics") return parts.length > 3 ? `topics/${parts[2]}` : "topics";
  return parts.length > 2 ? parts[1]! : "src";
};
const isTopic = (path: string): boolean => room(path).startsWith("topics/");
const importsOf = (path: string): string[] => {
  const text = withoutComments(read(path));
  const statements = [...text.matchAll(/^(?:import|export)\b(?:[^;"]*?\bfrom)?\s*"([^"\n]+)"\s*(?:with[^;]*)?;/gm)];
  const lazy = [...text.matchAll(/\bimport\(\s*"([^"\n]+)"\s*\)/g)];
  return [...statements, ...lazy].map((match) => match[1]!);
};
const targetOf = (path: string, name: string): string => relative(root, resolve(root, dirname(path), name));
const sourcesOf = (path: string): string[] =>
  importsOf(path)
    .filter((name) => name.startsWith("."))
    .map((name) => targetOf(path, name))
    .filter((target) => texts.has(target));
const importers = new Map<string, Set<string>>();
for (const path of sources)
  for (const target of sourcesOf(path)) importers.set(target, (importers.get(target) ?? new Set()).add(path));

/** A step of a topic: read down, each step uses only those before it. */
const step = (path: string): "formula" | "words" | "tool" => {
  const name = basename(path, ".ts");
  if (name === "tool") return "tool";
  return name === "words" || name.startsWith("words-") ? "words" : "formula";
};

interface Law {
  rooms: string[];
  packages: string[];
  node: boolean;
}
const laws: Record<string, Law> = {
  core: { rooms: ["core"], packages: ["zod"], node: false },
  render: { rooms: ["render", "core"], packages: ["marked", "yaml", "d3-scale", "d3-shape", "d3-hierarchy"], node: false },
  deliver: {
    rooms: ["deliver", "render", "core"],
    packages: ["ical-generator", "write-excel-file", "pptxgenjs", "fflate"],
    node: true,
  },
  tables: {
    rooms: ["tables", "core"],
    packages: ["zod", "yaml", "papaparse", "yauzl", "saxen", "hyparquet", "fzstd"],
    node: true,
  },
  databases: { rooms: ["databases", "tables", "core"], packages: ["pg", "pg-copy-streams", "@clickhouse/client"], node: true },
  rules: { rooms: ["rules", "core"], packages: ["yaml", "gray-matter", "minisearch"], node: true },
  tool: { rooms: ["tool", "core", "render", "tables", "databases"], packages: ["zod", "date-holidays"], node: true },
  formula: { rooms: ["core"], packages: ["zod"], node: false },
  words: { rooms: ["core", "render", "deliver"], packages: ["zod", "yaml"], node: false },
  topicTool: { rooms: ["core", "render", "deliver", "tables", "tool"], packages: ["zod"], node: false },
  topics: { rooms: ["tool", "core"], packages: ["zod"], node: false },
  app: { rooms: ["app", "render", "core"], packages: [], node: false },
  mcp: { rooms: ["mcp", "app", "tool", "topics", "rules", "core"], packages: ["@modelcontextprotocol/sdk", "zod"], node: true },
  cli: {
    rooms: ["cli", "tool", "topics", "rules", "tables", "databases", "core", "mcp", "render"],
    packages: [],
    node: true,
  },
  src: { rooms: ["cli", "mcp"], packages: [], node: true },
};
const lawOf = (path: string): Law => {
  if (!isTopic(path)) return laws[room(path)]!;
  return step(path) === "tool" ? laws.topicTool! : laws[step(path)]!;
};

describe("who may import whom", () => {
  it.each(sources)("%s imports only what its place allows", (path) => {
    const law = lawOf(path);
    expect(law, `${path} stands in a room that has no law; add one here`).toBeDefined();
    for (const name of importsOf(path)) {
      if (name.startsWith("node:")) {
        expect(law.node, `${path} imports ${name}: take it as an argument, this place may not touch the machine`).toBe(true);
      } else if (name.startsWith(".")) {
        const target = targetOf(path, name);
        const own = room(target) === room(path);
        const neighbor = isTopic(path) && isTopic(target);
        const list = room(path) === "topics" && isTopic(target) && step(target) === "tool";
        if (own || list) continue;
        if (neighbor)
          expect(step(target), `${path} imports ${name}: a subject shares its formulas and answer, not its words or tool`).toBe(
            "formula",
          );
        else expect(law.rooms, `${path} imports ${name}: it may import ${law.rooms.join(", ")}`).toContain(room(target));
      } else {
        const known = law.packages.some((allowed) => name === allowed || name.startsWith(`${allowed}/`));
        expect(known, `${path} imports ${name}: it may use ${law.packages.join(", ") || "no package"}`).toBe(true);
      }
    }
  });

  it("a topic reads down: formulas, then words, then the tool", () => {
    const order = { formula: 0, words: 1, tool: 2 };
    for (const path of sources.filter(isTopic))
      for (const target of sourcesOf(path).filter((one) => room(one) === room(path)))
        expect(order[step(target)], `${path} imports ${target}, which comes after it`).toBeLessThanOrEqual(order[step(path)]);
  });

  const circles = (edges: Map<string, Set<string>>): string[][] => {
    const found: string[][] = [];
    const state = new Map<string, "open" | "done">();
    const walk = (node: string, trail: string[]): void => {
      state.set(node, "open");
      for (const next of edges.get(node) ?? []) {
        if (state.get(next) === "open") found.push([...trail.slice(trail.indexOf(next)), node, next]);
        else if (!state.has(next)) walk(next, [...trail, node]);
      }
      state.set(node, "done");
    };
    for (const node of edges.keys()) if (!state.has(node)) walk(node, []);
    return found;
  };

  it("no file stands in a circle of imports: move what two files share into a third", () => {
    expect(circles(new Map(sources.map((path) => [path, new Set(sourcesOf(path))])))).toEqual([]);
  });

  it("no folder stands in a circle of imports: move what two subjects share to the subject it is about, or to core", () => {
    const edges = new Map<string, Set<string>>();
    for (const path of sources)
      for (const target of sourcesOf(path))
        if (room(target) !== room(path)) edges.set(room(path), (edges.get(room(path)) ?? new Set()).add(room(target)));
    expect(circles(edges)).toEqual([]);
  });

  it("core and topics read no clock, chance or environment: pass as_of and seeds in", () => {
    for (const path of sources.filter((one) => /^src\/(core|topics|render)\//.test(one)))
      expect(withoutComments(read(path)), path).not.toMatch(/Math\.random|Date\.now|new Date\(\)|process\.|performance\./);
  });
});

/** Exports that only their own file uses, of rooms that other hands hold today. A number only goes down; a room that is not named has none. */
const OWN_EXPORTS_LEFT: Record<string, number> = {
  tables: 52,
  "topics/blueprint": 45,
  "topics/team": 26,
  "topics/tiers": 44,
};

/** Lines from which a part of a file is a thing of its own; a smaller one is a word beside its neighbors. */
const ISLAND = 12;

describe("a file is a subject", () => {
  const stations = new Set(["tool", "tools", "words", "answer", "question", "figures", "index"]);

  it("of 450 lines at most: cut it where its subject divides", () => {
    expect(sources.filter((path) => linesOf(path) > 450).map((path) => `${path}: ${linesOf(path)}`)).toEqual([]);
  });

  it("and of 60 lines at least, unless two folders read it or it is a part of a door: join a smaller one with its reader", () => {
    const lonely = sources.filter((path) => {
      if (linesOf(path) >= 59 || stations.has(basename(path, ".ts")) || /^src\/(cli|mcp)\//.test(path)) return false;
      return new Set([...(importers.get(path) ?? [])].map(room)).size < 2;
    });
    expect(lonely.map((path) => `${path}: ${linesOf(path)}`)).toEqual([]);
  });

  it("holds no island, a part that shares nothing with the rest: move it to its reader", () => {
    const files = sources.map((path) => ({
      path,
      text: read(path),
      imports: [...withoutComments(read(path)).matchAll(/^import\s+(?:type\s+)?([^;"]*?)\s*from\s*"(\.[^"]+)"/gm)].map(
        ([, names, from]) => ({
          from: targetOf(path, from!),
          names: [...names!.matchAll(/[\w$]+/g)].map(([name]) => name).filter((name) => name !== "type" && name !== "as"),
        }),
      ),
    }));
    expect([...islandsIn(files, ISLAND)]).toEqual([]);
  });

  it("an island is told from parts that use one another, a third, or one reader", () => {
    const part = (name: string, uses = "1") => `export function ${name}() {\n  return ${uses};\n}\n`;
    const file = (text: string) => ({ path: "src/a/a.ts", text, imports: [] });
    const reader = (names: string[]) => ({ path: "src/b/b.ts", text: "", imports: [{ from: "src/a/a.ts", names }] });
    expect(islandsIn([file(part("one") + part("other"))], 3).get("src/a/a.ts")).toEqual([{ names: ["other"], lines: 3 }]);
    expect(islandsIn([file(part("one") + part("other", "one()"))], 3).size).toBe(0);
    expect(islandsIn([file(`${part("one", "x")}${part("other", "x")}const x = 1;\n`)], 1).size).toBe(0);
    expect(islandsIn([file(part("one") + part("other")), reader(["one", "other"])], 3).size).toBe(0);
    expect(islandsIn([file(part("one") + part("other"))], 4).size).toBe(0);
  });

  it("each subject with a tool has its folder, its tests and its tool's name", () => {
    for (const tool of tools) {
      const home = sources.find((path) => basename(path) === "tool.ts" && read(path).includes(`name: "${tool.name}"`));
      expect(home, `${tool.name} has no src/topics/<subject>/tool.ts`).toBeDefined();
      const tests = `test/topics/${home!.split("/")[2]}`;
      expect(existsSync(join(root, tests)), `${tests} is missing: the tests of a subject stand under its name`).toBe(true);
    }
  });

  it("names are plain: no folder of helpers, no riddles", () => {
    for (const path of sources) expect(path, "name the file after what it does").not.toMatch(/utils?|helpers?|common|misc/i);
  });

  it("holds nothing that nobody uses: delete it", () => {
    const others = ["test", "scripts", "bench", "evals"].flatMap(filesUnder).filter((path) => /\.(ts|mjs)$/.test(path));
    const uses = new Map<string, number>();
    for (const path of [...sources, ...others])
      for (const [word] of withoutComments(read(path)).matchAll(/[A-Za-z_$][\w$]*/g)) uses.set(word, (uses.get(word) ?? 0) + 1);
    const unused = sources.flatMap((path) =>
      [...read(path).matchAll(/^export (?:async )?(?:function|const|interface|type|class) ([\w$]+)/gm)]
        .filter(([, name]) => uses.get(name!) === 1)
        .map(([, name]) => `${path}: ${name}`),
    );
    expect(unused).toEqual([]);
  });

  it("exports nothing that its own file alone uses: take the word export away", () => {
    const words = new Map<string, Set<string>>();
    for (const path of ["src", "test", "scripts", "bench", "evals"].flatMap(filesUnder).filter((one) => /\.(ts|mjs)$/.test(one)))
      for (const [word] of read(path).matchAll(/[A-Za-z_$][\w$]*/g)) words.set(word, (words.get(word) ?? new Set()).add(path));
    const found = new Map<string, string[]>();
    for (const path of sources)
      for (const [, name] of read(path).matchAll(/^export (?:async )?(?:function\*?|const|interface|type|class) ([\w$]+)/gm))
        if (words.get(name!)!.size === 1) found.set(room(path), [...(found.get(room(path)) ?? []), `${path}: ${name}`]);
    for (const [place, names] of found)
      expect(names.length, `${place} exports what only one file uses:\n${names.join("\n")}`).toBeLessThanOrEqual(
        OWN_EXPORTS_LEFT[place] ?? 0,
      );
  });

  it("src grows no further without a reason: delete what you replace, join what belongs together", () => {
    expect(sources.length).toBeLessThanOrEqual(430);
    expect(sources.reduce((sum, path) => sum + linesOf(path), 0)).toBeLessThanOrEqual(94690);
  });
});

/** Lines that hold a number which is no figure end with this and the reason. */
const REASON = "// not a figure:";

describe("figures live in rules", () => {
  const judged = sources.filter((path) => /^src\/(core|tool)\//.test(path) || (isTopic(path) && step(path) !== "words"));
  it.each(judged)("%s holds no figure", (path) => {
    const lines = read(path).split("\n");
    const bare = withoutTexts(read(path).replace(/\/\*[\s\S]*?\*\//g, (comment) => comment.replace(/[^\n]/g, ""))).split("\n");
    const free = new Set(["0", "1", "2", "12", "100"]);
    const stray = bare.flatMap((line, index) => {
      const numbers = [...line.matchAll(/(?<![\w.$])(\d[\d_]*(?:\.\d+)?(?:e-?\d+)?)(?![\w$])/g)].map((match) => match[1]!);
      const reasoned = [lines[index], lines[index - 1]].some((one) => one?.includes(REASON));
      return reasoned ? [] : numbers.filter((number) => !free.has(number)).map((number) => `line ${index + 1}: ${number}`);
    });
    expect(stray, `${path}: put figures into a rule, or end the line with "${REASON} why"`).toEqual([]);
  });
});

/**
 * Sentences that still stand in formula files outside unknown() and Problem: refusals put together elsewhere, and older ones. A number only goes
 * down; a subject that is not named has none.
 */
const SENTENCES_LEFT: Record<string, number> = {
  blueprint: 37,
  offers: 2,
  playbooks: 18,
  team: 68,
  tiers: 18,
};

describe("formulas give codes and data", () => {
  const formulas = sources.filter((path) => isTopic(path) && step(path) === "formula");
  const subjects = [...new Set(formulas.map((path) => path.split("/")[2]!))].sort();

  it.each(subjects)("%s keeps its sentences in words*.ts", (subject) => {
    const found = formulas
      .filter((path) => path.split("/")[2] === subject)
      .flatMap((path) => sentencesIn(read(path)).map((line) => `${path} ${line}`));
    expect(
      found.length,
      `${subject} holds more sentences than before: give a code, and say it in words*.ts; a reason stands in unknown("..."), a refusal in a Problem or faultIf(wrong, "...").\n${found.join("\n")}`,
    ).toBeLessThanOrEqual(SENTENCES_LEFT[subject] ?? 0);
  });

  it("a sentence is told from a reason, a refusal, a description and a short text", () => {
    const text = "one two three four five six";
    expect(sentencesIn(`const a = "${text}";`)).toEqual([`line 1: ${text}`]);
    expect(sentencesIn("const a =\n  `one two ${three({ four: `five` })} six seven eight nine`;")).toHaveLength(1);
    for (const allowed of [
      `unknown("${text}")`,
      `new Problem({ what: "${text}" })`,
      `z.string().describe("${text}")`,
      `faultIf(wrong, "${text}")`,
      `faults.push("${text}")`,
    ])
      expect(sentencesIn(allowed)).toEqual([]);
    expect(sentencesIn(`// ${text}\nf("one two", "three four five")`)).toEqual([]);
    expect(sentencesIn(`lines.push("${text}")`)).toHaveLength(1);
  });

  it("a value that is not known says why at the line that knows it, in unknown()", () => {
    const older = ["src/topics/tiers/tier-book.ts"];
    const listed = formulas.filter((path) => /\bUndefinedField\b|\bbecause\(/.test(withoutComments(read(path))));
    expect(
      listed.filter((path) => !older.includes(path)),
      'these list reasons by the paths of fields; write unknown("why") in place of null, and the runner lists them',
    ).toEqual([]);
  });

  it("no code reads a sentence back: compare codes", () => {
    // It finds an open question of the team by its text, until these carry a code.
    const older = ["src/topics/blueprint/words-chapters.ts"];
    const readsBack = sources.filter(
      (path) =>
        isTopic(path) &&
        !older.includes(path) &&
        /\.(?:startsWith|endsWith|includes)\("[A-Za-z]+ [^"]*"\)/.test(withoutComments(read(path))),
    );
    expect(readsBack).toEqual([]);
  });
});

/** Interfaces that state again, in the same subject, what a zod object states. A number only goes down; a subject that is not named has none. */
const TWINS_LEFT: Record<string, number> = {
  blueprint: 2,
  health: 1,
  pay: 1,
  tiers: 4,
};

describe("a shape is stated once", () => {
  const subjects = [...new Set(sources.filter(isTopic).map((path) => path.split("/")[2]!))].sort();

  it.each(subjects)("%s infers its types from zod", (subject) => {
    const found = twinShapes(sources.filter((path) => room(path) === `topics/${subject}`).map(read));
    expect(
      found.length,
      `${subject} states a shape in zod and again as an interface: write type X = z.infer<typeof X>, or Answered<...> where values may be unknown.\n${found.join("\n")}`,
    ).toBeLessThanOrEqual(TWINS_LEFT[subject] ?? 0);
  });

  it("twins are told from shapes that share a few fields", () => {
    const shape = "const B = z.strictObject({ a: z.string(), b: z.object({ x: z.number() }), c: c(), d: d() });";
    expect(twinShapes([`interface A { a: string; b: { x: number }; c: C; readonly d?: D }`, shape])).toEqual(["A"]);
    expect(twinShapes([`interface A { a: string; b: { x: number }; c: C; e: E }`, shape])).toEqual([]);
    expect(
      twinShapes(["interface A { a: string; b: string } const B = z.strictObject({ a: z.string(), b: z.string() })"]),
    ).toEqual([]);
  });
});

describe("a table is read once", () => {
  it("each tool says before reading which columns it needs, and reads each of its tables in one place", () => {
    for (const path of sources.filter((one) => isTopic(one) && step(one) === "tool")) {
      const reads = [...withoutComments(read(path)).matchAll(/\breadTable\(([^;]*?)\)/g)].filter(
        ([, given]) => !/^\s*(?:\w+: |path\b)/.test(given!),
      );
      const tables = reads.map(([, given]) => given!.split(",")[0]!.trim());
      expect(
        tables.filter((one, place) => tables.indexOf(one) < place),
        `${path} reads one table twice: name what it needs always, if present and by shape in readingOptions, and read once`,
      ).toEqual([]);
    }
  });
});

describe("a thing is one record", () => {
  it("everything about a measure stands in its record; other pages show parts of it by views", () => {
    const names = [...read("rules/data/metrics-scorecard.yaml").matchAll(/^ +measure: ([a-z_]+), kind:/gm)].map((one) => one[1]!);
    expect(names.length).toBeGreaterThan(0);
    for (const path of filesUnder("rules/data").filter((one) => !one.endsWith("/metrics-scorecard.yaml")))
      for (const name of names)
        expect(
          new RegExp(`\\bmeasure: ${name}\\b`).test(read(path).split(/^examples:/m)[0]!),
          `${path} has a row of ${name}: put its field into the record of metrics-scorecard, and show it by a view`,
        ).toBe(false);
  });
});

describe("the packages that the library promises", () => {
  it("pages are opened with gray-matter and their texts read with yaml", () => {
    expect(read("src/rules/page.ts")).toContain('from "gray-matter"');
    const named: { dependencies?: object; devDependencies?: object } = JSON.parse(readFileSync("package.json", "utf8"));
    expect(Object.keys({ ...named.dependencies, ...named.devDependencies })).toEqual(
      expect.arrayContaining(["@modelcontextprotocol/sdk", "zod", "gray-matter", "yaml", "vitest"]),
    );
  });
});

describe("a page names its code", () => {
  const pages = filesUnder("rules").filter((path) => path.endsWith(".md"));
  const linked = pages.flatMap((path) =>
    [
      ...read(path)
        .split("\n---")[0]!
        .matchAll(/^computed_by: \[(.+)\]$/gm),
    ].flatMap((match) => match[1]!.split(",").map((link) => ({ page: basename(path, ".md"), link: link.trim() }))),
  );

  it.each(linked)("$page is computed by $link", ({ page, link }) => {
    const path = `src/topics/${link}.ts`;
    expect(texts.has(path), `${page} says it is computed by ${link}, and there is no ${path}`).toBe(true);
  });

  it("gross and net retention lead to one formula each", () => {
    const of = (page: string) => linked.filter((one) => one.page === page).map(({ link }) => link);
    expect([of("metrics-grr"), of("metrics-nrr")]).toEqual([["retention/retention"], ["retention/retention"]]);
    for (const formula of ["grossRetention", "netRetention"])
      expect(sources.filter((path) => read(path).includes(`export function ${formula}(`))).toEqual([
        "src/topics/retention/retention.ts",
      ]);
  });
});

describe("tools", () => {
  it("names are short and plain", () => {
    for (const tool of tools) expect(tool.name).toMatch(/^[a-z]+(_[a-z]+)*$/);
    for (const tool of tools) expect(tool.name.length, tool.name).toBeLessThanOrEqual(34);
  });

  it("no tool's own field has the name of a part of an answer in words, which it would hide", () => {
    const words = [
      "summary",
      "because",
      "check_first",
      "do_next",
      "unknown",
      "say",
      "next",
      "warnings",
      "assumptions",
      "undefined",
      "basis",
    ];
    for (const tool of tools)
      expect(
        Object.keys(tool.output.shape).filter((name) => words.includes(name)),
        tool.name,
      ).toEqual([]);
  });

  it("every parameter of every tool has a description", () => {
    for (const tool of tools) {
      const { properties } = listedTool(tool).inputSchema as { properties: Record<string, { description?: string }> };
      for (const [name, schema] of Object.entries(properties).filter(([name]) => !saidOnce.includes(name)))
        expect(schema.description, `${tool.name}.${name} has no description`).toBeTruthy();
    }
  });

  it("that read a table say which questions about its rows decide their answer", () => {
    for (const tool of tools.filter(({ name, input }) => "table" in input.shape && name !== "inspect_table"))
      expect(
        tool.asks,
        `${tool.name} reads a table and has no asks, so that no question about its rows would be put`,
      ).toBeDefined();
  });

  it("reads only figures that the library has", () => {
    for (const tool of tools)
      for (const { rule, name } of Object.values(tool.reads)) {
        expect(existsSync(join(root, `rules/${rule}.md`)), `${tool.name} reads ${rule}, which is not in rules/`).toBe(true);
        expect(read(`rules/data/${rule}.yaml`), `${rule} has no figure ${name}`).toMatch(new RegExp(`^ {2}${name}:`, "m"));
      }
  });
});

describe("the list of tools that clients see", () => {
  it("is what the tools say; run npm run generate", () => {
    expect(JSON.parse(read("src/mcp/listed-tools.json"))).toEqual({ tools: tools.map(listedTool) });
  });

  it("costs a conversation few tokens: put a new parameter into words, and an old one into fewer", () => {
    const view = tools.map(listedTool).map(({ name, description, inputSchema }) => ({ name, description, inputSchema }));
    expect(view.reduce((sum, one) => sum + encode(JSON.stringify(one)).length, 0)).toBeLessThanOrEqual(7500);
    expect(encode(JSON.stringify({ tools: tools.map(listedTool) })).length).toBeLessThanOrEqual(12_000);
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

  it("one version everywhere", () => {
    const { version } = JSON.parse(read("package.json")) as { version: string };
    expect(JSON.parse(read(".claude-plugin/plugin.json"))).toMatchObject({ version });
    expect(JSON.parse(read(".claude-plugin/marketplace.json"))).toMatchObject({ plugins: [{ version }] });
    expect(read("CHANGELOG.md")).toContain(`## ${version}`);
  });

  it("CLAUDE.md points to AGENTS.md", () => {
    expect(read("CLAUDE.md")).toBe(read("AGENTS.md"));
  });
});
