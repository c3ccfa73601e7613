import { sumMoney } from "../money/sum-money.ts";
import type { AccountChange } from "./account-change.ts";
import { withinWinback } from "./is-reactivation.ts";
import type { RetentionPolicy } from "./retention.ts";
import type { Month } from "./retention-detail.ts";

type Line = "opening" | "new" | "expansion" | "reactivation" | "contraction" | "churn";
type Step = Record<Line, number[]>;

/**
 * The bridge of every month of a window: opening plus moves is the closing, and the closing is the next opening, to the hundredth.
 * A month is named by the day it closes on, so that its closing is what the book pays on that day; what starts that day is in it.
 * Each account is compared at the two ends of a month; one that came and went inside it stands in new (or reactivation) and in churn with the
 * most it paid. With `winback_days` a return after more days counts as new. The effect of exchange rates stands in the last month.
 * Money in one unit. Accounts need a series at `dates`, which are two or more.
 * @example monthlyBridge([{ ...account, series: [0, 40, 0] }], ["2026-01-01", "2026-02-01", "2026-03-01"], standardPolicy)
 * // new 40 in the month 2026-02-01, churn 40 in 2026-03-01
 */
export function monthlyBridge(
  changes: readonly AccountChange[],
  dates: readonly string[],
  policy: Pick<RetentionPolicy, "winback_days">,
): Month[] {
  const steps = dates
    .slice(1)
    .map((): Step => ({ opening: [], new: [], expansion: [], reactivation: [], contraction: [], churn: [] }));
  for (const change of changes) addAccount(change, steps, policy);
  const revalued = changes.flatMap(({ fx }) => fx ?? []);
  return steps.map((step, index) => {
    const line = (name: Line) => sumMoney(step[name]);
    const [opening, added, expansion, reactivation] = [line("opening"), line("new"), line("expansion"), line("reactivation")];
    const [contraction, churn] = [line("contraction"), line("churn")];
    const fx = index === steps.length - 1 ? sumMoney(revalued) : 0;
    return {
      month: dates[index + 1]!,
      from: dates[index]!,
      opening,
      new: added,
      expansion,
      reactivation,
      contraction,
      churn,
      ...(revalued.length ? { fx } : {}),
      closing: sumMoney([opening, added, expansion, reactivation, fx, -contraction, -churn]),
    };
  });
}

function addAccount(change: AccountChange, steps: readonly Step[], policy: Pick<RetentionPolicy, "winback_days">): void {
  const series = change.series!;
  let paidEarlier = change.paid_before === true;
  steps.forEach((step, index) => {
    const before = series[index]!;
    const now = series[index + 1]!;
    const stay = change.inside?.find((one) => one.step === index)?.amount ?? 0;
    if (before > 0) step.opening.push(before);
    if (before === 0 && now + stay > 0) {
      const back = paidEarlier && withinWinback(change.days_away?.get(index), policy.winback_days);
      step[back ? "reactivation" : "new"].push(now > 0 ? now : stay);
      if (now === 0) step.churn.push(stay);
    } else if (now === 0 && before > 0) step.churn.push(before);
    else if (now > before) step.expansion.push(now, -before);
    else if (now < before) step.contraction.push(before, -now);
    if (before + now + stay > 0) paidEarlier = true;
  });
}
