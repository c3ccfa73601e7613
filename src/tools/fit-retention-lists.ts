import type { RetentionFields } from "../core/metrics/retention-result.ts";

/** Rows of each list that one answer shows, and how many there are of each. */
export type FittedRetention = RetentionFields & { segments_total: number; months_total: number };

/**
 * One page of the segments, the months and the compared segments: the same offset and number of rows of each, and then, while the whole
 * answer has more than `characters`, the last row less of whichever list takes most of it, at least one row of each.
 * `rest` is what the answer holds beside the fields.
 */
export function fitRetentionLists(
  fields: RetentionFields,
  page: { offset: number; limit: number },
  rest: unknown,
  characters: number,
): FittedRetention {
  const cut = <Row>(rows: readonly Row[]): Row[] => rows.slice(page.offset, page.offset + page.limit);
  const compared = fields.comparison ?? null;
  const lists: unknown[][] = [cut(fields.segments), cut(fields.months), cut(compared?.segments ?? [])];
  const sizes = lists.map((rows) => rows.map((row) => JSON.stringify(row).length + 1));
  const sum = (numbers: readonly number[]) => numbers.reduce((total, one) => total + one, 0);
  const comparison = compared === null ? fields.comparison : { ...compared, segments: [] };
  const fixed = JSON.stringify([{ ...fields, segments: [], months: [], comparison }, rest]).length;
  while (fixed + sum(sizes.flat()) > characters) {
    const longest = [...sizes].filter((rows) => rows.length > 1).sort((a, b) => sum(b) - sum(a))[0];
    if (longest === undefined) break;
    longest.pop();
  }
  const kept = <Row>(rows: readonly Row[], list: number) => cut(rows).slice(0, sizes[list]!.length);
  return {
    ...fields,
    segments: kept(fields.segments, 0),
    segments_total: fields.segments.length,
    months: kept(fields.months, 1),
    months_total: fields.months.length,
    ...(compared === null ? {} : { comparison: { ...compared, segments: kept(compared.segments, 2) } }),
  };
}
