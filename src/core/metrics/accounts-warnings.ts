import type { Warning } from "../contract/envelope.ts";
import type { AccountChange } from "./account-change.ts";
import { daysBeforeReturn } from "./is-reactivation.ts";
import type { RetentionPolicy } from "./retention.ts";
import type { RetentionFigures } from "./retention-answer.ts";
import type { RetentionFields } from "./retention-result.ts";
import type { Window } from "./window.ts";

/**
 * What to know before trusting an answer out of accounts; `notYearly` is the window where it is not a year.
 * @example warningsOfAccounts(changes, fields, figures, null, standardPolicy)[0].code // "few_accounts"
 */
export function warningsOfAccounts(
  changes: readonly AccountChange[],
  { accounts, months }: RetentionFields,
  figures: RetentionFigures,
  notYearly: Window | null,
  { winback_days }: RetentionPolicy,
): Warning[] {
  const warnings: Warning[] = [];
  const few = figures.fewAccounts.value;
  const starting = accounts.starting!;
  if (starting > 0 && starting < few)
    warnings.push({
      code: "few_accounts",
      message: `The rates rest on ${starting} ${starting === 1 ? "account" : "accounts"}, fewer than ${few}; one account more or less moves them visibly.`,
    });
  if (notYearly !== null)
    warnings.push({
      code: "not_a_year",
      message: `From ${notYearly.from} to ${notYearly.to} is not twelve months, so the yearly bands are left out. Do not compare these rates with yearly ones; compounded to a year they hold only if every month is like these.`,
    });
  const inside = changes.filter(
    ({ start, end, series, inside }) => start === 0 && end === 0 && (inside || series?.some((amount) => amount > 0)),
  );
  if (inside.length)
    warnings.push({
      code: "won_and_lost_inside",
      message: `Accounts that started and left between the two dates: ${inside.length}. They are in no part of the bridge${months.length ? "; months has them in new and in churn." : "; a shorter window shows them."}`,
    });
  const returned = changes.filter((change) => change.paid_before === true && change.start === 0 && change.end > 0);
  const unknown = winback_days === undefined ? 0 : returned.filter((one) => daysBeforeReturn(one) === undefined).length;
  if (unknown)
    warnings.push({
      code: "winback_unknown",
      message: `Returned accounts whose last payment before the return is not in the data: ${unknown}. They count as reactivations.`,
    });
  return warnings;
}
