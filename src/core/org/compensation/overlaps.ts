import { sumMoney } from "../../money/sum-money.ts";
import { largest } from "../../order/largest.ts";
import type { CompensationFigures, Overlaps } from "./compensation-reads.ts";
import type { PayFields } from "./pay-fields.ts";

type Paid = { metric: string; at_target: number };

/** Everything an outcome holds, and what holds it in turn, with the effect of the first step; bounded by the rows. */
function heldBy(outcome: string, rows: Overlaps): Map<string, string> {
  const held = new Map<string, string>();
  const queue = [{ name: outcome, effect: "" }];
  for (let next = queue.shift(); next !== undefined; next = queue.shift()) {
    for (const row of rows.filter(({ component }) => component === next.name)) {
      if (held.has(row.contains) || row.contains === outcome) continue;
      held.set(row.contains, next.effect || row.effect);
      queue.push({ name: row.contains, effect: next.effect || row.effect });
    }
  }
  return held;
}

/**
 * Outcomes a plan pays under more than one component: a component beside others it contains, or one outcome under two names. What is paid
 * twice is the smaller side's pay at target, in major units. Components that pay nothing overlap with nothing. Source: rule org-compensation.
 * @example payOverlaps([{ metric: "nrr", at_target: 60 }, { metric: "grr", at_target: 40 }], figures)[0].paid_twice // 40
 */
export function payOverlaps(
  components: readonly Paid[],
  { overlaps, names }: Pick<CompensationFigures, "overlaps" | "names">,
): PayFields["overlaps"] {
  const outcomeOf = (metric: string) => names.value.find(({ name }) => name === metric)?.read_as ?? metric;
  const paid = components
    .filter(({ at_target }) => at_target > 0)
    .sort((a, b) => b.at_target - a.at_target || (a.metric < b.metric ? -1 : 1));
  const outcomes = [...new Set(paid.map(({ metric }) => outcomeOf(metric)))];
  const under = (outcome: string) => paid.filter(({ metric }) => outcomeOf(metric) === outcome);
  const found = outcomes.flatMap((outcome): PayFields["overlaps"] => {
    const own = under(outcome);
    const held = heldBy(outcome, overlaps.value);
    const inside = [...held.keys()].flatMap(under);
    const twins = own.length < 2 ? [] : [sameOutcome(own)];
    if (inside.length === 0) return twins;
    const effects = [...held].filter(([name]) => under(name).length > 0).map(([, effect]) => effect);
    return [
      ...twins,
      {
        metrics: [...own, ...inside].map(({ metric }) => metric),
        why: [...new Set(effects)].join("; "),
        paid_twice: Math.min(sumMoney(own.map(({ at_target }) => at_target)), sumMoney(inside.map(({ at_target }) => at_target))),
      },
    ];
  });
  return found.sort((a, b) => b.paid_twice - a.paid_twice || (a.metrics.join() < b.metrics.join() ? -1 : 1));
}

/** One outcome under several names: all but the largest part are paid again. */
function sameOutcome(own: readonly Paid[]): PayFields["overlaps"][number] {
  const amounts = own.map(({ at_target }) => at_target);
  return {
    metrics: own.map(({ metric }) => metric),
    why: "One outcome stands under two names",
    paid_twice: sumMoney([...amounts, -largest(amounts)]),
  };
}
