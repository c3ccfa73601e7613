import { plural } from "../../core/english.ts";
import { percent, shortMoney } from "../../render/numbers.ts";
import type { PayFields } from "./settle-plan.ts";

type Say = (amount: number) => string;

function costSentence({ cost, ote, base, variable }: PayFields, say: Say): string {
  const who = cost.csms === 1 ? "one CSM" : plural(cost.csms, "CSM");
  const split = `base ${say(base)} and variable ${say(variable)} of ${say(ote)} at target`;
  if (cost.csms === 0) return `No CSM is planned, so no pay is due; one CSM would have ${split}.`;
  const ends = `${say(cost.low)} if all reach ${percent(cost.low_attainment, 0)} of target, ${say(cost.high)} at ${percent(cost.high_attainment, 0)}`;
  return cost.at_distribution === null
    ? `The plan costs ${say(cost.low)} to ${say(cost.high)} a year for ${who} (${split}; ${ends}).`
    : `At the attainments given the plan costs ${say(cost.at_distribution)} a year for ${who} (${split}; ${ends}), against ${say(cost.at_target)} when everybody is exactly at target.`;
}

function faultSentence({ overlaps, cliffs, gates }: PayFields, say: Say): string {
  const [overlap, cliff] = [overlaps[0], cliffs[0]];
  const closing = gates.filter(({ always_open }) => !always_open).length;
  const twice =
    overlap === undefined
      ? "No outcome is paid twice"
      : `Up to ${say(overlap.paid_twice)} a CSM is paid twice for one outcome (${overlap.metrics.join(", ")})`;
  const jump =
    cliff === undefined
      ? "no small step moves much pay"
      : `one small step at ${percent(cliff.at, 0)} of target moves ${say(cliff.jump)} a CSM (${cliff.metric}, ${cliff.kind})`;
  const held = closing === 0 ? "" : ` ${plural(closing, "gate")} can hold back all variable pay.`;
  return `${twice}, and ${jump}.${held}`;
}

function otherSentence({ events_effect: effect, ramp_guarantee: ramp }: PayFields, say: Say): string {
  const left =
    effect === null || effect.difference === null
      ? ""
      : `Leaving out ${say(effect.left_out_arr)} of ARR that nobody could hold changes one CSM's pay by ${say(effect.difference)}.`;
  const learning =
    ramp === null
      ? ""
      : `The ramp guarantee costs ${say(ramp.per_hire)} a newcomer, ${say(ramp.extra_per_hire)} more than they would earn.`;
  return [left, learning].filter(Boolean).join(" ");
}

/**
 * A pay plan in a few sentences for a leader and a CFO: what it costs and between what, what it pays twice or in one jump, what is unknown.
 * @example summariseCompensation(fields, "USD") // "The plan costs $134K to $143K a year for one CSM (...)"
 */
export function summariseCompensation(fields: PayFields, currency: string): string {
  const say: Say = (amount) => shortMoney(amount, currency);
  const unknown =
    fields.cost.at_distribution === null && fields.cost.csms > 0
      ? "Not known: what your team reaches; last year's results, person by person, would turn the range into one figure. Pay only, without social charges."
      : "Pay only, without social charges.";
  return [costSentence(fields, say), faultSentence(fields, say), otherSentence(fields, say), unknown].filter(Boolean).join(" ");
}
