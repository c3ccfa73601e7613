import type { TableField } from "../core/contract/table.ts";
import { accountIdNames, columnNames } from "./column-names.ts";
import type { FieldNames } from "./field-names.ts";
import { readHeader } from "./read-header.ts";

/** How well a name stands for a field; lower is better. */
export interface NameMatch {
  field: TableField;
  rank: number;
  confidence: "certain" | "likely";
}

/** Ranks of likely names start here, below every certain one. */
export const LIKELY_RANK = 10;
/** An account's identifier, between certain and likely names. */
export const ACCOUNT_ID_RANK = 5;

const namesIn = (rank: string): string[] => rank.split(/,\s*/);

function buildIndex(): Map<string, NameMatch[]> {
  const index = new Map<string, NameMatch[]>();
  const add = (name: string, match: NameMatch) => {
    const key = name.replaceAll(" ", "");
    const known = index.get(key) ?? [];
    if (!known.some((one) => one.field === match.field)) index.set(key, [...known, match]);
  };
  for (const [field, names] of Object.entries(columnNames) as [TableField, FieldNames][]) {
    names.certain.forEach((group, rank) => {
      for (const name of namesIn(group)) add(name, { field, rank, confidence: "certain" });
    });
    names.likely?.forEach((group, place) => {
      for (const name of namesIn(group)) add(name, { field, rank: LIKELY_RANK + place, confidence: "likely" });
    });
  }
  for (const name of namesIn(accountIdNames)) add(name, { field: "account", rank: ACCOUNT_ID_RANK, confidence: "certain" });
  return index;
}

let index: Map<string, NameMatch[]> | undefined;

/** The fields a header's name can stand for. */
export function fieldsNamed(key: string): readonly NameMatch[] {
  index ??= buildIndex();
  return index.get(key) ?? [];
}

/** Whether a cell reads like a header this program knows. */
export function isKnownHeader(text: string): boolean {
  const header = readHeader(text);
  return header.key !== "" && (fieldsNamed(header.key).length > 0 || (header.unit !== null && header.time !== null));
}
