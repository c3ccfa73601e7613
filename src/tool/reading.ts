import * as z from "zod";
import { grouped, plural } from "../core/english.ts";
import { shown } from "../core/kinds.ts";
import { sumMoney } from "../core/money.ts";
import { payingRows } from "../core/paying-rows.ts";
import type { Doubt, ReadTable, RowGroup } from "../core/table.ts";
import { shortMoney } from "../render/numbers.ts";
import type { Ports } from "./ports.ts";
import type { AnyTool } from "./tool.ts";

/** What an answer says of the table it rests on. */
const readingFields = {
  rows_read: shown.count(),
  rows_used: shown.count(),
  left_out: z.array(z.strictObject({ rows: shown.count(), why: z.string(), amount: shown.money().optional() })),
  /** What the rows left out would pay, in the table's own unit. */
  money_left_out: shown.money(),
  columns_used: z.array(z.string()),
  columns_ignored: z.array(z.string()),
  doubts: z.array(z.string()),
};
const ReadingFields = z.strictObject(readingFields);
type ReadingResult = z.infer<typeof ReadingFields>;

/** The schema of an answer's reading: what every table gives, and what the tool adds of its own. */
export function readingSchema(own: unknown): z.ZodType {
  if (own instanceof z.ZodNullable && own.unwrap() instanceof z.ZodObject)
    return z.strictObject({ ...readingFields, ...(own.unwrap() as z.ZodObject).shape }).nullable();
  return ReadingFields.optional();
}

/** What is remembered of the tables of one call, by their paths. */
interface WatchedTables {
  ports: Ports;
  /** What is said of each, when the answer is formed: a tool may have said meanwhile which columns it used. */
  speeches: Map<string, () => TableSpeech>;
  /** The tables, where files will be written of them; else only what is said of them stays, since a large one fills the memory. */
  kept: Map<string, ReadTable>;
}

/** The ports for one call: every table is read for the questions the tool asks, and what is to be said of it is remembered. */
export function watchTables(ports: Ports, tool: AnyTool, input: unknown): WatchedTables {
  const speeches = new Map<string, () => TableSpeech>();
  const kept = new Map<string, ReadTable>();
  const { as_of, from, to } = input as { as_of?: string; from?: string; to?: string };
  const dated = [as_of, from, to].filter((date) => typeof date === "string");
  const watched: Ports = {
    ...ports,
    async readTable(path, options) {
      const table = await ports.readTable(path, { asks: tool.asks, dated, ...options });
      const { reading, currency } = table;
      const lost = lostOf(table, tool, as_of ?? null);
      speeches.set(path, () => readingOf({ reading, currency }, lost));
      if (ports.whole) kept.set(path, table);
      return table;
    },
  };
  return { ports: watched, speeches, kept };
}

const MOST_HEADERS = 6; // not a figure: names that fit a line
const MOST_DOUBTS = 4; // not a figure: sentences that fit an answer

const shortList = (names: readonly string[]): string[] =>
  names.length <= MOST_HEADERS ? [...names] : [...names.slice(0, MOST_HEADERS), `and ${names.length - MOST_HEADERS} more`];

const sumOf = (groups: readonly RowGroup[]): number => sumMoney(groups.flatMap(({ amount }) => amount ?? []));

/** Rows that left by the day of the answer, as one group, where the answer is about who pays today. */
function lostOf(table: ReadTable, tool: AnyTool, asOf: string | null): RowGroup[] {
  const lost = tool.book === "today" && table.records.length > 0 ? payingRows(table, asOf).lost : [];
  if (lost.length === 0) return [];
  const amounts = lost.flatMap((record) => record.amount ?? record.amount_start ?? []);
  return [
    {
      group: "not_paying",
      reason: "have left and are not counted",
      rows: lost.map(({ row }) => row),
      amount: amounts.length === 0 ? null : sumMoney(amounts),
    },
  ];
}

const singular: readonly (readonly [RegExp, string])[] = [
  [/^are (open deal|older version|trial|test|lost deal)s/, "is one: $1"],
  [/^are\b/, "is"],
  [/^have\b/, "has"],
  [/^were\b/, "was"],
  [/^stand\b/, "stands"],
  [/ and count\b/, " and counts"],
  [/ and are\b/, " and is"],
  [/is one: (older|open)/, "is an $1"],
  [/is one: /, "is a "],
  [/no customers$/, "no customer"],
];

/** A reason as it is said of one row. @example ofOne("stand twice and count once") // "stands twice and counts once" */
const ofOne = (reason: string): string => singular.reduce((text, [pattern, one]) => text.replace(pattern, one), reason);

const groupOrder = ["unusable", "not_paying", "superseded", "not_an_account"] as const;

/** Doubts that change no total: what was decided of a row never stands before the answer. */
const harmless: readonly string[] = ["two_owners", "amounts_unknown", "spellings_united"];

/** What an answer says of its table: its record, the one sentence that must come first, and those that are warnings. */
interface TableSpeech {
  reading: ReadingResult;
  first: string[];
  more: string[];
}

/** What an answer says of its table, the most serious first. */
function readingOf({ reading, currency }: Pick<ReadTable, "reading" | "currency">, lost: readonly RowGroup[]): TableSpeech {
  const groups = [...reading.groups, ...lost].sort((a, b) => groupOrder.indexOf(a.group) - groupOrder.indexOf(b.group));
  const money = (amount: number | null) =>
    amount === null || amount === 0 ? "" : ` (${shortMoney(amount, currency ?? "").trim()})`;
  const said = groups.filter(({ group }) => group !== "not_an_account");
  const count = (rows: number) => grouped(rows);
  const sentence = (some: readonly RowGroup[]): string[] => {
    const parts = some.map(
      ({ rows, reason, amount }) => `${count(rows.length)}${money(amount)} ${rows.length === 1 ? ofOne(reason) : reason}`,
    );
    return parts.length === 0 ? [] : [`Of ${plural(reading.rows_read, "row")}, ${parts.join("; ")}.`];
  };
  const byWeight = reading.doubts.filter(({ first }) => first);
  const [turning, notes] = [false, true].map((light) => byWeight.filter(({ code }) => harmless.includes(code) === light)) as [
    Doubt[],
    Doubt[],
  ];
  // Rows that only repeat others are no rows left out: the answer needs no warning of them.
  const missing = sentence(said.filter(({ group }) => group !== "superseded"));
  const repeats = sentence(said.filter(({ group }) => group === "superseded"));
  const written = ({ message, remedy }: Doubt) => (remedy === undefined ? message : `${message} ${remedy}`);
  const [spoken, ...later] = [
    ...turning.map((one) => ({ brief: one.message, whole: written(one) })),
    ...missing.map((text) => ({ brief: text, whole: text })),
  ];
  const rest = reading.doubts.filter(({ first }) => !first).map(written);
  return {
    reading: {
      rows_read: reading.rows_read,
      rows_used: reading.rows_used - lost.reduce((sum, { rows }) => sum + rows.length, 0),
      left_out: groups.map(({ rows, reason, amount }) => ({ rows: rows.length, why: reason, amount: amount ?? undefined })),
      money_left_out: sumOf(groups),
      columns_used: shortList(reading.columns_used),
      columns_ignored: shortList(reading.columns_ignored),
      doubts: [
        ...(reading.export === null ? [] : [`Reads like ${reading.export}.`]),
        ...[...turning, ...notes].map(written),
        ...rest,
      ].slice(0, MOST_DOUBTS),
    },
    first: spoken === undefined ? [] : [spoken.brief],
    more: [...later.map(({ whole }) => whole), ...notes.map(written), ...repeats],
  };
}
