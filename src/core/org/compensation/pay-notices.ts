import type { Assumption, Warning } from "../../contract/envelope.ts";
import { largest } from "../../order/largest.ts";
import { csmsPaid } from "./attainment-spread.ts";
import type { CompensationFigures } from "./compensation-reads.ts";
import { componentShare } from "./component-share.ts";
import type { PayPlan, PayQuestion } from "./pay-question.ts";

/** What a reader should know before announcing the plan. */
export function payWarnings(plan: PayPlan, question: PayQuestion, figures: CompensationFigures): Warning[] {
  const top = largest(figures.curve.value);
  const paid = plan.components.filter(({ weight }) => weight > 0);
  const short = paid.filter((one) => componentShare(one, 1) < 1).map(({ metric }) => metric);
  const closed = plan.components.filter(({ gate }) => gate !== null && gate > 1).map(({ metric }) => metric);
  const byPoint = paid.filter(({ metric, gate }) => figures.gateMetrics.value.includes(metric) && gate === null);
  const open = plan.components.filter(({ gate }) => gate === 0).map(({ metric }) => metric);
  const beyond = paid.filter(
    ({ metric, target, cap }) =>
      target !== null && figures.bounded.value.includes(metric) && Math.min(cap ?? top, top) * target > 1,
  );
  const above = paid.filter(({ metric, target }) => target !== null && target > 1 && figures.bounded.value.includes(metric));
  const names = (list: readonly { metric: string }[]) => list.map(({ metric }) => metric).join(", ");
  const people = question.attainment?.every((one) => typeof one === "number") ? question.attainment.length : null;
  const say = (code: string, when: boolean, message: string): Warning[] => (when ? [{ code, message }] : []);
  return [
    ...say(
      "target_not_paid",
      short.length > 0 || closed.length > 0,
      `At target ${[...short, ...closed].join(", ")} does not pay in full, so pay at target stays below ote.`,
    ),
    ...say(
      "satisfaction_by_the_point",
      byPoint.length > 0,
      `${names(byPoint)} pays by the point, and people paid so ask customers for points; make it a gate with weight 0.`,
    ),
    ...say("gate_always_open", open.length > 0, `A gate of 0 withholds nothing: ${open.join(", ")}.`),
    ...say("target_out_of_reach", above.length > 0, `${names(above)} cannot pass 1, and its target does.`),
    ...say(
      "beyond_the_possible",
      beyond.length > 0 && above.length === 0,
      `${names(beyond)} cannot pass 1, so the curve above 1 over its target pays what cannot happen.`,
    ),
    ...say(
      "people_and_attainments",
      people !== null && question.csms !== undefined && question.csms !== people,
      `${people} attainments for ${csmsPaid(question)} csms: they are read as the spread of the whole team.`,
    ),
  ];
}

/** What the cost rests on beside the plan. */
export function costAssumptions(question: PayQuestion, { bracket, guarantee, ramp }: CompensationFigures): Assumption[] {
  const { low, high } = bracket.value;
  return [
    ...(question.attainment === undefined
      ? [
          {
            what: "attainment",
            value: `${low} to ${high}`,
            why: "Not given; our working range of a whole team.",
            if_wrong: "The range of cost moves; give last year's attainments.",
          },
        ]
      : []),
    ...(question.csms === undefined && csmsPaid(question) === 1
      ? [{ what: "csms", value: "1", why: "Not given; cost is for one CSM.", if_wrong: "Multiply by the team." }]
      : []),
    {
      what: "components together",
      value: "same attainment",
      why: "Every component and gate reaches the same share of its target.",
      if_wrong: "Single pay slips differ, and gates close at other times.",
    },
    ...(question.ramp === undefined
      ? []
      : [
          {
            what: "ramp guarantee",
            value: `${guarantee.value} of variable pay; newcomers attain ${ramp.value.ramp_delivery}`,
            why: "Our working assumption, and what the ramp page says a newcomer delivers.",
            if_wrong: "The extra cost falls as newcomers deliver more.",
          },
        ]),
  ];
}
