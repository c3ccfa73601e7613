import { Problem } from "../contract/problem.ts";
import type { AccountChanges } from "./account-change.ts";
import { changesFromAmounts } from "./changes-from-amounts.ts";
import { shownPlaces } from "./refuse-unusable-rows.ts";

/** An account as somebody types it: its amounts at two dates, 0 when not paying. */
export interface AccountRow {
  account: string;
  start: number;
  end: number;
  paid_before?: boolean;
  parent?: string;
  segment?: string;
}

/**
 * Account changes out of typed rows. Segments are all or none: throws Problem that names the rows without one beside rows with one.
 * @example changesFromRows([{ account: "A", start: 100, end: 150 }], false).changes[0].end // 150
 */
export function changesFromRows(rows: readonly AccountRow[], split: boolean): AccountChanges {
  const bare = rows.flatMap(({ account, segment }, index) => (segment ? [] : [`rows[${index}] (${account})`]));
  if (bare.length && (split || bare.length < rows.length))
    throw new Problem({
      what: "Rows without a segment, where the answer is split by segment:",
      places: shownPlaces(bare),
      remedy: "Give every row a segment, or none.",
    });
  return changesFromAmounts(
    rows.map(({ account, start, end, paid_before, parent, segment }, index) => ({
      place: `rows[${index}]`,
      account,
      start,
      end,
      paid_before: paid_before ?? null,
      parent: parent ?? null,
      segment: segment ?? null,
    })),
  );
}
