import * as z from "zod";
import type { Warning } from "../core/answer.ts";
import { plural } from "../core/english.ts";
import { MOST_PEOPLE } from "../core/kinds.ts";
import { sumMoney } from "../core/money.ts";
import { Problem } from "../core/problem.ts";
import type { Table } from "../core/table.ts";
import { type ReadingOptions, ReadingSchema, tableFields } from "../core/table.ts";
import { IsoDate, Role, readWord } from "../core/vocabulary.ts";
import { shortMoney } from "../render/numbers.ts";
import type { AnyTool } from "./tool.ts";

/**
 * A nested parameter that clients see as its words alone, since the shapes of all tools would cost every conversation thousands of tokens.
 * Its schema checks it all the same; the words name its fields.
 */
export const inWords = <Schema extends z.ZodType>(schema: Schema, words: string): Schema =>
  schema.meta({ description: words, listed: "in words" });

/** Shared parameters: written once so that every tool takes a table, a date and a standard the same way. */
export const TableParam = z.string().describe("CSV, XLSX path or connection:table");
export const ColumnsParam = z.record(z.string(), z.string().nullable()).describe("{field: header or null}");
export const SkipBadRowsParam = z.boolean().describe("Leave bad rows out");
export const ReadingParam = inWords(ReadingSchema, "As asked");
export const AsOfParam = IsoDate.describe("ISO date");
export const StandardParam = z.string().describe("Standard, such as compounding");
export const CurrencyParam = z.string().describe("ISO code");
export const LimitParam = z.number().multipleOf(1).min(1).describe("Rows a page");
export const OffsetParam = z.number().multipleOf(1).min(0).describe("Rows to skip");

/** Numbers by role; the roles are checked by `byRole`, so that no schema need list them. */
export const ByRoleParam = z.record(z.string(), z.number().min(0));
/** Heads by role. */
export const HeadsByRoleParam = z.record(z.string(), z.number().min(0).max(MOST_PEOPLE, "is more than 100,000 people"));

/** The caller's numbers by role, under any of the words people use for it. Throws Problem for a role there is not, and for one given twice. */
export function byRole(name: string, numbers: Record<string, number> | undefined): Partial<Record<Role, number>> | undefined {
  if (numbers === undefined) return undefined;
  const read = Object.entries(numbers).map(([word, value]) => ({ word, value, role: readWord(Role, word)?.name }));
  const unknown = read.flatMap(({ word, role }) => (role === undefined ? [word] : []));
  if (unknown.length)
    throw new Problem({
      what: `${name} names roles there are not: ${unknown.join(", ")}.`,
      remedy: `The roles: ${Role.options.join(", ")}.`,
    });
  const twice = read.find(({ role }, index) => read.findIndex((one) => one.role === role) < index);
  if (twice !== undefined)
    throw new Problem({ what: `${name} names ${twice.role} twice.`, remedy: "Give each role once, with its total." });
  return Object.fromEntries(read.map(({ role, value }) => [role, value]));
}

/** The parameters every tool that reads a table has. */
export const tableParams = {
  table: TableParam.optional(),
  columns: ColumnsParam.optional(),
  reading: ReadingParam.optional(),
  skip_bad_rows: SkipBadRowsParam.optional(),
  lost_table: z.string().describe("Leavers").optional(),
};

export interface TableInput {
  columns?: Record<string, string | null>;
  reading?: z.infer<typeof ReadingParam>;
  skip_bad_rows?: boolean;
  lost_table?: string;
}

/** The caller's columns, their fields checked here so that every tool's schema need not list them. */
function knownColumns(columns: Record<string, string | null> | undefined, own: readonly string[]): ReadingOptions["columns"] {
  const fields: readonly string[] = tableFields;
  const unknown = Object.keys(columns ?? {}).filter((field) => !fields.includes(field) && !own.includes(field));
  if (unknown.length)
    throw new Problem({
      what: `columns names fields there are not: ${unknown.join(", ")}.`,
      remedy: `The fields: ${[...tableFields, ...own].join(", ")}. Write the field first and your header second.`,
    });
  return columns === undefined || own.length === 0
    ? columns
    : Object.fromEntries(Object.entries(columns).filter(([field]) => !own.includes(field)));
}

/** The reader's options out of a tool's input; `own` names columns that the tool reads itself. */
export function readingOptions(
  input: TableInput,
  needs: ReadingOptions["needs"] = [],
  own: readonly string[] = [],
): ReadingOptions {
  const { columns, reading, skip_bad_rows, lost_table } = input;
  return { ...reading, columns: knownColumns(columns, own), skip_bad_rows, lost_table, needs };
}

/** Rows left out because only their end is blank: often customers who left, whose absence makes retention look better than it is. */
export function blankEnds(table: Table): Warning[] {
  const blank = table.issues.filter(({ code, amount_left_out }) => code === "missing_arr_end" && (amount_left_out ?? 0) > 0);
  if (blank.length === 0) return [];
  const amount = shortMoney(sumMoney(blank.map(({ amount_left_out }) => amount_left_out!)), table.currency ?? "").trim();
  const rows = `${plural(blank.length, "row")} with ${amount} at the start ${blank.length === 1 ? "has" : "have"}`;
  return [
    {
      code: "blank_ends_left_out",
      message: `${rows} no amount at the end and ${blank.length === 1 ? "is" : "are"} left out. Write 0 where the customer left: without these rows retention looks better than it is.`,
    },
  ];
}

interface Node {
  type?: string | string[];
  description?: string;
  enum?: unknown[];
  const?: unknown;
  anyOf?: Node[];
  items?: Node;
  properties?: Record<string, Node>;
  required?: string[];
  additionalProperties?: Node | boolean;
}

const names: Record<string, string> = { string: "text", integer: "number", boolean: "true or false", object: "record" };

/** What a parameter takes in a few words. @example kindOf({ type: "array", items: { type: "string" } }) // "list of text" */
function kindOf(node: Node): string {
  if (node.enum) return node.enum.join(" | ");
  if (node.const !== undefined) return String(node.const);
  if (node.anyOf) return [...new Set(node.anyOf.map(kindOf))].join(" or ");
  if (node.items) return `list of ${kindOf(node.items)}`;
  return [node.type ?? "value"]
    .flat()
    .map((type) => names[type] ?? type)
    .join(" or ");
}

/** The records inside a parameter: its own, those of a list, those of each alternative. */
const inner = (node: Node): Node[] => [
  ...(node.properties ? [node] : []),
  ...(node.items ? inner(node.items) : []),
  ...(node.anyOf ?? []).flatMap(inner),
  ...(typeof node.additionalProperties === "object" ? inner(node.additionalProperties) : []),
];

function lines(record: Node, indent: string): string[] {
  return Object.entries(record.properties ?? {}).flatMap(([name, node]) => {
    const required = record.required?.includes(name) ? ", required" : "";
    const words = node.description === undefined ? "" : `: ${node.description}`;
    return [`${indent}${name} (${kindOf(node)}${required})${words}`, ...inner(node).flatMap((one) => lines(one, `${indent}  `))];
  });
}

/** A tool's description and every parameter it takes, nested ones below their record, from its schema. */
export function toolHelp(tool: AnyTool): string {
  const schema = z.toJSONSchema(tool.input, { io: "input", unrepresentable: "any" }) as Node;
  // The runner takes these for every tool, so no schema holds them.
  const all = {
    out: "out (text): Folder for the whole answer as files, each chart of it as SVG",
    detail: "detail (true or false): Every field",
  };
  const more = Object.entries(all).flatMap(([name, line]) => (name in tool.input.shape ? [] : [`  ${line}`]));
  return `${tool.name}: ${tool.description}\n\n${[...lines(schema, "  "), ...more].join("\n")}\n`;
}
