import * as z from "zod";
import { shown } from "../../core/kinds.ts";
import { type Answered, known, unknown } from "../../core/known.ts";
import { Problem } from "../../core/problem.ts";
import type { Needs, Table, TableField } from "../../core/table.ts";
import { IsoDate } from "../../core/vocabulary.ts";
import { ColumnsParam, inWords, OffsetParam, ReadingParam, readingOptions } from "../../tool/params.ts";
import type { Ports } from "../../tool/ports.ts";
import { defineTool } from "../../tool/tool.ts";
import { StakeholderFields } from "./answer.ts";
import { contactsOfTable, type GivenArr, type StakeholderMap, stakeholderBook, UNNAMED_ACCOUNT } from "./contacts.ts";
import { type GivenContact, stakeholderReads } from "./threading.ts";
import { stakeholderAssumptions, stakeholderMap, stakeholderWarnings, wordStakeholders } from "./words.ts";

/** Rows of each list a page. */
const PAGE = 12;

const Contact = z.strictObject({
  name: z.string().min(1),
  role: z.string().optional(),
  level: z.string().optional(),
  relationship: z.number().optional(),
  last_contact: IsoDate.optional(),
  account: z.string().min(1).optional(),
  department: z.string().min(1).optional(),
  left: z.boolean().optional(),
});
const Input = z.strictObject({
  as_of: IsoDate.describe("ISO date"),
  contacts: inWords(z.array(Contact), "name, role, level, relationship, last_contact, account, department, left").optional(),
  accounts: inWords(z.array(z.strictObject({ account: z.string().min(1), arr: shown.money() })), "account, arr").optional(),
  table: z.string().describe("Of contacts").optional(),
  columns: ColumnsParam.optional(),
  reading: inWords(ReadingParam, "decimal, dates, amount, sheet").optional(),
  skip_bad_rows: z.boolean().describe("Listed").optional(),
  offset: OffsetParam.optional(),
});
type Input = z.infer<typeof Input>;

export const mapStakeholders = defineTool({
  name: "map_stakeholders",
  title: "Map stakeholders",
  description:
    // not a figure: an example of a call
    `Single-threaded accounts, empty roles, overdue contacts, champion risk. Such as {"as_of": "2026-01-31", "contacts": [{"name": "Lee", "role": "champion"}]}.`,
  reads: stakeholderReads,
  input: Input,
  asks: ["who"],
  output: StakeholderFields,
  lists: [{ list: "not_known" }, { list: "overdue" }, { list: "accounts" }],
  async run(input, figures, ports) {
    const { contacts, arr, table } = await asked(input, ports);
    const map = stakeholderBook({ contacts, arr, as_of: input.as_of }, figures);
    const picture = stakeholderMap(map.people, figures.scale);
    const warnings = [...tableWarnings(table), ...stakeholderWarnings(map, figures.expiresDays.value)];
    const leftKnown = contacts.some(({ left }) => left !== null);
    return {
      fields: { ...page(map, ports.whole ? null : (input.offset ?? 0)), map: picture, charts },
      ...wordStakeholders(map, table?.currency ?? ports.defaults.currency ?? ""),
      warnings,
      assumptions: stakeholderAssumptions(map, leftKnown, map.accounts[0]?.account === UNNAMED_ACCOUNT),
    };
  },
});

const charts: StakeholderFields["charts"] = [
  { kind: "bars", title: "People in each box", list: "coverage", label: "box", values: ["contacts"] },
  {
    kind: "bars",
    title: "Accounts by how broadly they are known",
    list: "threading.by_verdict",
    label: "verdict",
    values: ["accounts"],
  },
];

const noArr = unknown("Nobody gave the ARR of these accounts.");
const noChampion = unknown("No champion is left or known.");

/** One page of each long list, or all of it, and how long each is. */
function page(map: StakeholderMap, offset: number | null): Answered<Omit<StakeholderFields, "map" | "charts">> {
  const part = <Row>(list: readonly Row[]): Row[] => (offset === null ? [...list] : list.slice(offset, offset + PAGE));
  const { threading, coverage, champion_risk } = map;
  return {
    threading: {
      ...threading,
      single_threaded_arr: known(threading.single_threaded_arr, noArr),
      exposed_arr: known(threading.exposed_arr, noArr),
      by_verdict: threading.by_verdict.map((row) => ({ ...row, arr: known(row.arr, noArr) })),
    },
    coverage: coverage.map((row) => ({
      ...row,
      strongest: known(row.strongest, "Nobody in the box has a score that still counts."),
    })),
    champion_risk: { ...champion_risk, champion: known(champion_risk.champion, noChampion) },
    overdue: part(map.overdue),
    overdue_total: map.overdue.length,
    not_known: part(map.unknown),
    not_known_total: map.unknown.length,
    accounts: part(map.accounts).map(({ champion, ...line }) => ({
      ...line,
      arr: known(line.arr, "Nobody gave the ARR of this account."),
      single_threaded: known(line.single_threaded, "People whose last contact nobody knows decide it."),
      weakest: known(line.weakest, "None of those the renewal hangs on has a score that still counts."),
      champion: known(champion.champion, noChampion),
      champion_risk: champion.level,
      who_next: champion.who_next.map(({ name }) => name),
    })),
    accounts_total: map.accounts.length,
  };
}

interface Asked {
  contacts: GivenContact[];
  arr: GivenArr[];
  table: Table | null;
}

/** The contacts and ARR of the call, from a table or inline. */
async function asked(input: Input, ports: Ports): Promise<Asked> {
  const { contacts = [], accounts = [], table: path } = input;
  if ((path === undefined) === (contacts.length === 0))
    throw new Problem({
      what: path === undefined ? "There are no contacts." : "contacts and table are both given.",
      remedy: "Give either contacts or a table with one row for each contact.",
    });
  const arr = accounts.map(({ account, arr: amount }, index) => ({ place: `accounts[${index}]`, account, arr: amount }));
  if (path === undefined) return { contacts: contacts.map(given), arr, table: null };
  const table = await readContacts({ ...input, table: path }, ports);
  const found = contactsOfTable(table);
  return { contacts: found.contacts, arr: [...arr, ...found.arr], table };
}

function given(contact: z.infer<typeof Contact>, index: number): GivenContact {
  const { role, level, relationship, last_contact, account, department, left } = contact;
  return {
    place: `contacts[${index}]`,
    name: contact.name.trim().replace(/\s+/g, " "),
    account: account ?? null,
    role: role ?? null,
    level: level ?? null,
    relationship: relationship ?? null,
    last_contact: last_contact ?? null,
    department: department ?? null,
    left: left ?? null,
  };
}

function readContacts(input: Input & { table: string }, ports: Ports): Promise<Table> {
  const if_present: TableField[] = ["role", "level", "relationship", "last_contact"];
  const by_shape: Needs["by_shape"] = ({ has_amounts }) => (has_amounts ? ["amount"] : []);
  return ports.readTable(input.table, readingOptions(input, { always: ["contact"], if_present, by_shape }));
}

function tableWarnings(table: Table | null): { code: string; message: string }[] {
  if (!table?.issues.length) return [];
  const first = table.issues.slice(0, 2).map(({ row, message }) => `Row ${row}: ${message}`);
  return [{ code: "table_issues", message: `The table has remarks; inspect_table lists all. ${first.join(" ")}` }];
}
