import type { DatabaseTable } from "../core/connections.ts";
import { quoted as inQuotes } from "../core/english.ts";
import { Problem } from "../core/problem.ts";
import type { ReadingWatch } from "../core/table.ts";
import { TextCutter } from "../tables/cut-text.ts";
import { dayOfMonth, monthsIn, writtenOut } from "../tables/month-runs.ts";
import type { Grid } from "../tables/read-sheet.ts";
import { Rows } from "../tables/rows.ts";
import type { DatabaseColumn, DescribedTable, Engine, Opening } from "./engine.ts";

const USUAL_SECONDS = 300; // not a figure: longer than any query of a well-kept warehouse
/** Rows from which on a table is put together in its database, where that leaves nothing out. */
const MANY_ROWS = 20_000; // not a figure: fewer are sooner sent than put together

const NEWLINE = 0x0a;
const NAMES_SHOWN = 8; // not a figure: names that fit a message

const openPostgres = async (opening: Opening): Promise<Engine> => (await import("./postgres.ts")).openPostgres(opening);
const openClickHouse = async (opening: Opening): Promise<Engine> => (await import("./clickhouse.ts")).openClickHouse(opening);

/** By how the address begins. */
const engines = new Map([
  ["postgres:", openPostgres],
  ["postgresql:", openPostgres],
  ["clickhouse:", openClickHouse],
  ["http:", openClickHouse],
  ["https:", openClickHouse],
]);

/** The address that a variable holds. Throws Problem, which does not repeat it, where it holds none that is understood. */
function openEngine({ name, connection }: DatabaseTable, watch: ReadingWatch): { opening: Opening; engine: Promise<Engine> } {
  const { variable, seconds = USUAL_SECONDS } = connection;
  const address = process.env[variable]?.trim() ?? "";
  if (address === "")
    throw new Problem({
      what: `The environment variable ${variable}, which holds the address of "${name}", is not set where this program runs.`,
      remedy: `Set it to an address like postgres://user:password@host:5432/database. A host such as Claude Code hands it to the server under "env".`,
    });
  const opening = { address, table: name, connection: name.slice(0, name.indexOf(":")), variable, seconds, signal: watch.signal };
  const open = URL.canParse(address) ? engines.get(new URL(address).protocol) : undefined;
  if (open === undefined)
    throw new Problem({
      what: `The variable ${variable} holds no address of a database that is known here.`,
      remedy: "Write it like postgres://user:password@host:5432/database, with signs such as @ or # in a password as %40 or %23.",
    });
  return { opening, engine: open(opening) };
}

/** The parts of a table's name; a quoted part may hold a dot. Throws Problem for what is none. */
export function partsOf(table: string): string[] {
  const parts = [...table.matchAll(/"((?:[^"]|"")+)"|([^."]+)/g)].map(
    ([, exact, plain = ""]) => exact?.replaceAll('""', '"') ?? plain,
  );
  const whole = parts.map((part) => part.replaceAll('"', '""'));
  const again = table.replaceAll(/"((?:[^"]|"")+)"/g, "$1");
  if (parts.length > 0 && whole.join(".") === again && !/\p{Cc}/u.test(table)) return parts;
  throw new Problem({
    what: `"${table}" is no name of a table.`,
    remedy: "Write schema.table, with quotes around a part that holds a dot.",
  });
}

async function describe(engine: Engine, { name, table }: DatabaseTable): Promise<DescribedTable> {
  const described = await engine.describe(partsOf(table));
  if (described !== null) return described;
  const all = await engine.tables();
  const wanted = table.split(".").at(-1)!.toLowerCase();
  const near = all.filter((one) => one.toLowerCase().includes(wanted) || wanted.includes(one.split(".").at(-1)!.toLowerCase()));
  const shown = (near.length > 0 ? near : all).slice(0, NAMES_SHOWN);
  throw new Problem({
    what: `There is no table or view "${table}" that ${name.slice(0, name.indexOf(":"))} may read.`,
    remedy:
      shown.length === 0 ? "Its user sees no table at all: ask for the right to read one." : `It may read ${inQuotes(shown)}.`,
  });
}

/** A result cut into rows like the CSV file it would be exported to, so that both are read the same. */
async function cutResult(
  csv: AsyncIterable<Uint8Array>,
  name: string,
  size: number,
  told: (rows: number) => void,
): Promise<Grid> {
  const text = new TextDecoder("utf-8", { ignoreBOM: true });
  const cutter = new TextCutter({ delimiter: ",", name, decode: (bytes) => text.decode(bytes), findHeader: () => 0, size });
  let rows = 0;
  for await (const chunk of csv) {
    cutter.take(chunk);
    for (let at = chunk.indexOf(NEWLINE); at !== -1; at = chunk.indexOf(NEWLINE, at + 1)) rows += 1;
    told(rows);
  }
  const { above, header, rows: cut, issues } = cutter.end();
  return { above, header, rows: cut, issues, workbook: false };
}

/** The column by which rows of the same cells are put together, and what stands in it: first or last days of months, each with one time of day. */
interface MonthColumn {
  index: number;
  days: "first" | "last";
  time: string;
}

/** A table is put together where that leaves so many of its rows, at most. */
const WORTH_IT = 0.5; // not a figure: above it the engine works more than the sending costs

/** The columns of which all cells are first days, or all last days, of months. */
async function monthColumns(
  engine: Engine,
  { quoted, columns }: DescribedTable,
  rows: number,
): Promise<Omit<MonthColumn, "time">[]> {
  const dates = columns.flatMap(({ kind }, index) => (kind === "date" || kind === "time" ? [index] : []));
  if (dates.length === 0 || columns.length === 1) return [];
  const count = (condition: string) => `SUM(CASE WHEN ${condition} THEN 1 ELSE 0 END)`;
  const counts = dates
    .map((index) => engine.parts(columns[index]!.cell))
    .flatMap(({ first, last }) => [count(first), count(last)]);
  const told = (await engine.row(`SELECT ${counts.join(", ")} FROM ${quoted}`)).map(Number);
  return dates.flatMap((index, place) => {
    const days = told[2 * place] === rows ? "first" : told[2 * place + 1] === rows ? "last" : null;
    return days === null ? [] : [{ index, days } as const];
  });
}

/**
 * The column by which a long table is put together: the one that leaves the fewest rows. A table with a single date is put together by it; where
 * there are more, such as the month and the day an account began, each is tried. Null where that would save little.
 */
async function monthColumn(engine: Engine, table: DescribedTable, rows: number): Promise<MonthColumn | null> {
  const { quoted, columns } = table;
  const candidates = await monthColumns(engine, table, rows);
  const dates = columns.filter(({ kind }) => kind === "date" || kind === "time").length;
  let best: Omit<MonthColumn, "time"> | undefined = dates === 1 ? candidates[0] : undefined;
  let fewest = rows * WORTH_IT;
  for (const candidate of dates === 1 ? [] : candidates) {
    const [runs] = await engine.row(`SELECT COUNT(*) FROM (${runsQuery(engine, table, candidate.index)}) cs_all`);
    if (Number(runs) > fewest) continue;
    best = candidate;
    fewest = Number(runs);
  }
  if (best === undefined) return null;
  const [sample = ""] = await engine.row(`SELECT ${columns[best.index]!.text} FROM ${quoted} LIMIT 1`);
  const [, time] = /^\d{4}-\d{2}-\d{2}(.*)$/.exec(sample) ?? [];
  return time === undefined ? null : { ...best, time };
}

/**
 * Rows that differ in nothing but their month, each run of months as one row with its first month and its length. Months are counted as
 * year * 12 + month. Rows that stand twice are numbered and make runs of their own: in one run with the others, a month that stands twice before a gap
 * would pass for the month in the gap.
 */
function runsQuery(engine: Engine, { quoted, columns }: DescribedTable, month: number): string {
  const others = columns.filter((_, index) => index !== month).map(({ text }, place) => ({ text, name: `cs_${place}` }));
  const names = others.map(({ name }) => name).join(", ");
  const { year, month: of } = engine.parts(columns[month]!.cell);
  const given = others.map(({ text, name }) => `${text} AS ${name}`).join(", ");
  return `SELECT ${names}, MIN(cs_month) AS cs_first, COUNT(*) AS cs_months FROM (
  SELECT ${names}, cs_month, cs_copy, cs_month - ROW_NUMBER() OVER (PARTITION BY ${names}, cs_copy ORDER BY cs_month) AS cs_run FROM (
    SELECT ${names}, cs_month, ROW_NUMBER() OVER (PARTITION BY ${names}, cs_month ORDER BY cs_month) AS cs_copy FROM (
      SELECT ${given}, ${year} * 12 + ${of} AS cs_month FROM ${quoted}
    ) cs_source
  ) cs_copies
) cs_numbered GROUP BY ${names}, cs_copy, cs_run ORDER BY ${names}, cs_first`;
}

/** Some engines show what is added between two queries of one call. */
const changed = (name: string): Problem =>
  new Problem({
    what: `${name} changed while it was read.`,
    remedy: "Wait until the program that fills it is done, and call again.",
  });

/** Runs of months written out again, a row a month, as the table has them. */
function tableOfRuns(runs: Grid, columns: readonly DatabaseColumn[], month: MonthColumn): Grid {
  const width = columns.length - 1;
  const dayOf = (at: number): string => `${dayOfMonth(at, month.days)}${month.time}`;
  const { runOf, days, length } = writtenOut(runs.rows, { first: width, length: width + 1 }, dayOf);
  const column = (index: number) =>
    index === month.index ? days : runs.rows.column(index < month.index ? index : index - 1).take(runOf);
  const rows = new Rows(length, columns.length, column, (row) => row + 2);
  return { ...runs, header: { row: 1, cells: columns.map(({ name }) => name) }, rows };
}

/**
 * The rows of a table of an engine, as the same table exported to a CSV file would give them. A long table of months is put together where it
 * lies and written out again here, so that millions of rows are not sent; `many` is the number of rows from which on that is done.
 * Throws Problem for a table without rows, one that changes meanwhile, and a query that fails.
 */
export async function readEngineGrid(
  engine: Engine,
  table: DescribedTable,
  name: string,
  watch: ReadingWatch,
  many = MANY_ROWS,
): Promise<Grid> {
  const count = async () => Number((await engine.row(`SELECT COUNT(*) FROM ${table.quoted}`))[0]);
  const rows = await count();
  if (rows === 0)
    throw new Problem({ what: `${name} has no rows.`, remedy: "Check that it is the right table and that it is filled." });
  const told = (done: number) => watch.progress?.(Math.min(done, rows), rows);
  const month = rows >= many ? await monthColumn(engine, table, rows) : null;
  if (month !== null) {
    const runs = await cutResult(engine.csv(runsQuery(engine, table, month.index)), name, Math.ceil(rows / 12), told);
    if (monthsIn(runs.rows, { first: table.columns.length - 1, length: table.columns.length }) !== rows) throw changed(name);
    return tableOfRuns(runs, table.columns, month);
  }
  const names = table.columns.map((column) => `${column.text} AS ${engine.quoted(column.name)}`).join(", ");
  const grid = await cutResult(engine.csv(`SELECT ${names} FROM ${table.quoted}`), name, rows, told);
  if ((await count()) !== rows) throw changed(name);
  return grid;
}

/**
 * The rows of a table in the user's own database.
 * Throws Problem for a variable that is not set, a database that cannot be reached, a table that is not there, and a query that fails; none
 * of them repeats the address or a part of it.
 */
export async function readDatabaseGrid(source: DatabaseTable, watch: ReadingWatch): Promise<Grid> {
  const { engine: opened } = openEngine(source, watch);
  const engine = await opened;
  try {
    return await readEngineGrid(engine, await describe(engine, source), source.name, watch);
  } finally {
    await engine.close();
  }
}
