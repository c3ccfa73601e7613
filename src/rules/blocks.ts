import { grouped } from "../core/english.ts";
import { largest } from "../core/order.ts";
import { Problem } from "../core/problem.ts";
import type { FigureUnit, FigureView, PrintedKind, Rule, RuleFrontMatter } from "../core/rule.ts";

type Named = Record<string, unknown>;
const isNamed = (value: unknown): value is Named => typeof value === "object" && value !== null && !Array.isArray(value);

const CAPITALS =
  "acv ai api arr arpa atr ae cac ceo ces cfo cco cro cltv coo cpo crm cs csat csm csms cta cto ebr ebrs fte grr id kpi ltv mrr nps nrr ote pmf pql qa qbr qbrs roi sla sms smb sso tam ttv usd vp";
const capitals = new Map(
  CAPITALS.split(" ").map((word) => [
    word,
    word.endsWith("ms") || word.endsWith("rs") ? `${word.slice(0, -1).toUpperCase()}s` : word.toUpperCase(),
  ]),
);
/** A key that keeps its older spelling. */
capitals.set("licence", "license");

/**
 * A key of the data as people read it.
 * @example keyWords("min_arr") // "min ARR"
 */
export function keyWords(key: string): string {
  return key
    .split("_")
    .map((word) => capitals.get(word) ?? word)
    .join(" ");
}

const headerOf = (key: string): string => {
  const words = keyWords(key);
  return words.charAt(0).toUpperCase() + words.slice(1);
};

/** How a number of this kind is printed: shares as percent, thousands apart, never rounded. */
function printNumber(value: number, kind: PrintedKind): string {
  if (kind === "rate") return `${Number((value * 100).toPrecision(12))}%`;
  return grouped(value, 12);
}

const MEASURED: readonly PrintedKind[] = ["hours", "days", "months", "times", "points"];

/** A printed number with the word of its kind, where no heading says it. */
function withWord(printed: string, kind: PrintedKind): string {
  if (!MEASURED.includes(kind) || !/\d$/.test(printed)) return printed;
  return `${printed} ${printed === "1" && kind !== "times" ? kind.slice(0, -1) : kind}`;
}

const plainUnit: FigureUnit = { line: "" };
const kindIn = (unit: FigureUnit, key: string, inherited: PrintedKind): PrintedKind => unit.columns?.[key] ?? inherited;

/** The two ends of a range, said once where they are equal. */
const range = (low: string, high: string): string => (low === high ? low : `${low} to ${high}`);

/**
 * One value of a figure in one table cell; a kind holds for everything below it unless the figure's unit names a column.
 * @example formatCell([0.15, 0.25], "rate") // "15% to 25%"
 */
export function formatCell(value: unknown, kind: PrintedKind = "number", unit: FigureUnit = plainUnit): string {
  if (value === null || value === undefined) return "none";
  if (typeof value === "number") return printNumber(value, kind);
  if (typeof value === "boolean") return value ? "yes" : "no";
  if (typeof value === "string")
    return (capitals.get(value) ?? value.replace(/\b[a-z0-9]+(?:_[a-z0-9]+)+\b/g, keyWords)).replaceAll("|", "\\|");
  if (Array.isArray(value)) {
    const cells = value.map((element) => formatCell(element, kind, unit));
    const ends = value.length === 2 && value.every((element) => typeof element === "number");
    if (ends) return range(cells[0]!, cells[1]!);
    return cells.join(value.some(isNamed) ? "; " : ", ");
  }
  if (isNamed(value))
    return fields([value], unit)
      .map(({ header, cell, kindFor }) => [header, withWord(cell(value, kind), kindFor(kind))])
      .filter(([, text]) => text !== "")
      .map(([header, text]) => `${header} ${text}`)
      .join(", ");
  return String(value);
}

interface Column {
  header: string;
  kindFor(inherited: PrintedKind): PrintedKind;
  cell(row: Named, inherited: PrintedKind): string;
}

/** Where the other end of a range stands: reports_low and reports_high, from and to, from_week and to_week. */
function otherEnd(key: string): { name: string; high: string } | undefined {
  const ends: [RegExp, string, string][] = [
    [/^low$/, "high", "range"],
    [/^(.+)_low$/, "$1_high", "$1"],
    [/^from$/, "to", "range"],
    [/^(.+)_from$/, "$1_to", "$1"],
    [/^from_(.+)$/, "to_$1", "$1"],
  ];
  const found = ends.find(([pattern]) => pattern.test(key));
  return found && { high: key.replace(found[0], found[1]), name: key.replace(found[0], found[2]) };
}

/** The columns of rows: two ends of one range become one column; columns that only the program needs are left out. */
function fields(rows: readonly Named[], unit: FigureUnit): Column[] {
  const hidden = Array.isArray(unit.hide) ? unit.hide : [];
  const keys = [...new Set(rows.flatMap((row) => Object.keys(row)))].filter((key) => !hidden.includes(key));
  const highs = new Set(keys.map((key) => otherEnd(key)?.high).filter((high) => high !== undefined && keys.includes(high)));
  return keys
    .filter((key) => !highs.has(key))
    .map((key): Column => {
      const kindFor = (inherited: PrintedKind) => kindIn(unit, key, inherited);
      const printed = (row: Named, name: string, inherited: PrintedKind) =>
        row[name] === undefined ? "" : formatCell(row[name], kindFor(inherited), unit);
      const ends = otherEnd(key);
      if (ends === undefined || !highs.has(ends.high))
        return { header: keyWords(key), kindFor, cell: (row, inherited) => printed(row, key, inherited) };
      return {
        header: keyWords(ends.name),
        kindFor,
        cell(row, inherited) {
          const low = printed(row, key, inherited);
          const high = printed(row, ends.high, inherited);
          if (high === "" || high === "none") return low === "" || low === "none" ? low : `${low} and up`;
          return low === "" || low === "none" ? `up to ${high}` : range(low, high);
        },
      };
    });
}

/** The widest a column is padded to: beyond it the blanks cost more than they help. */
const WIDEST_PADDING = 40; // not a figure: characters

/** A markdown table with padded columns, so that it reads as text too. */
export function markdownTable(headers: string[], rows: string[][]): string {
  const widths = headers.map((header, column) =>
    Math.min(WIDEST_PADDING, largest([3, header.length, ...rows.map((row) => row[column]!.length)])),
  );
  const line = (cells: string[]) => `| ${cells.map((cell, column) => cell.padEnd(widths[column]!)).join(" | ")} |`;
  return [line(headers), `|${widths.map((width) => "-".repeat(width + 2)).join("|")}|`, ...rows.map(line)].join("\n");
}

/** What a published record says: its value or its range, in its own unit. */
function recordValue({ value, low, high, unit }: Named): string {
  const words = String(unit ?? "");
  const kind = words.startsWith("share") ? "rate" : "number";
  const ends = [value ?? low, value ?? high].map((end) => (typeof end === "number" ? printNumber(end, kind) : ""));
  const [least, most] = ends as [string, string];
  if (least === "" && most === "") return "not printed";
  const said = least === "" ? `up to ${most}` : most === "" ? `from ${least}` : range(least, most);
  if (kind === "rate") return words === "share" ? said : `${said}${words.slice("share".length)}`;
  return words === "" || words === "none" ? said : `${said} ${words}`;
}

/** A long list of published records as one table a group, the newest first. */
function groupedTables(rows: readonly Named[], group: string, unit: FigureUnit): string {
  const columns = fields(rows, unit).filter(({ header }) => header !== keyWords(group));
  const names = [...new Set(rows.map((row) => String(row[group])))];
  const year = (row: Named) => Number(/\d{4}/.exec(String(row.year ?? ""))?.[0] ?? 0);
  return names
    .map((key) => {
      const sorted = rows.filter((row) => String(row[group]) === key).toSorted((one, other) => year(other) - year(one));
      const table = markdownTable(
        ["Value", ...columns.map(({ header }) => headerOf(header))],
        sorted.map((row) => [recordValue(row), ...columns.map(({ cell }) => cell(row, "number").replace(/^none$/, ""))]),
      );
      return `**${headerOf(key)}**\n\n${table}`;
    })
    .join("\n\n");
}

function valueTable(value: unknown, name: string, unit: FigureUnit): string {
  const kind = unit.kind ?? "number";
  if (unit.group !== undefined && Array.isArray(value)) return groupedTables(value.filter(isNamed), unit.group, unit);
  if (Array.isArray(value) && value.length > 0 && value.every(isNamed)) {
    const columns = fields(value, unit);
    return markdownTable(
      columns.map(({ header }) => headerOf(header)),
      value.map((row) => columns.map(({ cell }) => cell(row, kind))),
    );
  }
  if (isNamed(value)) {
    const rows = fields([value], unit).map(({ header, cell, kindFor }) => {
      const own = kindFor(kind);
      return [headerOf(header), header.includes(own) ? cell(value, kind) : withWord(cell(value, kind), own)];
    });
    return markdownTable([headerOf(name), "Value"], rows);
  }
  if (Array.isArray(value) && !value.every((element) => typeof element === "number"))
    return value.map((element) => `- ${formatCell(element, kind, unit)}`).join("\n");
  return withWord(formatCell(value, kind, unit), kind);
}

const isSaid = (value: unknown): boolean =>
  !isNamed(value) && (!Array.isArray(value) || value.every((element) => typeof element === "number"));

/** A standard as people call it: the title of its source, or whose assumption it is. */
function standardName(standard: string, sources: RuleFrontMatter["sources"]): string {
  if (standard === "yours") return "Yours";
  if (standard === "house") return "House";
  const source = sources.find(({ id }) => id === standard);
  return source ? source.title : headerOf(standard);
}

/**
 * A figure under all its standards as markdown: single values in one sentence, one table a standard for the rest.
 * The user's own value comes first, where there is one.
 */
export function formatFigure(
  name: string,
  unit: FigureUnit,
  standards: Named,
  sources: RuleFrontMatter["sources"] = [],
  own?: unknown,
): string {
  const all: [string, unknown][] = [
    ...(own === undefined ? [] : [["yours", own] as [string, unknown]]),
    ...Object.entries(standards),
  ];
  if (all.every(([, value]) => isSaid(value))) {
    const end = unit.line.indexOf(". ");
    const [first, rest] = end < 0 ? [unit.line, ""] : [unit.line.slice(0, end), unit.line.slice(end + 1)];
    const values = all.map(([standard, value]) => `**${valueTable(value, name, unit)}** (${standardName(standard, sources)})`);
    return `${first.replace(/\.$/, "")}: ${values.join("; ")}.${rest}`;
  }
  return [
    unit.line,
    ...all.map(([standard, value]) => `*${standardName(standard, sources)}*\n\n${valueTable(value, name, unit)}`),
  ].join("\n\n");
}

/**
 * The part of a list that a view shows: the rows with its values, and its columns; a row without the record a column stands in is left out.
 * @example viewRows([{ name: "nps", events: { of: "accounts" } }], { columns: ["name", "events.of"] }) // [{ name: "nps", of: "accounts" }]
 */
export function viewRows(value: unknown, { where = {}, columns }: Pick<FigureView, "where" | "columns">): Named[] {
  const paths = columns.map((column) => column.split("."));
  return (Array.isArray(value) ? value : [])
    .filter(isNamed)
    .filter((row) => Object.entries(where).every(([key, wanted]) => row[key] === wanted))
    .filter((row) => paths.every(([first, ...rest]) => rest.length === 0 || isNamed(row[first!])))
    .map((row) =>
      Object.fromEntries(
        paths.map((path) => [path.at(-1)!, path.reduce<unknown>((one, key) => (isNamed(one) ? one[key] : undefined), row)]),
      ),
    );
}

/** The foot line of a page: where its figures come from, by title. */
function footLine(sources: RuleFrontMatter["sources"]): string {
  const titles = sources
    .filter(({ id }) => id !== "house")
    .map(({ title, year, url }) => `${url ? `[${title}](${url})` : title}${year ? ` (${year})` : ""}`);
  const house = sources.some(({ id }) => id === "house")
    ? ["House figures are working assumptions; replace them with your own."]
    : [];
  return [...(titles.length > 0 ? [`Sources: ${titles.join("; ")}.`] : []), ...house].join(" ");
}

const FOOT = /\n*<!-- sources -->[\s\S]*?<!-- \/sources -->\n*$/;

const BLOCK = /<!-- figures: ([a-z_0-9]+) -->[\s\S]*?<!-- \/figures -->/g;

/**
 * Fills each "figures" block of a page with the table of the figure it names, and its foot with the sources; other text stays as it is.
 * Throws Problem for a block that names no figure of the page, or one that only the program needs.
 */
export function fillBlocks({ body, front, data }: Pick<Rule, "body" | "front" | "data">, file: string, own: Named = {}): string {
  const filled = body.replace(BLOCK, (_, name: string) => {
    const standards = data.figures[name];
    const unit = data.units[name];
    if (!standards || !unit || unit.hide === "all")
      throw new Problem({
        what: `${file}: a block asks for the figure "${name}", which the page does not have.`,
        remedy: "Correct its name.",
      });
    return `<!-- figures: ${name} -->\n${formatFigure(name, unit, standards, front.sources, own[name])}\n<!-- /figures -->`;
  });
  return `${filled.replace(FOOT, "").trimEnd()}\n\n<!-- sources -->\n${footLine(front.sources)}\n<!-- /sources -->\n`;
}
