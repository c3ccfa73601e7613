import { type Assumption, because, type Chart, type Findings, type UndefinedField, type Warning } from "../../core/answer.ts";
import { sumMoney } from "../../core/money.ts";
import { largest, smallest } from "../../core/order.ts";
import {
  type AttainmentShare,
  type BookEvent,
  type CompensationFigures,
  checkPayQuestion,
  keptOf,
  type PayPlan,
  type PayQuestion,
  type SettledComponent,
} from "./question.ts";
import { type PayFields, payOverlaps, payProfiles, settlePlan } from "./settle-plan.ts";

/**
 * What a component pays at an attainment, as a share of its pay at target: nothing below the threshold, in proportion up to target, above it
 * faster or slower by the accelerator, nothing more past the cap. All are fractions of the target.
 * @example componentShare({ threshold: 0.8, accelerator: 2, cap: 1.2 }, 1.1) // 1.2
 */
export function componentShare(
  { threshold, accelerator, cap }: Pick<SettledComponent, "threshold" | "accelerator" | "cap">,
  attainment: number,
): number {
  if (attainment < threshold) return 0;
  const counted = cap === null ? attainment : Math.min(attainment, cap);
  return counted <= 1 ? counted : 1 + accelerator * (counted - 1);
}

/**
 * Variable pay when every component reaches the same share of its target, by component in the plan's order; nothing while a gate is closed.
 * Attainment is a fraction; money a year in major units, exact to the hundredth, parts adding up to the whole.
 * @example payoutAt(plan, 1).payout // 28000
 */
export function payoutAt(plan: PayPlan, attainment: number): { payout: number; parts: number[] } {
  const closed = plan.components.some(({ gate }) => gate !== null && attainment < gate);
  const parts = plan.components.map((one) => (closed ? 0 : sumMoney([one.at_target * componentShare(one, attainment)])));
  return { payout: sumMoney(parts), parts };
}

/**
 * A year's base and variable pay of so many CSMs: at target, over the spread of attainments (null when none was given), and if all stood at
 * the lowest or the highest attainment. Major units. The same pay counts whatever the order of the spread.
 * @example attainmentCost(plan, 10, [{ attainment: 1, share: 1 }], { low: 1, high: 1 }).at_distribution // 10 times base and variable
 */
export function attainmentCost(
  plan: PayPlan,
  csms: number,
  spread: readonly AttainmentShare[] | null,
  ends: { low: number; high: number },
): PayFields["cost"] {
  const teamAt = (payout: number) => sumMoney([csms * (plan.base + payout)]);
  const rows = [...(spread ?? [])].sort((a, b) => a.attainment - b.attainment || a.share - b.share);
  const mean = rows.reduce((sum, { attainment, share }) => sum + share * payoutAt(plan, attainment).payout, 0);
  return {
    csms,
    at_target: teamAt(payoutAt(plan, 1).payout),
    at_distribution: spread === null ? null : teamAt(mean),
    low: teamAt(payoutAt(plan, ends.low).payout),
    high: teamAt(payoutAt(plan, ends.high).payout),
    low_attainment: ends.low,
    high_attainment: ends.high,
  };
}

/**
 * Attainments as shares of the team: a plain list gives everybody the same share. Null when none were given. Fractions.
 * @example attainmentSpread([0.8, 1]) // [{ attainment: 0.8, share: 0.5 }, { attainment: 1, share: 0.5 }]
 */
export function attainmentSpread(attainment: PayQuestion["attainment"]): AttainmentShare[] | null {
  return (
    attainment?.map((one) => (typeof one === "number" ? { attainment: one, share: 1 / attainment.length } : { ...one })) ?? null
  );
}

/** How many CSMs the cost is for: as said, else one a value of a plain list, else one. */
export function csmsPaid({ csms, attainment }: Pick<PayQuestion, "csms" | "attainment">): number {
  if (csms !== undefined) return csms;
  return attainment?.every((one) => typeof one === "number") ? attainment.length : 1;
}

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

interface Edge {
  metric: string;
  kind: string;
  /** The attainment at which the step ends. */
  at: number;
  /** Place of the component in the plan. */
  place: number;
}

/** Where the curve can jump: at each threshold and gate, and in the first step above target. */
function edgesOf(plan: PayPlan, step: number): Edge[] {
  return plan.components.flatMap(({ metric, threshold, gate, accelerator }, place) => [
    ...(threshold > 0 ? [{ metric, kind: "threshold", at: threshold, place }] : []),
    ...(gate !== null && gate > 0 ? [{ metric, kind: "gate", at: gate, place }] : []),
    ...(accelerator > 1 ? [{ metric, kind: "accelerator", at: 1 + step, place }] : []),
  ]);
}

/**
 * Places where one small step of attainment moves yearly pay by more than a share of variable pay; each names the component, the attainment
 * reached and the money its own step moves. Steps of several components at one place count together. Source: rule org-pay-checks.
 * @example payCliffs(plan, figures) // [{ metric: "grr", kind: "threshold", at: 0.9, jump: 15120 }]
 */
export function payCliffs(plan: PayPlan, { cliff }: Pick<CompensationFigures, "cliff">): PayFields["cliffs"] {
  const { step_share: step, jump_share: most } = cliff.value;
  const moved = (at: number, place?: number) => {
    const [after, before] = [payoutAt(plan, at), payoutAt(plan, Math.max(0, at - step))];
    return place === undefined
      ? sumMoney([after.payout, -before.payout])
      : sumMoney([after.parts[place]!, -before.parts[place]!]);
  };
  return edgesOf(plan, step)
    .map(({ metric, kind, at, place }) => ({
      metric,
      kind,
      at,
      jump: moved(at, kind === "gate" ? undefined : place),
      together: moved(at),
    }))
    .filter(({ jump, together }) => jump > 0 && together > most * plan.variable)
    .sort((a, b) => b.jump - a.jump || a.at - b.at || (a.metric < b.metric ? -1 : 1))
    .map(({ metric, kind, at, jump }) => ({ metric, kind, at, jump }));
}

/**
 * Published pay beside the plan's, like with like: base with base, pay at target with pay at target; what counts something else, or another
 * currency, is shown and not compared. Published in USD a year. Source: rule org-pay-market.
 * @example marketPay({ ote: 140_000, base: 112_000 }, "USD", figures)[0].difference // base less the published median base
 */
export function marketPay(
  { ote, base }: { ote: number; base: number },
  currency: string,
  { published, compared }: Pick<CompensationFigures, "published" | "compared">,
): PayFields["market"] {
  const sources = Object.keys(published.standards)
    .filter((name) => name !== "yours")
    .sort();
  return sources.flatMap((source) =>
    Object.entries(published.standards[source]!).map(([pay, amount]) => {
      const compare = compared.value.find((one) => one.pay === pay)?.compare ?? "neither";
      const your_pay = compare === "neither" || currency !== "USD" ? null : compare === "base" ? base : ote;
      return { source, pay, published: amount, your_pay, difference: your_pay === null ? null : sumMoney([your_pay, -amount]) };
    }),
  );
}

/** Why the effect of the events on pay is unknown, as the first thing that is missing. */
function whyNoEffect({ book }: PayQuestion, { components, events: rows }: PayFields): string {
  if (book === undefined) return "No book was given.";
  if (book.arr === undefined || book.kept === undefined) return "Needs the book's arr at the start and kept at the end.";
  const gross = components.find(({ metric }) => metric === "grr");
  if (gross === undefined) return "The plan has no grr component.";
  if (gross.target === null) return "The grr component has no target.";
  const open = rows.filter(({ counts }) => counts === null).map(({ account }) => account);
  if (open.length) return `Needs months since the handover of ${open.join(", ")}.`;
  return "Needs kept of the reassigned accounts that do not count.";
}

/** The reason under the path of each field that is null in some row of a list. */
function inRows<Row>(list: string, rows: readonly Row[], reason: string, ...names: (keyof Row & string)[]): UndefinedField[] {
  const empty = names.filter((name) => rows.some((row) => row[name] === null));
  return because(
    reason,
    empty.map((name) => `${list}.${name}`),
  );
}

/** A reason for every null of a pay plan. */
export function payGaps(fields: PayFields, question: PayQuestion): UndefinedField[] {
  const { cost, ramp_guarantee: ramp, events_effect: effect } = fields;
  return [
    ...inRows("components[]", fields.components, "Not given.", "target", "cap", "gate"),
    ...inRows("payout_curve[]", fields.payout_curve, "There is no variable pay.", "share"),
    ...inRows("cost", [cost], "No attainments were given.", "at_distribution"),
    ...(ramp === null
      ? because("ramp was not given.", "ramp_guarantee")
      : inRows("ramp_guarantee", [ramp], "new_csms was not given.", "new_csms", "cost", "extra_cost")),
    ...inRows("events[]", fields.events, "Needs months since the handover.", "counts"),
    ...(effect === null
      ? because(whyNoEffect(question, fields), "events_effect")
      : inRows("events_effect", [effect], "The whole book is left out.", "grr_left_out", "pays_left_out", "difference")),
    ...inRows(
      "profiles[]",
      fields.profiles,
      "The source gives no split; the money takes yours.",
      "base_share_low",
      "base_share_high",
    ),
    ...inRows("profiles[]", fields.profiles, "The source gives no weights.", "paid_twice"),
    ...inRows("market[]", fields.market, "It counts something else, or another currency.", "your_pay", "difference"),
  ];
}

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

/**
 * Variable pay at each attainment, from the lowest up, as money, as a share of variable pay at target, and with base on top.
 * Share is null where there is no variable pay.
 * @example payoutCurve(plan, [0.5, 1]) // [{ attainment: 0.5, payout: 14000, share: 0.5, total_pay: 126000 }, ...]
 */
export function payoutCurve(plan: PayPlan, attainments: readonly number[]): PayFields["payout_curve"] {
  return [...attainments]
    .sort((a, b) => a - b)
    .map((attainment) => {
      const { payout } = payoutAt(plan, attainment);
      return {
        attainment,
        payout,
        share: plan.variable === 0 ? null : payout / plan.variable,
        total_pay: sumMoney([plan.base, payout]),
      };
    });
}

/**
 * What it costs to pay newcomers a share of their variable pay while they learn, and how much of it they would not have earned; a guarantee
 * is a floor, so the extra is never below 0. Months, money in major units. Null when nobody is guaranteed anything.
 * @example rampGuarantee(plan, { months: 6, new_csms: 2 }, { guarantee: 1, delivery: 0.45 })?.cost // 28000 when variable is 28000
 */
export function rampGuarantee(
  plan: PayPlan,
  ramp: PayQuestion["ramp"],
  { guarantee, delivery }: { guarantee: number; delivery: number },
): PayFields["ramp_guarantee"] {
  if (ramp === undefined) return null;
  const { months, new_csms } = ramp;
  const per_hire = sumMoney([(plan.variable * guarantee * months) / 12]);
  const earned_per_hire = sumMoney([(payoutAt(plan, delivery).payout * months) / 12]);
  const extra_per_hire = Math.max(0, sumMoney([per_hire, -earned_per_hire]));
  const forAll = (amount: number) => (new_csms === undefined ? null : sumMoney([amount * new_csms]));
  return {
    months,
    per_hire,
    earned_per_hire,
    extra_per_hire,
    new_csms: new_csms ?? null,
    cost: forAll(per_hire),
    extra_cost: forAll(extra_per_hire),
  };
}

const charts: Chart[] = [
  { kind: "bars", title: "Variable pay by attainment", list: "payout_curve", label: "attainment", values: ["payout"] },
];

/** Each gate with the variable pay at target that it holds back while it is closed. */
function gatesOf(plan: PayPlan): PayFields["gates"] {
  return plan.components.flatMap(({ metric, gate }) =>
    gate === null ? [] : [{ metric, gate, withheld: gate === 0 ? 0 : plan.variable, always_open: gate === 0 }],
  );
}

/** The attainments the range of cost runs between: those given, else the assumed ones. */
function endsOf({ attainment }: PayQuestion, { bracket }: CompensationFigures): { low: number; high: number } {
  const reached = attainmentSpread(attainment)?.flatMap((one) => (one.share > 0 ? [one.attainment] : []));
  if (reached === undefined) return { low: bracket.value.low, high: bracket.value.high };
  return { low: smallest(reached), high: largest(reached) };
}

/**
 * A whole pay plan: split, components, curve, overlaps, cliffs, gates, cost, ramp guarantee, events, and the sources' plans beside it.
 * Money a year in major units, shares as fractions. Throws Problem for pay, weights or events that cannot be. Source: definitions of
 * org-compensation and org-pay-checks.
 * @example designPay({ ote: 140_000, base_share: 0.8, components }, "USD", figures).fields.base // 112000
 */
export function designPay(
  question: PayQuestion,
  currency: string,
  figures: CompensationFigures,
): Findings & { fields: PayFields } {
  checkPayQuestion(question, figures);
  const { plan, base_share, assumptions } = settlePlan(question, figures);
  const { rows, effect } = bookEvents(question.book, plan, figures);
  const { base, variable, components } = plan;
  const whole = { ote: question.ote, base };
  const fields: PayFields = {
    ote: question.ote,
    base_share,
    base,
    variable,
    components,
    payout_curve: payoutCurve(plan, figures.curve.value),
    overlaps: payOverlaps(components, figures),
    cliffs: payCliffs(plan, figures),
    gates: gatesOf(plan),
    cost: attainmentCost(plan, csmsPaid(question), attainmentSpread(question.attainment), endsOf(question, figures)),
    ramp_guarantee: rampGuarantee(plan, question.ramp, {
      guarantee: figures.guarantee.value,
      delivery: figures.ramp.value.ramp_delivery,
    }),
    events_policy: figures.events.value.map(({ event, policy }) => ({ event, policy })),
    events: rows,
    events_total: rows.length,
    events_effect: effect,
    profiles: payProfiles(whole, figures),
    market: marketPay(whole, currency, figures),
    charts,
  };
  return {
    fields,
    warnings: payWarnings(plan, question, figures),
    assumptions: [...assumptions, ...costAssumptions(question, figures)],
    undefined: payGaps(fields, question),
  };
}
