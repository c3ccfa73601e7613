import { type Connections, ConnectionsSchema } from "../core/connections.ts";
import type { Figure, FigureReference } from "../core/figure.ts";
import { Problem } from "../core/problem.ts";
import type { Rule } from "../core/rule.ts";
import { type Reading, ReadingSchema, tableFields } from "../core/table.ts";
import { readYaml } from "./page.ts";
import type { CheckedFigures } from "./read-before.ts";

/**
 * Whether two figures have the same form: the same kind of value, and the same keys all the way down.
 * Used for figures no tool reads, where the library's own value is the only description there is.
 * @example sameShape([1, 2], [3]) // true
 */
function sameShape(one: unknown, other: unknown): boolean {
  if (Array.isArray(one) && Array.isArray(other)) {
    const first = one[0];
    return first === undefined || other.every((element) => sameShape(first, element));
  }
  if (isRecord(one) && isRecord(other)) {
    const keys = Object.keys(one);
    return keys.length === Object.keys(other).length && keys.every((key) => key in other && sameShape(one[key], other[key]));
  }
  return typeof one === typeof other && Array.isArray(one) === Array.isArray(other);
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** What a user's own file may set. */
export interface Overrides {
  file: string | null;
  standard: string | null;
  currency: string | null;
  columns: Record<string, string>;
  /** How the user's tables are to be read, unless a call says otherwise. */
  reading: Reading;
  /** The user's own databases, by the names that calls use. */
  connections: Connections;
  /** rule -> figure -> value. */
  figures: Record<string, Record<string, unknown>>;
}

export const noOverrides: Overrides = {
  file: null,
  standard: null,
  currency: null,
  columns: {},
  reading: {},
  connections: {},
  figures: {},
};

type Named = Record<string, unknown>;
const isNamed = (value: unknown): value is Named => typeof value === "object" && value !== null && !Array.isArray(value);

/**
 * Reads cs-strategist.yaml: own figures, the standard to prefer, currency, column names. `ruleOf` answers undefined for an unknown rule.
 * Throws Problem naming the line for an unknown key, rule or figure, and for a value of the wrong shape.
 */
export function readOverrides(
  text: string,
  file: string,
  ruleOf: (id: string) => Rule | undefined,
  references: readonly FigureReference[],
): Overrides {
  const yaml = readYaml(text.replace(/\r\n?/g, "\n"), file);
  const fail = (path: string[], what: string, remedy: string): never => {
    throw new Problem({ what: `${file} line ${yaml.lineOf(path)}: ${what}`, remedy });
  };
  const data = yaml.data ?? {};
  if (!isNamed(data))
    return fail(
      [],
      "the file is not a list of settings.",
      "Write keys such as figures, standard, currency, columns, reading, connections.",
    );
  for (const key of Object.keys(data)) {
    if (!["figures", "standard", "currency", "columns", "reading", "connections"].includes(key))
      fail([key], `"${key}" is not a setting.`, "Use figures, standard, currency, columns, reading or connections.");
  }
  const { standard, currency, columns = {}, figures = {} } = data;
  if (standard !== undefined && typeof standard !== "string")
    fail(["standard"], "the standard is not a name.", "Write one, like strategist.");
  if (currency !== undefined && !(typeof currency === "string" && /^[A-Z]{3}$/.test(currency)))
    fail(["currency"], "the currency is not a three-letter code.", "Write one, like USD or EUR.");
  if (!isNamed(columns) || Object.values(columns).some((header) => typeof header !== "string"))
    return fail(["columns"], "columns does not map fields to headers.", "Write lines such as arr: Annual value.");
  for (const field of Object.keys(columns))
    if (!(tableFields as readonly string[]).includes(field))
      fail(["columns", field], `"${field}" is not a field of a table.`, `The fields: ${tableFields.join(", ")}.`);
  const reading = ReadingSchema.safeParse(data.reading ?? {});
  if (!reading.success)
    return fail(
      ["reading", ...reading.error.issues[0]!.path.map(String)],
      `reading: ${reading.error.issues[0]!.message}.`,
      `The keys: ${Object.keys(ReadingSchema.shape).join(", ")}.`,
    );
  const connections = ConnectionsSchema.safeParse(data.connections ?? {});
  if (!connections.success) {
    const path = ["connections", ...connections.error.issues[0]!.path.slice(0, 1).map(String)];
    return fail(
      path,
      `${path.join(".")} ${connections.error.issues[0]!.message}.`,
      "The address itself stands in that environment variable and in no file: it holds a password.",
    );
  }
  if (!isNamed(figures))
    return fail(["figures"], "figures is not a list of rules.", "Write figures, then a rule's id, then a figure's name.");

  for (const [id, named] of Object.entries(figures)) {
    const rule = ruleOf(id);
    if (!rule) return fail(["figures", id], `there is no rule "${id}".`, "cs-strategist rules lists them.");
    if (!isNamed(named))
      return fail(["figures", id], `"${id}" lists no figures.`, "Write a figure's name and its value below it.");
    const known = rule.data.figures;
    for (const [name, value] of Object.entries(named)) {
      const standards = known[name];
      if (!standards) {
        const names = Object.keys(known).join(", ") || "none";
        return fail(["figures", id, name], `the rule ${id} has no figure "${name}".`, `Its figures: ${names}.`);
      }
      const reference = references.find((candidate) => candidate.rule === id && candidate.name === name);
      const checked = reference?.shape.safeParse(value);
      if (checked && !checked.success) {
        const issue = checked.error.issues[0]!;
        const path = ["figures", id, name, ...issue.path.map(String)];
        return fail(
          path,
          `${path.slice(1).join(".")}: ${issue.message}.`,
          `Write it in the form that rules/data/${id}.yaml has.`,
        );
      }
      if (!checked && !Object.values(standards).some((sample) => sameShape(sample, value)))
        return fail(
          ["figures", id, name],
          `${id}.${name} has another form than the rule's.`,
          `Write it as rules/data/${id}.yaml does.`,
        );
    }
  }
  return {
    file,
    standard: (standard as string | undefined) ?? null,
    currency: (currency as string | undefined) ?? null,
    columns: columns as Record<string, string>,
    reading: reading.data,
    connections: connections.data,
    figures: figures as Overrides["figures"],
  };
}

/** The standard that holds working assumptions which no source gives. */
const HOUSE = "house";

/**
 * A figure under every standard, and the one in force: the user's own value, else the standard asked for, else the rule's default,
 * else the house's, else the only one there is. Throws Problem when the rule lacks the figure or a value has the wrong shape.
 * `checked` are figures that were found to have it when the program was built.
 */
export function resolveFigure(
  rule: Rule,
  reference: FigureReference,
  overrides: Overrides,
  asked?: string,
  checked?: CheckedFigures,
): Figure<unknown> {
  const { name } = reference;
  const place = `rules/data/${rule.id}.yaml, figures.${name}`;
  const standards = rule.data.figures[name];
  if (!standards) throw new Problem({ what: `${place}: the figure is missing.`, remedy: "Restore it from the shipped rule." });
  const known = checked?.[name];
  const values: Record<string, unknown> = known === null ? { ...standards } : { ...known };
  for (const [standard, value] of known === undefined ? Object.entries(standards) : []) {
    const read = reference.shape.safeParse(value);
    if (!read.success) {
      const issue = read.error.issues[0]!;
      throw new Problem({
        what: `${place}.${[standard, ...issue.path].join(".")}: ${issue.message}.`,
        remedy: "Give it the form its other standards have.",
      });
    }
    values[standard] = read.data;
  }
  const own = overrides.figures[rule.id]?.[name];
  if (own !== undefined)
    return { rule: rule.id, name, value: reference.shape.parse(own), standard: "yours", overridden: true, standards: values };
  const candidates = [asked, overrides.standard, rule.front.standard, HOUSE, ...Object.keys(values)];
  const standard = candidates.find((candidate): candidate is string => !!candidate && candidate in values)!;
  return { rule: rule.id, name, value: values[standard], standard, overridden: false, standards: values };
}
