import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Figure, FigureReference } from "../core/figure.ts";
import { Problem } from "../core/problem.ts";
import type { Rule, RuleData, RuleLibrary, Section } from "../core/rule.ts";
import { fillBlocks, viewRows } from "./blocks.ts";
import { noOverrides, type Overrides, readOverrides, resolveFigure } from "./overrides.ts";
import { noData, pageOf, parseData, parsePage, type RulePage, readSections, readYaml, yaml } from "./page.ts";
import { type CheckedFigures, checkFigures, nothingBefore, type ReadBefore, readLine } from "./read-before.ts";
import { noSearchWords, type SearchWords, searchRules } from "./search.ts";

/** The rules that ship with the program: found from the program's own place, never from the working folder. */
export function findRulesFolder(): string {
  let folder = dirname(fileURLToPath(import.meta.url));
  for (;;) {
    const candidate = join(folder, "rules");
    if (existsSync(join(candidate, "_sections.md"))) return candidate;
    const above = dirname(folder);
    if (above === folder) break;
    folder = above;
  }
  throw new Problem({
    what: "The rule library is not beside the program.",
    remedy: "Install the package again, with its rules folder.",
  });
}

interface OpenOptions {
  folder: string;
  /** The user's own file; read now, so that a mistake in it is known before the first figure. */
  overridesFile?: string;
  /** Every figure a tool reads, so that the user's values can be checked against its shape. */
  references?: readonly FigureReference[];
  /** What the shipped texts hold. */
  before?: ReadBefore;
}

interface OpenLibrary extends RuleLibrary {
  overrides: Overrides;
}

function settingsText(path: string): string {
  if (!existsSync(path))
    throw new Problem({ what: `There is no settings file "${path}".`, remedy: "Check the path after --config." });
  try {
    return readFileSync(path, "utf8");
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw new Problem({
      what: `The settings file "${path}" cannot be read: ${why}.`,
      remedy: "Make it a text file that may be read.",
    });
  }
}

/** Lines of "page: what people say", read by hand: as YAML they would take most of the time of a first search. */
const byPage = (lines: string): Record<string, string> =>
  Object.fromEntries(
    lines
      .trim()
      .split("\n")
      .map((line) => [line.slice(0, line.indexOf(": ")), line.slice(line.indexOf(": ") + 2)]),
  );

const searchWordsPath = (folder: string): string => join(folder, "data", "_search.yaml");
const parseWords = (text: string) => readYaml(text, "rules/data/_search.yaml").data;

/** What questions are understood by; a library without the file is searched by its own words alone. */
export function readSearchWords(folder: string, before: ReadBefore = nothingBefore): SearchWords {
  const path = searchWordsPath(folder);
  if (!existsSync(path)) return noSearchWords;
  const text = readFileSync(path, "utf8");
  const words = (before.words(text) ?? parseWords(text)) as Omit<SearchWords, "pages" | "asked"> &
    Record<"pages" | "asked", string>;
  return { ...words, pages: byPage(words.pages), asked: byPage(words.asked) };
}

const idsIn = (folder: string): string[] =>
  readdirSync(folder)
    .filter((name) => name.endsWith(".md") && !name.startsWith("_"))
    .map((name) => name.slice(0, -".md".length))
    .sort();

function dataChecked(id: string, text: string, references: readonly FigureReference[]) {
  const data = parseData(id, text);
  return { data, checked: checkFigures(id, data, references) };
}

/** Every text of a library with what it holds, a line each, for the program that is built from it and reads these figures. */
export function readLines(folder: string, references: readonly FigureReference[] = []): string {
  const lines = idsIn(folder).flatMap((id) => {
    const [source, path] = [readFileSync(join(folder, `${id}.md`), "utf8"), join(folder, "data", `${id}.yaml`)];
    const { front, body } = parsePage(id, source);
    const body_from = source.lastIndexOf(body);
    const data = existsSync(path) ? readFileSync(path, "utf8") : null;
    return [
      // A page with the line ends of another system is read each time.
      ...(body_from < 0 ? [] : [readLine(source, { front, body_from })]),
      ...(data === null ? [] : [readLine(data, dataChecked(id, data, references))]),
    ];
  });
  const words = readFileSync(searchWordsPath(folder), "utf8");
  return `${[...lines, readLine(words, parseWords(words))].join("\n")}\n`;
}

/** Opens the rule library: pages are read and checked when first asked for, and kept. */
export function openLibrary({ folder, overridesFile, references = [], before = nothingBefore }: OpenOptions): OpenLibrary {
  const pages = new Map<string, RulePage>();
  const data = new Map<string, RuleData>();
  const checked = new Map<string, CheckedFigures>();
  let overrides = noOverrides;
  let find: ReturnType<typeof searchRules> | undefined;

  const formsFolder = join(folder, "..", "templates");
  const forms = (): string[] =>
    existsSync(formsFolder)
      ? readdirSync(formsFolder)
          .map((name) => name.replace(/\.md$/, ""))
          .sort()
      : [];
  const ids = (): string[] => idsIn(folder);
  const page = (id: string): RulePage | undefined => {
    const known = pages.get(id);
    if (known) return known;
    const path = join(folder, `${id}.md`);
    if (!/^[a-z][a-z0-9-]*$/.test(id) || !existsSync(path)) return undefined;
    const source = readFileSync(path, "utf8");
    const parsed = pageOf(id, source, before.page(source)) ?? parsePage(id, source);
    pages.set(id, parsed);
    return parsed;
  };
  const dataOf = (id: string): RuleData => {
    const known = data.get(id);
    if (known) return known;
    const path = join(folder, "data", `${id}.yaml`);
    const source = existsSync(path) ? readFileSync(path, "utf8") : null;
    const held = source === null ? undefined : before.data(source);
    const parsed = source === null ? noData : (held?.data ?? parseData(id, source));
    data.set(id, parsed);
    if (held !== undefined) checked.set(id, held.checked);
    return parsed;
  };
  const unfilled = (id: string): Rule | undefined => {
    const known = page(id);
    return known && { ...known, data: dataOf(id) };
  };
  /** The figures of a page and, as if they were its own, the parts of other figures that it shows. */
  const withViews = (id: string, own: RuleData): { data: RuleData; own: Record<string, unknown> } => {
    const figures = { ...own.figures };
    const units = { ...own.units };
    const yours: Record<string, unknown> = { ...overrides.figures[id] };
    for (const [name, view] of Object.entries(own.views)) {
      const [from, figure] = view.of.split(".") as [string, string];
      const standards = dataOf(from).figures[figure];
      if (standards === undefined)
        throw new Problem({
          what: `rules/data/${id}.yaml, views.${name}: there is no figure "${view.of}".`,
          remedy: "Correct the name after of.",
        });
      const rows = (value: unknown) => viewRows(value, view) as RuleData["figures"][string][string];
      figures[name] = Object.fromEntries(Object.entries(standards).map(([standard, value]) => [standard, rows(value)]));
      units[name] = { line: view.line };
      const changed = overrides.figures[from]?.[figure];
      if (changed !== undefined) yours[name] = rows(changed);
    }
    return { data: { ...own, figures, units }, own: yours };
  };
  const filled = new Map<string, Rule>();
  const rule = (id: string): Rule => {
    const known = unfilled(id);
    if (!known) throw new Problem({ what: `There is no rule "${id}".`, remedy: "find_rules with a query finds its name." });
    const before = filled.get(id);
    if (before) return before;
    const { data: shown, own } = withViews(id, known.data);
    const whole = { ...known, body: fillBlocks({ ...known, data: shown }, `rules/${id}.md`, own).trim() };
    filled.set(id, whole);
    return whole;
  };
  /** Figures by the reference and the standard they were asked for with: a server reads the same hundreds at every call. */
  const resolved = new WeakMap<FigureReference, Map<string, Figure<unknown>>>();
  if (overridesFile !== undefined) overrides = readOverrides(settingsText(overridesFile), overridesFile, unfilled, references);

  return {
    overrides,
    ids,
    rule,
    sections: (): Section[] => readSections(readFileSync(join(folder, "_sections.md"), "utf8")),
    search(query, section) {
      find ??= searchRules(
        ids().map((id) => page(id)!),
        readSearchWords(folder, before),
      );
      const { matches, fits } = find(query);
      const kept = section ? matches.filter((match) => match.id.startsWith(`${section}-`)) : matches;
      return { matches: kept, fits: fits && kept.length > 0 };
    },
    forms,
    form(name) {
      const known = forms().find(
        (one) =>
          one ===
          name
            .trim()
            .toLowerCase()
            .replace(/[\s_]+/g, "-")
            .replace(/\.md$/, ""),
      );
      if (known === undefined)
        throw new Problem({ what: `There is no blank form "${name}".`, remedy: `The forms: ${forms().join(", ")}.` });
      return readFileSync(join(formsFolder, `${known}.md`), "utf8");
    },
    figuresAsYaml(id) {
      const own = overrides.figures[id] ?? {};
      return Object.entries(dataOf(id).figures).flatMap(([name, standards]) =>
        Object.entries(name in own ? { yours: own[name], ...standards } : standards).map(([standard, value]) => ({
          name,
          standard,
          yaml: yaml().stringify(value, { collectionStyle: "flow", lineWidth: 0 }).trim(),
        })),
      );
    },
    figure<Value>(reference: FigureReference, standard = ""): Figure<Value> {
      const kept = resolved.get(reference) ?? new Map<string, Figure<unknown>>();
      resolved.set(reference, kept);
      const known = unfilled(reference.rule);
      if (!known)
        throw new Problem({ what: `The rule ${reference.rule} is missing.`, remedy: "Restore it from the shipped rules." });
      const figure = kept.get(standard) ?? resolveFigure(known, reference, overrides, standard, checked.get(reference.rule));
      kept.set(standard, figure);
      return figure as Figure<Value>;
    },
  };
}
