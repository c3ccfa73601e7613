import { sumMoney } from "../../money/sum-money.ts";
import type { CompensationFigures } from "./compensation-reads.ts";
import { componentShare } from "./component-share.ts";
import { keptOf } from "./kept-of.ts";
import type { PayFields } from "./pay-fields.ts";
import type { BookEvent, PayPlan, PayQuestion } from "./pay-question.ts";

/** Whether an event's account counts in its CSM's pay, and why; null when the months held decide and were not given. */
function judged({ kind, account, arr, months }: BookEvent, figures: CompensationFigures): PayFields["events"][number] {
  const { counts, policy } = figures.events.value.find(({ event }) => event === kind)!;
  if (counts === "no") return { account, kind, arr, counts: false, why: policy };
  if (months === undefined) return { account, kind, arr, counts: null, why: "Needs months held since the handover." };
  const held = months >= figures.holdout.value;
  return { account, kind, arr, counts: held, why: held ? "Held long enough to count." : policy };
}

/**
 * Each event of the book with whether it counts, and what leaving the others out does to gross retention and to the pay under it. Accounts
 * left out leave the opening amount and the kept amount alike. Major units; the effect is null when something it needs was not given.
 * @example bookEvents(undefined, plan, figures).effect // null
 */
export function bookEvents(
  book: PayQuestion["book"],
  plan: PayPlan,
  figures: CompensationFigures,
): { rows: PayFields["events"]; effect: PayFields["events_effect"] } {
  const { arr, kept: left, events = [] } = book ?? {};
  const sorted = [...events].sort((a, b) => b.arr - a.arr || (a.account < b.account ? -1 : 1));
  const rows = sorted.map((event) => judged(event, figures));
  const gross = plan.components.find(({ metric }) => metric === "grr");
  const out = sorted.filter((_, place) => rows[place]!.counts === false);
  const open = rows.some(({ counts }) => counts === null) || out.some((event) => keptOf(event, figures) === null);
  if (arr === undefined || left === undefined || gross === undefined || gross.target === null || open)
    return { rows, effect: null };
  const left_out_arr = sumMoney(out.map(({ arr }) => arr));
  const opening = sumMoney([arr, -left_out_arr]);
  const kept = sumMoney([left, ...out.map((event) => -keptOf(event, figures)!)]);
  const target = gross.target;
  const pays = (rate: number) => sumMoney([gross.at_target * componentShare(gross, rate / target)]);
  const grr_counted = left / arr;
  const grr_left_out = opening === 0 ? null : kept / opening;
  const pays_left_out = grr_left_out === null ? null : pays(grr_left_out);
  return {
    rows,
    effect: {
      left_out_arr,
      grr_counted,
      grr_left_out,
      pays_counted: pays(grr_counted),
      pays_left_out,
      difference: pays_left_out === null ? null : sumMoney([pays_left_out, -pays(grr_counted)]),
    },
  };
}
