import { plural } from "../core/english.ts";
import { sumMoney } from "../core/money.ts";
import type {
  AmountUnit,
  Doubt,
  ReadingOptions,
  RowGroup,
  RowQuestion,
  TableField,
  TableQuestion,
  TableShape,
} from "../core/table.ts";
import type { RecognizedExport } from "./exports.ts";
import type { TableKnowledge } from "./knowledge.ts";
import type { AmountColumns } from "./left-out-rows.ts";
import type { Matching } from "./match-columns.ts";
import type { ReadFields } from "./read-cells.ts";
import { formatAmount, type LocatedTable } from "./read-sheet.ts";
import type { Rows } from "./rows.ts";
import type { Values } from "./values.ts";

/** Why a row no longer pays, and the first day it did not, where that is known. */
export interface Leaving {
  why: string;
  on: string | null;
}

interface DraftSource {
  table: LocatedTable;
  rows: Rows;
  matching: Matching;
  amounts: AmountColumns;
  fields: ReadFields;
  shape: TableShape;
  unit: AmountUnit;
  options: ReadingOptions;
  knowledge: TableKnowledge;
  known: RecognizedExport | null;
}

const MOST_NAMED = 3; // not a figure: names that fit a sentence

/** A table between reading and meaning: its typed columns, and what each row is found to be. */
export class Draft {
  readonly table: LocatedTable;
  readonly rows: Rows;
  readonly matching: Matching;
  readonly amounts: AmountColumns;
  readonly fields: ReadFields;
  readonly shape: TableShape;
  readonly options: ReadingOptions;
  readonly knowledge: TableKnowledge;
  /** The export the file is, where its columns tell. */
  readonly known: RecognizedExport | null;
  unit: AmountUnit;
  /** Rows that are not counted, each with its group and the reason. */
  readonly out = new Map<number, { group: RowGroup["group"]; reason: string }>();
  readonly gone = new Map<number, Leaving>();
  /** Rows whose status says that they pay. */
  readonly paying: number[] = [];
  /** Rows whose account takes up another row when they end. */
  readonly successors = new Map<number, number>();
  readonly doubts: Doubt[] = [];
  readonly questions: TableQuestion[] = [];

  constructor(source: DraftSource) {
    this.table = source.table;
    this.rows = source.rows;
    this.matching = source.matching;
    this.amounts = source.amounts;
    this.fields = source.fields;
    this.shape = source.shape;
    this.unit = source.unit;
    this.options = source.options;
    this.knowledge = source.knowledge;
    this.known = source.known;
  }

  header(field: TableField): string {
    return this.table.headers[this.matching.fields.get(field)?.index ?? -1]?.text ?? "";
  }

  cell(row: number, field: TableField): string {
    return this.rows.text(row, this.matching.fields.get(field)?.index ?? -1);
  }

  texts(field: TableField): Values<string> | null {
    return this.fields.texts.get(field)?.values ?? null;
  }

  accountOf(index: number): string {
    return this.texts("account")?.get(index) ?? `row ${this.rows.number(index)}`;
  }

  amountOf(index: number): number | null {
    const { amount, start, end } = this.amounts;
    for (const column of [amount, start, end]) {
      const value = column?.column.values.get(index) ?? null;
      if (value !== null) return value;
    }
    return null;
  }

  sumOf(indexes: readonly number[]): number {
    return sumMoney(indexes.flatMap((index) => this.amountOf(index) ?? []));
  }

  /** Whether the tool's answer rests on the question; a table that is only looked at is asked everything. */
  asks(question: RowQuestion): boolean {
    return this.options.asks === undefined || this.options.asks.includes(question);
  }

  leave(index: number, group: RowGroup["group"], reason: string): void {
    if (!this.out.has(index)) this.out.set(index, { group, reason });
  }

  doubt(code: string, message: string, first = false, remedy?: string): void {
    this.doubts.push({ code, message: message.replace(/\.\.$/, "."), first, ...(remedy === undefined ? {} : { remedy }) });
  }

  /** Rows that are not left out. */
  counted(): number[] {
    return this.rows.placesWhere((row) => !this.out.has(row));
  }

  /** A few rows by the names of their accounts, with their money. @example "Alpha and 2 more (36,000)" */
  named(indexes: readonly number[]): string {
    const names = [...new Set(indexes.map((index) => this.accountOf(index)))];
    const rest = names.length - MOST_NAMED;
    const list = rest > 0 ? `${names.slice(0, MOST_NAMED).join(", ")} and ${rest} more` : names.join(", ");
    const money = this.sumOf(indexes);
    return money === 0 ? list.replace(/\.$/, "") : `${list} (${formatAmount(money)})`;
  }

  /** The rows that are not counted, by group and reason. */
  groups(): RowGroup[] {
    const groups = new Map<string, { group: RowGroup["group"]; reason: string; indexes: number[] }>();
    for (const [index, { group, reason }] of this.out) {
      const key = `${group}\n${reason}`;
      const known = groups.get(key);
      if (known) known.indexes.push(index);
      else groups.set(key, { group, reason, indexes: [index] });
    }
    return [...groups.values()].map(({ group, reason, indexes }) => {
      const amounts = indexes.flatMap((index) => this.amountOf(index) ?? []);
      const rows = [...new Set(indexes.map((index) => this.rows.number(index)))];
      return { group, reason, rows, amount: amounts.length === 0 ? null : sumMoney(amounts) };
    });
  }
}

/** @example rowsWith(2, "is a trial", "are trials") // "2 rows are trials" */
export const rowsWith = (count: number, one: string, many: string): string =>
  `${plural(count, "row")} ${count === 1 ? one : many}`;
