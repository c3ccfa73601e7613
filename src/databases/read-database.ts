import type { DatabaseTable } from "../core/connections.ts";
import { quoted as inQuotes } from "../core/english.ts";
import { Problem } from "../core/problem.ts";
import type { ReadingWatch } from "../core/table.ts";
import { TextCutter } from "../tables/cut-text.ts";
import { dayOfMonth, groupsWrittenOut, MONTHS_A_SUM, monthsIn, writtenOut } from "../tables/month-runs.ts";
import type { Grid } from "../tables/read-sheet.ts";
import { Rows } from "../tables/rows.ts";
import type { DatabaseColumn, DescribedTable, Engine, Opening } from "./engine.ts";

const USUAL_SECONDS = 300; // not a figure: longer than any query of a well-kept warehouse
/** Rows from which on a table is put together in its database, where that leaves nothing out. */
const MANY_ROWS = 20_000; // not a figure: fewer are sooner sent than put together

/** Longer tables, of forty years, are put together by runs. */
const MOST_SUMS = 16; // not a figure: columns of sums in one query

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
    const { names, source } = cellsBut(engine, table, candidate.index);
    const [groups] = await engine.row(`SELECT COUNT(*) FROM (SELECT 1 AS cs_one FROM ${source} GROUP BY ${names}) cs_all`);
    if (Number(groups) > fewest) continue;
    best = candidate;
    fewest = Number(groups);
  }
  if (best === undefined) return null;
  const [sample = ""] = await engine.row(`SELECT ${columns[best.index]!.text} FROM ${quoted} LIMIT 1`);
  const [, time] = /^\d{4}-\d{2}-\d{2}(.*)$/.exec(sample) ?? [];
  return time === undefined ? null : { ...best, time };
}

/** The cells of a row but its month, as texts under short names, and its month as year * 12 + month. */
function cellsBut(engine: Engine, { quoted, columns }: DescribedTable, month: number): { names: string; source: string } {
  const others = columns.filter((_, index) => index !== month).map(({ text }, place) => ({ text, name: `cs_${place}` }));
  const { year, month: of } = engine.parts(columns[month]!.cell);
  const given = others.map(({ text, name }) => `${text} AS ${name}`).join(", ");
  return {
    names: others.map(({ name }) => name).join(", "),
    source: `(SELECT ${given}, ${year} * 12 + ${of} AS cs_month FROM ${quoted}) cs_source`,
  };
}

/**
 * Rows that differ in nothing but their month, each group of them as one row with their number and the sums of 2 to the power of their months, counted
 * from the first month of the table: which months they are, as long as none stands twice. One pass over the table, without a sort of its rows.
 */
function groupsQuery(engine: Engine, table: DescribedTable, month: number, first: number, sums: number): string {
  const { names, source } = cellsBut(engine, table, month);
  const sum = (_: unknown, place: number) => {
    const from = first + place * MONTHS_A_SUM;
    const holds = `cs_month >= ${from} AND cs_month < ${from + MONTHS_A_SUM}`;
    return `SUM(CASE WHEN ${holds} THEN POWER(2, cs_month - ${from}) ELSE 0 END) AS cs_sum_${place}`;
  };
  const all = Array.from({ length: sums }, sum).join(", ");
  return `SELECT ${names}, COUNT(*) AS cs_rows, ${all} FROM ${source} GROUP BY ${names} ORDER BY ${names}`;
}

/**
 * The same with each run of months as a row with its first month and its length, for tables in which rows stand twice. These are numbered and make runs
 * of their own: in one run with the others, a month that stands twice before a gap would pass for the month in the gap.
 */
function runsQuery(engine: Engine, table: DescribedTable, month: number): string {
  const { names, source } = cellsBut(engine, table, month);
  return `SELECT ${names}, MIN(cs_month) AS cs_first, COUNT(*) AS cs_months FROM (
  SELECT ${names}, cs_month, cs_copy, cs_month - ROW_NUMBER() OVER (PARTITION BY ${names}, cs_copy ORDER BY cs_month) AS cs_run FROM (
    SELECT ${names}, cs_month, ROW_NUMBER() OVER (PARTITION BY ${names}, cs_month ORDER BY cs_month) AS cs_copy FROM ${source}
  ) cs_copies
) cs_numbered GROUP BY ${names}, cs_copy, cs_run ORDER BY ${names}, cs_first`;
}

/** Some engines show what is added between two queries of one call. */
const changed = (name: string): Problem =>
  new Problem({
    what: `${name} changed while it was read.`,
    remedy: "Wait until the program that fills it is done, and call again.",
  });

/** A table written out again, a row a month, as its engine has it. */
function tableOf(
  grid: Grid,
  columns: readonly DatabaseColumn[],
  month: number,
  written: NonNullable<ReturnType<typeof groupsWrittenOut>>,
): Grid {
  const { runOf, days, length } = written;
  const column = (index: number) => (index === month ? days : grid.rows.column(index < month ? index : index - 1).take(runOf));
  const rows = new Rows(length, columns.length, column, (row) => row + 2);
  return { ...grid, header: { row: 1, cells: columns.map(({ name }) => name) }, rows };
}

/** A long table of months, put together in its engine and written out again here. Throws Problem where it changes meanwhile. */
async function readTogether(
  engine: Engine,
  table: DescribedTable,
  { index, days, time }: MonthColumn,
  { name, rows, told }: { name: string; rows: number; told: (done: number) => void },
): Promise<Grid> {
  const width = table.columns.length - 1;
  const dayOf = (month: number): string => `${dayOfMonth(month, days)}${time}`;
  const read = (query: string) => cutResult(engine.csv(query), name, Math.ceil(rows / 12), told);
  const { year, month } = engine.parts(table.columns[index]!.cell);
  const counted = `${year} * 12 + ${month}`;
  const [first = 0, last = 0] = (await engine.row(`SELECT MIN(${counted}), MAX(${counted}) FROM ${table.quoted}`)).map(Number);
  const sums = Math.ceil((last - first + 1) / MONTHS_A_SUM);
  if (sums <= MOST_SUMS) {
    const groups = await read(groupsQuery(engine, table, index, first, sums));
    const columns = { first, length: width, sums: Array.from({ length: sums }, (_, place) => width + 1 + place) };
    if (monthsIn(groups.rows, columns) !== rows) throw changed(name);
    const written = groupsWrittenOut(groups.rows, columns, dayOf);
    if (written !== null) return tableOf(groups, table.columns, index, written);
  }
  const runs = await read(runsQuery(engine, table, index));
  const columns = { first: width, length: width + 1 };
  if (monthsIn(runs.rows, columns) !== rows) throw changed(name);
  return tableOf(runs, table.columns, index, writtenOut(runs.rows, columns, dayOf));
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
  if (month !== null) return readTogether(engine, table, month, { name, rows, told });
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
