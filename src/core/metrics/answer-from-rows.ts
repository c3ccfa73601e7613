import { answerFromAccounts } from "./answer-from-accounts.ts";
import { because } from "./because.ts";
import { type AccountRow, changesFromRows } from "./changes-from-rows.ts";
import type { RetentionPolicy } from "./retention.ts";
import type { RetentionAnswer, RetentionFigures } from "./retention-answer.ts";
import { noEvidence } from "./tie-candidates.ts";
import { type Stated, withTies } from "./with-ties.ts";

/** What the caller asks of typed rows. */
export interface RowsAsk extends Stated {
  segment_by?: string;
  price_increase?: number;
}

/**
 * The retention answer of typed rows, tied to stated figures where there are any. Money in one unit, rates as fractions.
 * Throws Problem for rows that cannot be used, and for a policy that needs the months between.
 * @example answerFromRows([{ account: "A", start: 100, end: 90 }], {}, standardPolicy, figures).fields.grr // 0.9
 */
export function answerFromRows(
  rows: readonly AccountRow[],
  ask: RowsAsk,
  policy: RetentionPolicy,
  figures: RetentionFigures,
): RetentionAnswer {
  const split = ask.segment_by !== undefined;
  const found = changesFromRows(rows, split);
  const plain = answerFromAccounts(found, policy, figures, null, ask.price_increase);
  const answer: RetentionAnswer = split
    ? {
        ...plain,
        fields: { ...plain.fields, comparison: null },
        undefined: [...plain.undefined, ...because("Rows have no dates, so there is no window before.", "comparison")],
      }
    : plain;
  return withTies(answer, ask, () => ({ ...noEvidence, changes: found.changes, children: childrenOf(rows) }));
}

/** Accounts under a parent, under their own names. */
function childrenOf(rows: readonly AccountRow[]) {
  const names = new Set(rows.flatMap(({ account, parent }) => (parent === undefined || parent === account ? [] : [account])));
  const apart = rows.map(({ parent, ...row }) => row);
  return names.size === 0 ? [] : changesFromRows(apart, false).changes.filter(({ account }) => names.has(account));
}
