import * as z from "zod";
import { AssumptionSchema, type Basis, BasisSchema, UndefinedSchema, WarningSchema } from "../core/answer.ts";
import type { Figure } from "../core/figure.ts";
import { descriptionOf, fieldOf, namesOf, type Shape } from "../core/kinds.ts";
import { smallest } from "../core/order.ts";
import { visible } from "../core/outside-text.ts";
import { Problem } from "../core/problem.ts";
import { commonStandards } from "../core/vocabulary.ts";
import { report } from "../render/report.ts";
import { cutToLength, type Gives, otherLists, withoutHopelessRows, withShortTexts } from "./length.ts";
import { mendInput } from "./mend-input.ts";
import { filesOf } from "./out.ts";
import type { Ports } from "./ports.ts";
import { readingSchema, watchTables } from "./reading.ts";
import type { Answer, AnyTool } from "./tool.ts";

const kinds: Record<string, string> = {
  string: "text",
  number: "a number",
  boolean: "true or false",
  array: "a list",
  object: "a record of named values",
  record: "a record of named values",
};

function place(path: readonly PropertyKey[]): string {
  return path
    .map((key, index) => (typeof key === "number" ? `[${key}]` : index === 0 ? String(key) : `.${String(key)}`))
    .join("");
}

/** What a kind of number says of itself where it refuses one; zod's own words are replaced below. */
const ownWords = ({ message }: z.core.$ZodIssue): string | null =>
  /^(?:Too |Invalid |Unrecognized )/.test(message) ? null : closed(message);
const closed = (text: string): string => (/[.?!]$/.test(text) ? text : `${text}.`);

/** What a value must be, a record with the names it takes. @example kindWords("object", schema) // "a record of named values: arr, accounts" */
function kindWords(expected: string, shape: Shape): string {
  const names = expected === "object" || expected === "array" ? namesOf(shape) : [];
  const kind = kinds[expected] ?? expected;
  const about = expected === "object" || expected === "record" ? descriptionOf(shape) : undefined;
  if (names.length === 0) return about === undefined ? kind : `${kind}. ${about.replace(/\.$/, "")}`;
  return expected === "array" ? `a list of records: ${names.join(", ")}` : `${kind}: ${names.join(", ")}`;
}

/** The kinds a union takes, as one sentence. */
function unionWords(issue: z.core.$ZodIssueInvalidUnion, shape: Shape): string {
  const firsts = issue.errors.flatMap((errors) => errors.slice(0, 1));
  const missing = firsts.some(({ message }) => message.endsWith("received undefined"));
  const said = firsts.map((one) =>
    one.code === "invalid_type"
      ? kindWords(one.expected, shape)
      : words(one, shape)
          .replace(/^must be /, "")
          .replace(/\.$/, ""),
  );
  const each = [...new Set(said)];
  const last = each.length > 1 ? ` or ${each.at(-1)}` : each[0];
  return `${missing ? "is missing; it " : ""}must be ${each.length > 1 ? each.slice(0, -1).join(", ") : ""}${last}.`;
}

/** The issues of a union whose one option fits the kind of value that was given, at their own places; else the union's own. */
function nearest(issue: z.core.$ZodIssue): z.core.$ZodIssue[] {
  if (issue.code !== "invalid_union") return [issue];
  const near = issue.errors.find((errors) => errors.length > 0 && errors.every(({ path }) => path.length > 0));
  if (near === undefined) return [issue];
  return near.flatMap((one) => nearest({ ...one, path: [...issue.path, ...one.path] } as z.core.$ZodIssue));
}

/** One issue in plain words, without its place. */
function words(issue: z.core.$ZodIssue, shape: Shape): string {
  const own = issue.code === "invalid_type" || issue.code === "invalid_union" ? null : ownWords(issue);
  if (own !== null) return own;
  switch (issue.code) {
    case "invalid_type": {
      const missing = issue.message.endsWith("received undefined");
      return `${missing ? "is missing; it " : ""}must be ${kindWords(issue.expected, shape)}.`;
    }
    case "invalid_value":
      return `must be one of ${issue.values.map(String).join(", ")}.`;
    case "too_small":
      if (issue.origin !== "number") return `is too short; it needs ${issue.minimum} or more.`;
      return `must be ${issue.inclusive ? `${issue.minimum} or more` : `above ${issue.minimum}`}.`;
    case "too_big":
      if (issue.origin !== "number") return `is too long; it may have ${issue.maximum}.`;
      return `must be ${issue.inclusive ? `${issue.maximum} or less` : `below ${issue.maximum}`}.`;
    case "not_multiple_of":
      return issue.divisor === 1 ? "must be a whole number." : `must be a multiple of ${issue.divisor}.`;
    case "invalid_union":
      return unionWords(issue, shape);
    default:
      return closed(issue.message);
  }
}

/** The schema at a place of the input; undefined where it does not say. */
const shapeAt = (schema: Shape, path: readonly PropertyKey[]): Shape =>
  path.reduce<Shape>((one, key) => (typeof key === "number" ? one : fieldOf(one, String(key))), schema);

/** How many places with one and the same fault are named. */
const FEW_PLACES = 3; // not a figure: places of one fault that are named

/** What is wrong with a tool's input, a line an issue, in words that name the parameter and what it takes. */
export function describeIssues(issues: readonly z.core.$ZodIssue[], schema: z.ZodObject): string[] {
  const faults = issues.flatMap(nearest).flatMap((issue): { where: string; what: string }[] => {
    const where = place(issue.path);
    if (issue.code !== "unrecognized_keys") return [{ where: where || "input", what: words(issue, shapeAt(schema, issue.path)) }];
    const names = namesOf(shapeAt(schema, issue.path));
    const taken = names.length ? ` It takes: ${names.join(", ")}.` : "";
    return issue.keys.map((key) => ({
      where: `${where ? `${where}.` : ""}${key}`,
      what: `there is no such parameter.${taken}`,
    }));
  });
  const alike = new Map<string, string[]>();
  for (const { where, what } of faults) {
    const key = `${where.replaceAll(/\[\d+\]/g, "[]")}|${what}`;
    alike.set(key, [...(alike.get(key) ?? []), where]);
  }
  return [...alike].map(([key, places]) => {
    const more = places.length - FEW_PLACES;
    return `${places.slice(0, FEW_PLACES).join(", ")}${more > 0 ? ` and ${more} more` : ""}: ${key.slice(key.indexOf("|") + 1)}`;
  });
}

/** What only stands in a result when it was asked for with `detail: true`. */
const details = ["undefined", "basis", "charts"];

const Say = z.strictObject({
  ceo: z.string().optional(),
  cfo: z.string().optional(),
  board: z.string().optional(),
  team: z.string().optional(),
  champion: z.string().optional(),
});

/** The whole result of a tool: the answer in words, its own fields, and what every result carries. */
export function resultSchema(tool: Pick<AnyTool, "input" | "output">): z.ZodObject {
  const pages = "offset" in tool.input.shape && !("next_offset" in tool.output.shape);
  return z.strictObject({
    summary: z.string(),
    because: z.array(z.string()).optional(),
    check_first: z.array(z.string()).optional(),
    do_next: z.array(z.string()).optional(),
    unknown: z.array(z.string()).optional(),
    say: Say.optional(),
    next: z.array(z.strictObject({ call: z.string().optional(), question: z.string().optional(), why: z.string() })).optional(),
    ...(pages ? { next_offset: z.number().optional() } : {}),
    ...("files" in tool.output.shape ? {} : { files: z.array(z.string()).optional() }),
    ...tool.output.shape,
    reading: readingSchema(tool.output.shape.reading),
    warnings: z.array(WarningSchema),
    assumptions: z.array(AssumptionSchema),
    rules: z.array(z.string()).optional(),
    undefined: z.array(UndefinedSchema).optional(),
    basis: z.array(BasisSchema).optional(),
  });
}

/** A finished call: the whole result as data, what of it a client is shown, and that as text. */
export interface ToolRun {
  result: { summary: string; basis: Basis[]; warnings: { code: string; message: string }[] } & Record<string, unknown>;
  /** The result cut to what a client shows whole, without the details nobody asked for. */
  shown: { summary: string } & Record<string, unknown>;
  text: string;
  document?: string;
}

const MOST_CHARACTERS = 9900; // not a figure: what the clients measured show of a result without cutting it

/** The parts of an answer in words that were given, in the order in which they are read. */
function wordsOf(answer: Answer<Record<string, unknown>>): Record<string, unknown> {
  const { because, check_first, do_next, unknown, say, next } = answer;
  const all: Record<string, unknown> = { because, check_first, do_next, unknown, say, next };
  return Object.fromEntries(
    Object.entries(all).filter(([, value]) => value !== undefined && Object.keys(value as object).length > 0),
  );
}

/**
 * Runs one tool for any door: checks the input, hands over the figures, adds what every result carries, and cuts it to a length that clients show.
 * Throws Problem for input the user can mend; anything else thrown is a fault of the program.
 */
export async function runTool(tool: AnyTool, input: unknown, ports: Ports): Promise<ToolRun> {
  const { detail, ...given } = (input ?? {}) as { detail?: unknown } & Record<string, unknown>;
  const { own, out } = takeOut(tool, given);
  const { input: mended, read_as } = mendInput(tool.input, isRecord(input) ? own : (input ?? {}));
  const checked = tool.input.safeParse(mended);
  if (!checked.success)
    throw new Problem({
      what: `${tool.name} cannot use this input:`,
      places: describeIssues(checked.error.issues, tool.input),
      remedy: `Correct it and call ${tool.name} again.`,
    });

  const asked = (checked.data as { standard?: string }).standard;
  if (asked !== undefined) refuseUnknownStandard(asked, tool, ports);
  const { figures, basis: used } = readFigures(tool, asked, ports);
  const watched = watchTables({ ...ports, whole: out !== null }, tool, checked.data);
  const answer = await tool.run(checked.data as never, figures as never, watched.ports);
  if (answer.summary.trim() === "")
    throw new Problem({
      what: `${tool.name} was given nothing to answer from.`,
      remedy: `Give more of what it takes: ${Object.keys(tool.input.shape).join(", ")}.`,
    });
  const readings = [...watched.speeches.values()].map((speech) => speech());
  // One sentence stands before the answer; a second one would hide it.
  const notes = readings.flatMap(({ first }) => first);
  const basis = shortBasis(used());
  const overridden = basis.filter((entry) => entry.overridden).map((entry) => `${entry.rule}.${entry.figure}`);
  const result = {
    summary: [...notes.slice(0, 1), answer.summary].join(" "),
    ...wordsOf(answer),
    ...answer.fields,
    ...(readings[0] === undefined
      ? {}
      : { reading: { ...readings[0].reading, ...(answer.fields.reading as object | undefined) } }),
    warnings: [
      ...[...notes.slice(1), ...readings.flatMap(({ more }) => more)].map((message) => ({ code: "reading", message })),
      ...(answer.warnings ?? []),
      ...(overridden.length ? [{ code: "overridden", message: `Computed with your own ${overridden.join(", ")}.` }] : []),
    ],
    assumptions: [...read_as, ...(answer.assumptions ?? [])],
    undefined: answer.undefined ?? [],
    basis,
  };
  if (out !== null) {
    const tables = [...watched.kept.values()];
    const lists = filesOf(tool.name, answer.fields, tool.lists ?? [], tables);
    const { document } = answer;
    // Drawing is loaded only where files are asked for.
    const { chartFiles } = await import("../render/chart-pictures.ts");
    const files = [
      ...(document === undefined ? [] : [{ name: `${tool.name}.md`, text: document }]),
      ...lists,
      ...chartFiles(tool.name, answer.fields, tool.output),
      ...((await answer.files?.()) ?? []),
    ];
    const written = files.length === 0 ? [] : await ports.writeFiles(out, files, [...watched.kept.keys()]);
    Object.assign(result, { files: written });
  }
  const from = (checked.data as { offset?: number }).offset ?? 0;
  return { result, ...shownOf(tool, result, detail === true, from), document: answer.document };
}

/** Rows of a list that is written out whole. */
const ALL_ROWS = 1_000_000; // not a figure: more rows than any list has

/** The folder for whole lists, where the tool has no parameter of that name; its lists are then not paged, whatever page is asked for. */
function takeOut(tool: AnyTool, given: Record<string, unknown>): { own: Record<string, unknown>; out: string | null } {
  const { out, ...own } = given;
  if (typeof out !== "string" || "out" in tool.input.shape) return { own: given, out: null };
  return { own: "limit" in tool.input.shape ? { ...own, limit: ALL_ROWS, offset: undefined } : own, out };
}

const isRecord = (value: unknown): boolean => typeof value === "object" && value !== null && !Array.isArray(value);

/** The figures a tool reads, each looked up when it is first used, and those that were. */
function readFigures(
  tool: AnyTool,
  asked: string | undefined,
  ports: Ports,
): { figures: Record<string, Figure<unknown>>; basis: () => Basis[] } {
  const used = new Map<string, Basis>();
  const read = new Map<string, Figure<unknown>>();
  const figures: Record<string, Figure<unknown>> = {};
  for (const [name, reference] of Object.entries(tool.reads)) {
    Object.defineProperty(figures, name, {
      enumerable: true,
      get() {
        const known = read.get(name);
        if (known) return known;
        const figure = ports.library.figure(reference, asked);
        const { rule, standard, overridden } = figure;
        used.set(name, { rule, figure: reference.name, standard, overridden });
        read.set(name, figure);
        return figure;
      },
    });
  }
  return { figures, basis: () => Object.keys(tool.reads).flatMap((name) => used.get(name) ?? []) };
}

const TRIES = 8; // not a figure: cuts until an answer fits
const LONG_TEXTS = [2000, 300, 60]; // not a figure: lengths to which texts are cut, one after the other
const DIGITS = 4; // not a figure: decimals that a client is shown, and digits of numbers below one

/** A result with numbers as long as anybody reads them (the hundredths of money and the points of rates stay), and with names that only show themselves. */
function rounded(value: unknown): unknown {
  if (typeof value === "string") return visible(value);
  if (typeof value === "number") return Number(Math.abs(value) < 1 ? value.toPrecision(DIGITS) : value.toFixed(DIGITS));
  if (Array.isArray(value)) return value.map(rounded);
  if (typeof value !== "object" || value === null) return value;
  const entries = Object.entries(value).filter(([, one]) => one !== undefined);
  return Object.fromEntries(entries.map(([key, one]) => [visible(key), rounded(one)]));
}

/** Where lists go on that hold more than is shown, for a tool that pages without saying so itself; null where none does. */
function goesOn(tool: AnyTool, shown: Record<string, unknown>, from: number): number | null {
  if (!("offset" in tool.input.shape) || "next_offset" in tool.output.shape) return null;
  const ends = (tool.lists ?? []).flatMap(({ list }) => {
    const [rows, total] = [shown[list], shown[`${list}_total`]];
    const more = Array.isArray(rows) && rows.length > 0 && typeof total === "number" && from + rows.length < total;
    return more ? [from + rows.length] : [];
  });
  return ends.length === 0 ? null : smallest(ends);
}

/** How the rows that were cut are had: a limit above what fits changes nothing. */
function restWords({ input: { shape } }: AnyTool): string {
  const ways = [
    ...("offset" in shape ? ["offset gives the next page"] : []),
    ...("table" in shape || "out" in shape ? ["out, a folder, gets them whole"] : []),
  ];
  return ways.length === 0 ? "" : ` A larger limit shows no more; ${ways.join(", ")}.`;
}
/** The details give way last: whoever asked for them wants them. */
const detailsGive: readonly Gives[] = [{ list: "charts", least: 0 }, { list: "basis" }, { list: "undefined" }];

/** A result as a client sees it: without details, and cut where a tool has named lists that may give way. */
function shownOf(tool: AnyTool, result: ToolRun["result"], detail: boolean, from: number): Pick<ToolRun, "shown" | "text"> {
  const rules = namedRules(result.basis);
  const plain = Object.fromEntries(Object.entries(result).filter(([name]) => !details.includes(name)));
  const shape = resultSchema(tool);
  const offset = typeof result.offset === "number" ? result.offset : 0;
  let gives = [...(tool.lists ?? []), ...(detail ? detailsGive : [])];
  const formed = (form: (value: unknown) => unknown) => {
    const { fields, counts } = withoutHopelessRows(detail ? result : { ...plain, rules }, gives, MOST_CHARACTERS, form);
    return { all: form(fields) as ToolRun["result"], counts };
  };
  let { all, counts } = formed(rounded);
  const cutTo = (length: number) => {
    const { fields, cut, fits } = cutToLength(all, gives, length, (one) => JSON.stringify(one).length, counts);
    const paged: Record<string, unknown> = { ...fields };
    for (const { shown, next } of cut) if (next !== undefined) paged[next] = offset + shown;
    if (cut.length)
      paged.warnings = [
        ...all.warnings,
        {
          code: "shortened",
          message: `Cut to fit one answer: ${cut.map(({ list, shown, of }) => `${list === "undefined" ? "reasons" : list}, ${shown} of ${of}`).join("; ")}.${restWords(tool)}`,
        },
      ];
    const next = goesOn(tool, paged, from);
    if (next !== null) paged.next_offset = next;
    // Where the lists could not give way enough, a smaller length cuts no more.
    return { shown: paged as ToolRun["shown"], spent: !fits };
  };
  // The text of a list may be longer than its data, and what was cut is told in a warning: cut again by as much as the whole is too long.
  const fitted = (): { shown: ToolRun["shown"]; text: string | null; fits: boolean } => {
    let length = MOST_CHARACTERS;
    for (let tries = 0; ; tries += 1) {
      const { shown, spent } = cutTo(length);
      const data = JSON.stringify(shown).length;
      if (spent && data > MOST_CHARACTERS) return { shown, text: null, fits: false };
      const text = report(tool.title, shown, shape);
      const longest = Math.max(text.length, data);
      const fits = longest <= MOST_CHARACTERS;
      if (fits || spent || gives.length === 0 || tries === TRIES) return { shown, text, fits };
      // From what there is: a bound above it would cut nothing.
      // And by a hundredth at least: a smaller step may be less than a row, and cut nothing either.
      const scaled = Math.floor((Math.min(length, data) * MOST_CHARACTERS) / longest);
      length = Math.min(scaled, length - MOST_CHARACTERS / 100);
    }
  };
  // Where the lists a tool names cannot give way enough, its others do, and then texts: hundreds of segments were given, or a page for a name.
  let { fits, ...answer } = fitted();
  if (!fits) {
    gives = [...gives, ...otherLists(all, gives)];
    ({ fits, ...answer } = fitted());
  }
  for (const most of LONG_TEXTS) {
    if (fits) break;
    ({ all, counts } = formed((value) => withShortTexts(rounded(value), most)));
    ({ fits, ...answer } = fitted());
  }
  const { shown, text } = answer;
  return { shown, text: text ?? report(tool.title, shown, shape) };
}

function refuseUnknownStandard(asked: string, tool: AnyTool, ports: Ports): void {
  const known = new Set(Object.values(tool.reads).flatMap((reference) => Object.keys(ports.library.figure(reference).standards)));
  if (!known.has(asked) && !commonStandards.includes(asked))
    throw new Problem({
      what: `No figure that ${tool.name} reads has a standard "${asked}".`,
      remedy: `Leave standard out, or take one of ${[...known].sort().join(", ")}.`,
    });
}

const MANY = 24; // not a figure: lines of a basis that fit one answer

/** A long basis with one line a standard, so that a plan's result stays short enough to show; the user's own figures keep a line each. */
function shortBasis(basis: readonly Basis[]): Basis[] {
  if (basis.length <= MANY) return [...basis];
  const own = basis.filter((entry) => entry.overridden);
  const standards = [...new Set(basis.filter((entry) => !entry.overridden).map((entry) => entry.standard))];
  const lines = standards.map((standard): Basis => {
    const entries = basis.filter((entry) => !entry.overridden && entry.standard === standard);
    return {
      rule: joinedRules(entries.map((one) => one.rule)),
      figure: `${entries.length} figures`,
      standard,
      overridden: false,
    };
  });
  return [...own, ...lines];
}

const NAMED = 8; // not a figure: pages that an answer names

/** The pages behind an answer by name, and how many more where there are too many to name; detail has all. */
function namedRules(basis: readonly Basis[]): string[] {
  const all = [...new Set(basis.flatMap(({ rule }) => rule.split(", ")))];
  const single = all.filter((rule) => !/^\d+ pages of /.test(rule));
  if (single.length === all.length) return all;
  const named = single.slice(0, NAMED);
  return [...named, "and more pages; detail: true lists them"];
}

const FEW = 2;

/** Rules by name; many of one section as their number. */
function joinedRules(rules: readonly string[]): string {
  const names = [...new Set(rules)];
  const sections = [...new Set(names.map((rule) => rule.split("-")[0]!))];
  const of = (section: string) => names.filter((rule) => rule.startsWith(`${section}-`));
  return sections
    .map((section) => ({ section, own: of(section) }))
    .map(({ section, own }) => (own.length > FEW ? `${own.length} pages of ${section}` : own.join(", ")))
    .join(", ");
}
