import { sumMoney } from "../core/money/sum-money.ts";
import { largest } from "../core/order/largest.ts";
import { cellText } from "./cell-text.ts";
import type { DistinctCells } from "./distinct-cells.ts";
import { formatAmount } from "./format-amount.ts";
import type { Cell, GridRow } from "./grid.ts";

/** Why a row below the header is no data. */
export interface LeftOutRow {
  code: "total_row" | "footer_row";
  message: string;
  /** What a total says that its rows do not; null when they agree. */
  differs: string | null;
}

/** One amount column, as far as its cells could be read. */
export interface ReadAmountColumn {
  header: string;
  values: readonly (number | null)[];
}

/** The account column: its place and its cells. */
export interface AccountCells {
  index: number;
  distinct: DistinctCells;
}

/** Past this many unnamed rows none can be told to be a total; they are bad rows instead. */
const MOST_SUSPECTS = 20;

const totalLabel =
  /^(?:(?:grand|overall|sub|report|column)?[ -]?totals?(?: \(?[\d,.]+(?: [a-z]+)?\)?| \([^)]*\)| (?:arr|mrr|amount|revenue|accounts|customers|records))?|sum(?: of .*)?|sub-?total|gesamt|gesamtsumme|summe|overall):?$/i;
const maybeTotal = /\b(?:sub-?)?totals?\b/i;

/** What notes under a table say; a lone name is an account without its amount, not a note. */
const noteText = /confidential|copyright|©|generated|exported|report|source|note|filter|as of|page|printed|currency|^\*|:|.{60}/i;

/** Where a row's first filled cell is; -1 when none is. */
const labelIndex = ({ cells }: GridRow): number => cells.findIndex(isFilled);
const isFilled = (cell: Cell) => cellText(cell) !== "";
const labelOf = (row: GridRow): string => cellText(row.cells[labelIndex(row)]);
const filledCells = (row: GridRow): number => row.cells.filter((cell) => cellText(cell) !== "").length;

/** Whether a text names a total, and whether it might. */
const readLabel = (text: string) => ({ blank: text === "", total: totalLabel.test(text), perhaps: maybeTotal.test(text) });

/** Rows that say they are totals, and those that might be. */
function readTotals(rows: readonly GridRow[], accounts: AccountCells | null): { named: Set<number>; suspects: Set<number> } {
  const [named, suspects] = [new Set<number>(), new Set<number>()];
  // Names repeat, so each is looked at once.
  const names = accounts?.distinct.texts.map(readLabel) ?? [];
  const unnamed = readLabel("");
  rows.forEach((row, index) => {
    const account = accounts === null ? unnamed : names[accounts.distinct.places[index]!]!;
    const first = labelIndex(row);
    const label = first === accounts?.index ? account : readLabel(cellText(row.cells[first]));
    if (account.total || (label.total && account.blank)) named.add(index);
    else if ((account.blank && accounts !== null) || label.perhaps || account.perhaps) suspects.add(index);
  });
  return { named, suspects };
}

/** Sums of amounts that a total could be: all other rows, those above it, those since the last total. */
function possibleSums(column: ReadAmountColumn, at: number, skipped: ReadonlySet<number>): number[] {
  const add = (from: number, to: number) =>
    sumMoney(
      column.values
        .slice(from, to)
        .flatMap((value, offset) => (value === null || skipped.has(from + offset) || from + offset === at ? [] : [value])),
    );
  const lastTotal = [...skipped].filter((index) => index < at).sort((a, b) => b - a)[0] ?? -1;
  return [add(0, column.values.length), add(0, at), add(lastTotal + 1, at)];
}

function footers(rows: readonly GridRow[], known: ReadonlyMap<number, LeftOutRow>, width: number): number[] {
  let first = rows.length;
  while (
    first > 0 &&
    (known.has(first - 1) || (width > 1 && filledCells(rows[first - 1]!) === 1 && noteText.test(labelOf(rows[first - 1]!))))
  )
    first--;
  const found: number[] = [];
  let apart = false;
  for (let index = first; index < rows.length; index++) {
    const above = rows[index - 1];
    apart ||= known.has(index - 1) || known.has(index) || (above !== undefined && rows[index]!.row > above.row + 1);
    if (apart && !known.has(index)) found.push(index);
  }
  return found;
}

/**
 * Rows below the header that are totals or footers, by their label or because their amounts equal the rows' sum; never counted as data.
 * A total that differs from the sum of its rows says by how much.
 */
export function findLeftOutRows(
  rows: readonly GridRow[],
  accounts: AccountCells | null,
  amounts: readonly ReadAmountColumn[],
): Map<number, LeftOutRow> {
  const found = new Map<number, LeftOutRow>();
  const { named, suspects } = readTotals(rows, accounts);
  const equals = (index: number) =>
    amounts.length > 0 &&
    amounts.every((column) => {
      const value = column.values[index] ?? null;
      return value !== null && possibleSums(column, index, new Set([...named, ...found.keys(), index])).includes(value);
    }) &&
    amounts.some((column) => (column.values[index] ?? 0) !== 0);
  const paid = (index: number) => amounts.some((column) => (column.values[index] ?? null) !== null);
  const several = () => rows.filter((_, index) => paid(index) && !named.has(index) && !suspects.has(index)).length > 1;
  if (suspects.size > 0 && suspects.size <= MOST_SUSPECTS && several())
    for (const index of suspects) if (equals(index)) found.set(index, { code: "total_row", message: "", differs: null });
  for (const index of named) found.set(index, { code: "total_row", message: "", differs: null });
  const skipped = new Set(found.keys());
  for (const index of skipped) {
    const [agreeing, differing] = [[], []] as [string[], string[]];
    for (const column of amounts) {
      const value = column.values[index] ?? null;
      if (value === null) continue;
      const sums = possibleSums(column, index, skipped);
      const all = sums[0]!;
      const gap = `${formatAmount(Math.abs(sumMoney([value, -all])))} ${value > all ? "less" : "more"}`;
      if (sums.includes(value)) agreeing.push(` "${column.header}" is ${formatAmount(value)}, the sum of its rows.`);
      else differing.push(`"${column.header}" says ${formatAmount(value)}, the rows sum to ${formatAmount(all)}: ${gap}.`);
    }
    const message = `A total row ("${labelOf(rows[index]!).slice(0, 60)}"), left out.${agreeing.join("")}`;
    found.set(index, { code: "total_row", message, differs: differing.length > 0 ? differing.join(" ") : null });
  }
  const width = largest(rows.slice(0, 100).map(filledCells));
  for (const index of footers(rows, found, width))
    found.set(index, {
      code: "footer_row",
      differs: null,
      message: `A note below the table, left out: "${labelOf(rows[index]!).slice(0, 80)}".`,
    });
  return found;
}
