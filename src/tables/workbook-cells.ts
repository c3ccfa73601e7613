import { strFromU8, unzipSync } from "fflate";

/** A cell whose meaning the workbook reader drops: an error, a formula without its value, a date written as text. */
export interface OwnCell {
  /** As a person counts it: the first row is 1. */
  row: number;
  /** From 0. */
  column: number;
  kind: "error" | "formula" | "date";
  text: string;
}

const attribute = (tag: string, name: string): string | undefined =>
  new RegExp(`(?:^|\\s)${name}\\s*=\\s*"([^"]*)"`).exec(tag)?.[1];

const entities: Readonly<Record<string, string>> = { "&lt;": "<", "&gt;": ">", "&quot;": '"', "&apos;": "'", "&amp;": "&" };
const plain = (text: string): string => text.replace(/&(?:lt|gt|quot|apos|amp);/g, (found) => entities[found] ?? found);

/** The part of the archive that holds a sheet, by the workbook's own list; undefined where the list does not tell. */
function sheetPart(parts: Readonly<Record<string, Uint8Array>>, sheet: string): string | undefined {
  const xml = (name: string) => (parts[name] ? strFromU8(parts[name]) : "");
  const listed = [...xml("xl/workbook.xml").matchAll(/<(?:\w+:)?sheet\s([^>]*)>/g)].map(([, tag]) => tag!);
  const own = listed.find((tag) => plain(attribute(tag, "name") ?? "") === sheet);
  const id = own && attribute(own, "(?:\\w+:)?id");
  const links = [...xml("xl/_rels/workbook.xml.rels").matchAll(/<(?:\w+:)?Relationship\s([^>]*)>/g)].map(([, tag]) => tag!);
  const target = links.find((tag) => attribute(tag, "Id") === id);
  const path = target && attribute(target, "Target");
  if (path === undefined) return undefined;
  return path.startsWith("/") ? path.slice(1) : `xl/${path}`;
}

const LETTERS = 26; // not a figure: the letters that number columns

/** @example placeOf("AB12") // { row: 12, column: 27 } */
function placeOf(reference: string): { row: number; column: number } | null {
  const found = /^([A-Z]{1,3})(\d+)$/.exec(reference);
  if (!found) return null;
  const column = [...found[1]!].reduce((sum, letter) => sum * LETTERS + letter.charCodeAt(0) - 64, 0) - 1; // not a figure: "A" is 65
  return { row: Number(found[2]), column };
}

const cellForm = /<(?:\w+:)?c\s([^>]*?)(?:\/>|>([\s\S]*?)<\/(?:\w+:)?c>)/g;
const valueForm = /<(?:\w+:)?v(?:\s[^>]*)?>([\s\S]*?)<\/(?:\w+:)?v>/;
const formulaForm = /<(?:\w+:)?f(?:\s[^>]*?)?(?:\/>|>([\s\S]*?)<\/(?:\w+:)?f>)/;

/** Cells of one sheet that the workbook reader gives as empty, or by the zone of this machine. Empty where the archive cannot be followed. */
export function ownCells(bytes: Uint8Array, sheet: string): OwnCell[] {
  const lists = ["xl/workbook.xml", "xl/_rels/workbook.xml.rels"];
  const part = sheetPart(unzipSync(bytes, { filter: ({ name }) => lists.includes(name) }), sheet);
  const sheetBytes = part === undefined ? undefined : unzipSync(bytes, { filter: ({ name }) => name === part })[part];
  if (sheetBytes === undefined) return [];
  const seen = Buffer.from(sheetBytes.buffer, sheetBytes.byteOffset, sheetBytes.byteLength);
  if (!['t="e"', 't="d"', "<f", ":f>", ":f "].some((mark) => seen.includes(mark))) return [];
  const found: OwnCell[] = [];
  for (const [, tag, inside = ""] of strFromU8(sheetBytes).matchAll(cellForm)) {
    const place = placeOf(attribute(tag!, "r") ?? "");
    if (place === null) continue;
    const type = attribute(tag!, "t");
    const value = plain(valueForm.exec(inside)?.[1] ?? "").trim();
    const formula = formulaForm.exec(inside);
    if (type === "e") found.push({ ...place, kind: "error", text: value === "" ? "#ERROR!" : value });
    else if (type === "d" && value !== "") found.push({ ...place, kind: "date", text: value });
    else if (formula && value === "" && type !== "str")
      found.push({ ...place, kind: "formula", text: `=${plain(formula[1] ?? "")}` });
    else if (formula && type === "str" && !valueForm.test(inside))
      found.push({ ...place, kind: "formula", text: `=${plain(formula[1] ?? "")}` });
  }
  return found;
}
