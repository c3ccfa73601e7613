import { Problem } from "../contract/problem.ts";
import type { Table, TableRecord } from "../contract/table.ts";
import { rowArr } from "../segmentation/row-arr.ts";
import type { GivenArr } from "./account-arr.ts";
import type { GivenContact } from "./person.ts";

/** A cell of a column that the reader does not type, found by its header in any case. */
function cell(record: TableRecord, header: string): string | null {
  const name = Object.keys(record.cells).find((one) => one.trim().toLowerCase() === header);
  const text = name === undefined ? "" : record.cells[name]!.trim();
  return text === "" || text === "-" ? null : text;
}

const answers: Record<string, boolean> = { yes: true, y: true, true: true, x: true, no: false, n: false, false: false };

function hasLeft(record: TableRecord, places: string[]): boolean | null {
  const text = cell(record, "left");
  if (text === null) return null;
  const answer = answers[text.toLowerCase()];
  if (answer === undefined) places.push(`row ${record.row}: left is "${text}"`);
  return answer ?? null;
}

/**
 * The contacts of a table and the ARR its rows give their accounts, in yearly amounts. Columns called Left and Department are read by
 * their headers. Throws Problem for rows that name nobody, for an answer in Left that is neither yes nor no, and for what rowArr refuses.
 * @example contactsOfTable(table).contacts[0].place // "row 2"
 */
export function contactsOfTable(table: Table): { contacts: GivenContact[]; arr: GivenArr[] } {
  const nameless = table.records.filter(({ contact }) => contact === null);
  if (nameless.length)
    throw new Problem({
      what: `${table.path}: these rows name no contact: ${nameless.map(({ row }) => row).join(", ")}.`,
      remedy: "Write the person's name into the contact column, or take the rows out.",
    });
  const places: string[] = [];
  const contacts = table.records.map(
    (record): GivenContact => ({
      place: `row ${record.row}`,
      name: record.contact!,
      account: record.account === "" ? null : record.account,
      role: record.role,
      level: record.level,
      relationship: record.relationship,
      last_contact: record.last_contact,
      department: cell(record, "department"),
      left: hasLeft(record, places),
    }),
  );
  if (places.length)
    throw new Problem({ what: `${table.path}, column Left:`, places, remedy: "Write yes or no, or leave the cell blank." });
  const paying = table.records.filter(({ account, amount }) => account !== "" && amount !== null);
  if (paying.length === 0) return { contacts, arr: [] };
  const arrOf = rowArr(table, paying);
  return { contacts, arr: paying.map((record) => ({ place: `row ${record.row}`, account: record.account, arr: arrOf(record) })) };
}
