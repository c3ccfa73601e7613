import type { Assumption, Warning } from "../../core/answer.ts";
import { brief, listed, plural, sentence } from "../../core/english.ts";
import { isKnown, orNull } from "../../core/known.ts";
import { withoutNoise } from "../../core/money.ts";
import { decimal, percent, shortMoney } from "../../render/numbers.ts";
import type { DesignedPay, PayWarning } from "./design-pay.ts";
import type { Miss, PayFault } from "./faults.ts";
import type { CompensationFigures, PayQuestion } from "./question.ts";

type Say = (amount: number) => string;
/** Rows of each part of an answer. */
const FACTS = 3;

const short = new Set(["grr", "nrr", "nps", "csat", "ces", "arr"]);
/** A metric as people say it. @example metricName("renewal_rate") // "renewal rate" */
const metricName = (metric: string): string => (short.has(metric) ? metric.toUpperCase() : metric.replaceAll("_", " "));
const names = (metrics: readonly string[]): string => listed(metrics.map(metricName));
const whole = (rate: number): string => percent(rate, 0);
/** A level of a rate, with its decimal where it has one. */
const level = (rate: number): string => percent(rate, Number.isInteger(withoutNoise(rate * 100)) ? 0 : 1);
const peopleShare = (share: number): string => (share === 0.5 ? "half the team" : `${whole(share)} of the team`);

/** A level of retention against its target. @example "GRR at 88% (target, say, 92%)" */
const missWords = (metric: string, { kept, target, assumed }: Miss): string =>
  `${metricName(metric)} at ${level(kept)} (target${assumed ? ", say," : ""} ${level(target)})`;

/** What each component reaches in an example, the missed one first. @example "GRR at 88% (target, say, 92%) with expansion at 174% and NPS at 100% of target" */
function exampleWords(attainment: Record<string, number>, missed: string, miss: Miss): string {
  const rows = Object.entries(attainment).filter(([metric]) => metric !== missed);
  const rest = listed(rows.map(([metric, value]) => `${metricName(metric)} at ${whole(value)}`));
  return `${missWords(missed, miss)}${rest === "" ? "" : ` with ${rest} of target`}`;
}

function gateWords(fault: PayFault & { code: "no_gate" }, say: Say): string {
  if (fault.retention === null) return "No part of this pay depends on revenue kept.";
  const start = `Nothing holds pay back when ${metricName(fault.retention)} is missed`;
  if (fault.example === null || fault.miss === null) return `${start}.`;
  const { attainment, share, payout } = fault.example;
  return `${start}, and growth makes up for it: ${exampleWords(attainment, fault.retention, fault.miss)} still pays ${exactly(payout, say)}, ${whole(orNull(share) ?? 0)}.`;
}

/** How little a miss of retention costs, in money, beside what it does to churn. */
function flatWords(fault: PayFault & { code: "pays_for_failure" }, say: Say, assumedLine: boolean): string {
  const { miss, whole: all } = fault;
  const paid = isKnown(fault.pays) ? fault.pays : 0;
  const more =
    miss.target < 1
      ? `losses are ${whole((1 - miss.kept) / (1 - miss.target) - 1)} higher (${level(1 - miss.kept)} for ${level(1 - miss.target)})`
      : null;
  const line = assumedLine ? " (a straight line is assumed, as no threshold was given)" : "";
  return `${sentence(missWords(fault.metrics[0]!, miss))}: ${more === null ? "" : `${more} and `}pay falls by ${say(all - paid)}, to ${exactly(paid, say)} of ${say(all)}${line}.`;
}

/** Amounts below a hundred thousand with a hundred's digit, since the difference is the point. */
const exactly = (amount: number, say: Say): string => {
  const text = say(amount);
  return /^\D*\d{2}K$/.test(text) ? text.replace(/\d{2}K$/, `${decimal(amount / 1000, 1)}K`) : text; // not a figure: a thousand
};

function looseWords({ known_share, mean, rest, nrr }: PayFault & { code: "targets_loose" }): string {
  if (rest !== null)
    return sentence(
      rest === 0
        ? `${peopleShare(known_share)} averaged ${whole(mean)}, so the whole team averaged at least target.`
        : `${peopleShare(known_share)} at ${whole(mean)} means loose targets, unless the rest averaged ${whole(rest)} or less.`,
    );
  return nrr === null
    ? `The team averaged ${whole(mean)} of target; if NRR did not rise with it, targets were too easy.`
    : `The team averaged ${whole(mean)} of target while its books ended at ${percent(nrr)} of where they began.`;
}

/** One thing that is wrong, in a sentence. */
export function faultWords(fault: PayFault, say: Say, straight: readonly string[] = []): string {
  const about = names(fault.metrics);
  const money = isKnown(fault.pays) ? say(fault.pays) : "";
  switch (fault.code) {
    case "no_gate":
      return gateWords(fault, say);
    case "pays_for_failure":
      return flatWords(fault, say, straight.includes(fault.metrics[0]!));
    case "no_cap":
      return `${sentence(about)} ${fault.metrics.length === 1 ? "has" : "have"} no cap, so one large deal can pay for everything else.`;
    case "paid_twice":
      return `Up to ${money} a CSM is paid twice for one outcome (${fault.metrics.map(metricName).join(", ")}).`;
    case "paid_for_noise":
      return `${sentence(about)} ${fault.metrics.length === 1 ? "pays" : "pay"} by the point (${money} at target): people ask for scores, and ${fault.answers} answers move ${decimal(fault.points, 0)} points by chance.`;
    case "own_score":
      return `${sentence(about)} pays ${money} for a score that those who are paid can move.`;
    case "targets_loose":
      return looseWords(fault);
    case "nothing_on_nrr":
      return "No part of pay moves with NRR: unless the targets of all books add up to the NRR budget, high pay and a falling NRR go together.";
    case "cliff":
      return `One small step at ${whole(fault.at)} of target moves ${money} a CSM (${about}, ${fault.kind}).`;
  }
}

const inShort: Record<PayFault["code"], (fault: PayFault) => string> = {
  no_gate: () => "no gate on retention",
  pays_for_failure: (fault) => `${names(fault.metrics)} hardly punishes losses`,
  no_cap: (fault) => `no cap on ${names(fault.metrics)}`,
  paid_twice: (fault) => `${names(fault.metrics)} pay one outcome twice`,
  paid_for_noise: (fault) => `${names(fault.metrics)} paid by the point`,
  own_score: (fault) => `${names(fault.metrics)} scored by those it pays`,
  targets_loose: () => "loose targets",
  nothing_on_nrr: () => "nothing tied to NRR",
  cliff: (fault) => `a cliff on ${names(fault.metrics)}`,
};

function bookWords({ fields: { books } }: DesignedPay): string {
  if (!isKnown(books)) return "";
  const { people, paid_above_target: above, of_them_shrank: shrank, mean_payout_share: mean } = books;
  const [nrr, byArr] = [orNull(books.nrr), orNull(books.payout_share_by_arr)];
  if (nrr === null || byArr === null) return "";
  return `${above} of ${plural(people, "CSM")} were paid above target, ${shrank} of them on books that shrank; pay averaged ${whole(mean)} of target, ${whole(byArr)} by ARR, while the books together ended at ${percent(nrr)}.`;
}

function costWords({ faults, fields: { cost, ote, base, variable, repaired } }: DesignedPay, say: Say): string {
  const split = `base ${say(base)} and variable ${say(variable)} of ${say(ote)} at target`;
  if (cost.csms === 0) return `No CSM is planned, so no pay is due; one CSM would have ${split}.`;
  const who = cost.csms === 1 ? "one CSM" : plural(cost.csms, "CSM");
  const total = orNull(cost.at_distribution);
  const mended = orNull(repaired);
  const bounds =
    mended === null ? "" : `; repaired it is ${say(mended.least)} to ${say(mended.most)}, ${say(mended.at_target)} at target`;
  const open = faults.some(({ code }) => code === "no_cap");
  return total === null
    ? open
      ? `${sentence(who)} ${cost.csms === 1 ? "costs" : "cost"} ${say(cost.at_target)} a year at target (${split}), now without a ceiling${bounds}.`
      : `The plan costs ${say(cost.low)} to ${say(cost.high)} a year for ${who} (${split})${bounds}.`
    : `At the attainments given the plan costs ${say(total)} a year for ${who}, against ${say(cost.at_target)} at target${bounds}.`;
}

/** What one CSM's variable pay is now and after the repair, case by case. */
function casesWords({ fields: { cases } }: DesignedPay, say: Say): string | null {
  const names = {
    at_target: "at target",
    missed: "retention missed, the rest on target",
    below_gate: "just below the gate",
    made_up: "the miss made up by growth",
  };
  const rows = cases.flatMap(({ name, now, repaired }) =>
    isKnown(now) && isKnown(repaired) ? [`${names[name]} ${exactly(now, say)} now, ${exactly(repaired, say)} repaired`] : [],
  );
  return rows.length < 2 ? null : `One CSM's variable pay: ${rows.join("; ")}.`;
}

/** Which change answers which fault. */
function changeOf(fault: PayFault, { fields }: DesignedPay, figures: CompensationFigures): string | null {
  const { growth_cap } = figures.repair.value;
  const table = orNull(fields.repaired)?.payout_table ?? [];
  switch (fault.code) {
    case "no_gate": {
      const miss = fault.miss;
      return miss === null ? null : `nothing variable below ${metricName(fault.retention ?? "grr")} of ${level(miss.kept)}`;
    }
    case "pays_for_failure": {
      const points = table.map((row) => `${whole(row.share)} at ${level(row.level)}`).join(", ");
      return `${names(fault.metrics)} pays ${points}${fault.miss.assumed ? " (examples: set the points from your own results)" : ""}`;
    }
    case "no_cap": {
      const open = fault.metrics.filter((metric) => table.every((row) => row.metric !== metric));
      return open.length === 0 ? null : `cap ${names(open)} at ${whole(growth_cap)} of target`;
    }
    case "paid_for_noise":
    case "own_score":
      return `${names(fault.metrics)} out of pay, its part to revenue kept`;
    case "paid_twice":
      return `pay one of ${names(fault.metrics)}, not all`;
    default:
      return null;
  }
}

/** What finance puts side by side in a day, and what each result points to. */
export function diagnosisOf({ faults }: DesignedPay): { compare: string; if_so: string }[] {
  if (faults.length === 0) return [];
  return [
    { compare: "Each CSM's payout against the NRR of the book", if_so: "Unrelated: the curve and the scores pay, not the book." },
    {
      compare: "The sum of all book targets against the budgeted NRR",
      if_so: "Below it: targets were loose, and no gate would have helped.",
    },
    {
      compare: "Dollars lost by those below target against dollars won by those above",
      if_so: "More lost than won: people weigh alike, books do not.",
    },
    {
      compare: "Last year's pay again without scores, without excluded accounts, without price increases",
      if_so: "The one that moves pay most is the credit to mend.",
    },
  ];
}

/** A jump of pay that a gate on retention makes on purpose: no fault, and still a line at which money hangs on one account. */
function gateCliff({
  fields: { cliffs, gates },
}: DesignedPay): { metric: string; at: number; jump: number; withheld: number } | null {
  const cliff = cliffs.find(({ kind }) => kind === "gate");
  const gate = gates.find(({ metric, gate: at }) => metric === cliff?.metric && at === cliff.at);
  return cliff === undefined || gate === undefined ? null : { ...cliff, withheld: gate.withheld };
}

/** What the gate's jump is, and what makes it bearable. */
function gateCliffWords(pay: DesignedPay, say: Say): string | null {
  const cliff = gateCliff(pay);
  if (cliff === null) return null;
  return `The gate is a cliff on purpose: one step below ${level(cliff.at)} of the ${metricName(cliff.metric)} target takes ${exactly(cliff.jump, say)} a CSM, all that the rest had earned.`;
}

function stepsOf(pay: DesignedPay, figures: CompensationFigures, say: Say): string[] {
  const changes = pay.faults.flatMap((fault) => changeOf(fault, pay, figures) ?? []);
  const cliff = gateCliff(pay);
  if (changes.length === 0)
    return cliff === null
      ? [
          pay.faults.length === 0
            ? "Nothing has to change in the plan; have finance compute last year's pay with it, person by person."
            : "Have finance compute last year's pay with this plan, person by person, before anything is changed.",
        ]
      : [
          `Only the gate is left to decide: at ${level(cliff.at)} of the ${metricName(cliff.metric)} target ${exactly(cliff.jump, say)} a CSM hangs on one step. Keep it on purpose, or pay growth out step by step above it.`,
          "Have finance compute last year's pay with this plan, person by person, and count who stood within a step of the gate.",
        ];
  return [
    "Finance, one day: for each CSM opening ARR, churn, contraction, expansion, attainment by component, payout, exclusions and accounts moved, side by side; four comparisons (diagnosis) tell which fault it is.",
    `VP with the CFO, before the next plan year (we would): ${changes.join("; ")}.`,
    "Finance back-tests it: last year's pay with the repaired plan, person by person, before anybody sees it. Contracts, and a works council where there is one, come first; nothing changes in mid-year.",
  ];
}

function becauseOf(pay: DesignedPay, say: Say): string[] {
  const { faults, filled } = pay;
  const facts = faults.filter(({ code, pays }) => code !== "no_gate" && code !== "targets_loose" && isKnown(pays));
  const cases = casesWords(pay, say);
  return [
    ...facts.slice(0, cases === null ? FACTS - 1 : 1).map((fault) => faultWords(fault, say, filled.threshold)),
    ...(cases === null ? [] : [cases]),
    ...(facts.length === 0 && cases === null ? [gateCliffWords(pay, say)].filter((one) => one !== null) : []),
    costWords(pay, say),
  ];
}

/** A pay plan in words, what is wrong with it first. */
export function wordPay(pay: DesignedPay, question: PayQuestion, figures: CompensationFigures, currency: string) {
  const say: Say = (amount) => shortMoney(amount, currency);
  const { faults, fields, filled } = pay;
  const gate = faults.find(({ code }) => code === "no_gate");
  const lead = gate ?? faults[0];
  const loose = faults.find(({ code }) => code === "targets_loose");
  const others = faults.filter((one) => one !== lead && one !== loose);
  const also = others.length ? `Also: ${others.map((one) => inShort[one.code](one)).join(", ")}.` : "";
  const none = "Nothing in this plan pays one outcome twice, for noise or for a miss.";
  const summary =
    fields.cost.csms === 0
      ? costWords(pay, say)
      : lead === undefined
        ? brief([none, costWords(pay, say)])
        : brief([
            bookWords(pay),
            faultWords(lead, say),
            ...(loose === undefined || loose === lead ? [] : [faultWords(loose, say)]),
            also,
            ...(filled.components ? ["The plan is our default, as none was given."] : []),
          ]);
  const noPeople = fields.people_total === 0;
  return {
    summary,
    because: becauseOf(pay, say),
    check_first: [
      ...(lead === undefined
        ? []
        : [
            "Is it pay at all? Losses from product, price or poor-fit deals are mended by no CSM plan: read the reasons of the largest ones first.",
          ]),
      noPeople
        ? "Pay weighs people equally and NRR weighs dollars: one large book that shrinks, or losses in nobody's book, lower NRR and hardly any pay."
        : "Losses in accounts that are in nobody's book lower NRR and nobody's pay.",
    ],
    do_next: stepsOf(pay, figures, say),
    unknown: unknownOf(pay, question),
    ...(lead === undefined ? {} : { say: sayOf(lead, loose, say) }),
    next: noPeople
      ? [
          {
            call: "design_compensation with people: [{name, attainment: {grr, ...}, opening_arr, closing_arr}]",
            why: "Shows who was paid above target on a book that shrank.",
          },
        ]
      : [],
  };
}

function sayOf(lead: PayFault, loose: PayFault | undefined, say: Say): { ceo: string; cfo: string; team: string } {
  return {
    ceo: `Pay and NRR come apart by design. ${faultWords(lead, say)}`,
    cfo: loose === undefined ? faultWords(lead, say) : faultWords(loose, say),
    team: "From next plan year growth is paid once the book is kept; nobody's pay at target changes.",
  };
}

function unknownOf({ fields }: DesignedPay, question: PayQuestion): string[] {
  const { cost } = fields;
  const noTarget = fields.components.filter(({ metric, target }) => metric === "grr" && !isKnown(target)).length > 0;
  return [
    ...(fields.people_total === 0
      ? ["What each CSM reached by component and what their book did: finance can say, and it decides which fault cost most."]
      : []),
    ...(noTarget ? ["The GRR target behind the plan: the VP can say; below last year's rate it pays for decline."] : []),
    ...(!isKnown(cost.at_distribution) && cost.csms > 0
      ? [
          `What ${cost.known_share > 0 ? "the rest of the team reached: it tells whether targets were loose" : "your team reached: last year's attainments replace our range of cost"}.`,
        ]
      : []),
    ...(question.ote === undefined ? ["Your pay at target: a published median stands in for it."] : []),
  ].slice(0, FACTS);
}

const warningTexts: Record<Exclude<PayWarning["code"], "people_and_attainments">, (metrics: string) => string> = {
  target_not_paid: (metrics) => `At target ${metrics} does not pay in full, so pay at target stays below ote.`,
  gate_always_open: (metrics) => `A gate of 0 withholds nothing: ${metrics}.`,
  target_out_of_reach: (metrics) => `${metrics} cannot pass 1, and its target does.`,
  beyond_the_possible: (metrics) => `${metrics} cannot pass 1, so the curve above 1 over its target pays what cannot happen.`,
};

/** Warnings of a plan in words. */
export function payWarnings(warnings: readonly PayWarning[]): Warning[] {
  return warnings.map((one) =>
    one.code === "people_and_attainments"
      ? {
          code: one.code,
          message: `${one.people} attainments for ${plural(one.csms, "CSM")}: they are read as the spread of the whole team.`,
        }
      : { code: one.code, message: warningTexts[one.code](one.metrics.join(", ")) },
  );
}

/** What was taken for granted. */
export function payAssumptions(
  { filled, fields, plan }: DesignedPay,
  question: PayQuestion,
  figures: CompensationFigures,
): Assumption[] {
  const { bracket, guarantee, ramp, payLine } = figures;
  const all = (list: readonly string[]) =>
    list.length > 1 && list.length === plan.components.length ? "every component" : list.join(", ");
  const rows: (Assumption | null)[] = [
    filled.ote && {
      what: "ote",
      value: String(filled.ote.value),
      why: `Not given; the published median of ${filled.ote.source}, USD.`,
      if_wrong: "Every amount moves with it, no share does.",
    },
    filled.base_share && {
      what: "base_share",
      value: String(filled.base_share.value),
      why: `Not given; ${filled.base_share.source} has ${filled.base_share.ends.join(" to ")}.`,
      if_wrong: "Base and variable pay move, their sum does not.",
    },
    filled.components && {
      what: "components",
      value: plan.components.map(({ metric, weight }) => `${metric} ${weight}`).join(", "),
      why: `Not given; the weights of ${filled.components.source}.`,
      if_wrong: "Another outcome is paid for.",
    },
    filled.threshold.length
      ? {
          what: `threshold of ${all(filled.threshold)}`,
          value: String(payLine.value.threshold),
          why: "Not given; pay starts with the first part of the target, which pays for failure.",
          if_wrong: "A threshold pays less below it and makes a cliff.",
        }
      : null,
    filled.accelerator.length
      ? {
          what: `accelerator of ${all(filled.accelerator)}`,
          value: String(payLine.value.accelerator),
          why: "Not given; above target pay rises as fast as below, up to the cap.",
          if_wrong: "Cost above target moves with it; 0 pays nothing more.",
        }
      : null,
    question.attainment === undefined && question.people === undefined
      ? {
          what: "attainment",
          value: `${bracket.value.low} to ${bracket.value.high}`,
          why: "Not given; our working range of a whole team.",
          if_wrong: "The range of cost moves; give last year's attainments.",
        }
      : null,
    question.csms === undefined && fields.cost.csms === 1 && fields.people_total === 0
      ? { what: "csms", value: "1", why: "Not given; cost is for one CSM.", if_wrong: "Multiply by the team." }
      : null,
    typeof question.attainment === "object" && !Array.isArray(question.attainment)
      ? null
      : {
          what: "components together",
          value: "same attainment",
          why: "Where one share is given, every component and gate reaches it.",
          if_wrong: "Single pay slips differ, and gates close at other times.",
        },
    question.ramp === undefined
      ? null
      : {
          what: "ramp guarantee",
          value: `${guarantee.value} of variable pay; newcomers attain ${ramp.value.ramp_delivery}`,
          why: "Our working assumption, and what the ramp page says a newcomer delivers.",
          if_wrong: "The extra cost falls as newcomers deliver more.",
        },
  ];
  return rows.filter((one) => one !== null);
}
