import type { Table, TableField } from "../core/contract/table.ts";
import { readingOptions, type TableInput } from "./params.ts";
import type { Ports } from "./ports.ts";

const one: TableField[] = ["account", "amount"];
const two: TableField[] = ["account", "arr_start", "arr_end"];

/** Reads once, and again where the table turns out to hold two amounts an account, since then both must be readable. */
export async function readOneOrTwoAmounts(input: TableInput & { table: string }, ports: Ports): Promise<Table> {
  const read = (needs: TableField[]) => ports.readTable(input.table, readingOptions(input, needs));
  const paired = ({ shape, columns }: Table) => shape === "accounts" && columns.some(({ field }) => field === "arr_start");
  let table: Table;
  try {
    table = await read(one);
  } catch (problem) {
    // That refusal names the cells of one amount only; of two, all are to be listed at once.
    if (paired(await read([]))) return read(two);
    throw problem;
  }
  return paired(table) ? read(two) : table;
}
