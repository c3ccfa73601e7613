import type { Header, HeaderUnit } from "./read-header.ts";

interface AmountColumn {
  index: number;
  confidence: "certain" | "likely";
}

/** The two amounts of a comparison, where headers hold them; `wide` when there is a column for each of many months. */
export interface FoundAmounts {
  arr_start: AmountColumn | null;
  arr_end: AmountColumn | null;
  wide: number[];
  /** Dated amounts in a worse unit than the pair; they must not be taken for a plain amount. */
  unused: number[];
}

const units: readonly (HeaderUnit | null)[] = ["arr", "mrr", "acv", "tcv", "amount", null];
const none: FoundAmounts = { arr_start: null, arr_end: null, wide: [], unused: [] };
const plainWords = /^(arr|mrr|acv|tcv|annual|annualized|annualised|monthly|recurring|revenue|total|contract|value|amount)$/;

type Placed = { header: Header; index: number };

function pairOf(columns: readonly Placed[], unit: HeaderUnit | null): FoundAmounts {
  const at = (when: "start" | "end" | "date") => columns.filter(({ header }) => header.time?.at === when);
  const dated = at("date")
    .map((column) => ({ ...column, order: column.header.time?.at === "date" ? column.header.time.order : 0 }))
    .sort((a, b) => a.order - b.order);
  const plain =
    unit === null
      ? []
      : columns.filter(({ header }) => header.time === null && header.words.every((word) => plainWords.test(word)));
  const [start, end] = [at("start"), at("end")];
  const make = (first: Placed, last: Placed, confidence: "certain" | "likely"): FoundAmounts => ({
    ...none,
    arr_start: { index: first.index, confidence },
    arr_end: { index: last.index, confidence },
  });
  if (unit !== null && start.length === 1 && end.length === 1) return make(start[0]!, end[0]!, "certain");
  if (dated.length === 2 && dated[0]!.order !== dated[1]!.order)
    return make(dated[0]!, dated[1]!, unit === null ? "likely" : "certain");
  if (dated.length > 2) return { ...none, wide: dated.map(({ index }) => index) };
  const before = [...start, ...dated];
  if (before.length === 1 && plain.length === 1 && end.length === 0) return make(before[0]!, plain[0]!, "likely");
  return none;
}

/**
 * Finds the two amount columns of a comparison by their words ("Starting ARR", "ARR now") or by the dates in their headers.
 * @example headers "ARR 2026-01" and "ARR 2025-01" give the second as arr_start
 */
export function findTwoAmounts(headers: readonly Header[], taken: ReadonlySet<number>): FoundAmounts {
  const free = headers.map((header, index) => ({ header, index })).filter(({ index }) => !taken.has(index));
  for (const unit of units) {
    const columns = free.filter(({ header }) => header.unit === unit && (unit !== null || header.time?.at === "date"));
    const found = pairOf(columns, unit);
    if (found.arr_start === null && found.wide.length === 0) continue;
    const used = [found.arr_start?.index, found.arr_end?.index, ...found.wide];
    const unused = free.filter(({ header, index }) => header.unit !== null && header.time !== null && !used.includes(index));
    return { ...found, unused: unused.map(({ index }) => index) };
  }
  return none;
}
