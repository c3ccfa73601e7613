import { Problem } from "../../contract/problem.ts";
import { assess } from "../../metrics/assess.ts";
import type { BandVerdict } from "../../metrics/retention-result.ts";
import { smallest } from "../../order/smallest.ts";
import type { RedFlag } from "./assessment-fields.ts";
import type { AnswerName, AssessmentQuestion } from "./assessment-question.ts";
import type { AssessmentFigures } from "./assessment-reads.ts";
import { emergencySigns } from "./emergency-signs.ts";
import { roleFlags } from "./role-flags.ts";

export interface RedFlags {
  /** Raised ones first, in the order of the rules; those below are not raised. */
  flags: RedFlag[];
  /** Signs raised, and how many more are not known. */
  signs: { raised: number; unknown: AnswerName[]; of: number; emergency_from: number };
  emergency: boolean | null;
  /** What each standard calls the retention given. */
  bands: BandVerdict[];
  /** Roles whose trigger is reached and whose heads nobody gave. */
  roles_unknown: string[];
}

const together: readonly [AnswerName, AnswerName][] = [
  ["surprise_losses", "losses_total"],
  ["lost_arr", "new_arr"],
];

function refuseHalves(question: AssessmentQuestion): void {
  for (const [one, other] of together)
    if ((question[one] === undefined) !== (question[other] === undefined)) {
      const [given, lacking] = question[one] === undefined ? [other, one] : [one, other];
      throw new Problem({ what: `answers.${given} says nothing without answers.${lacking}.`, remedy: "Give both, or neither." });
    }
  const { surprise_losses: surprises, losses_total: losses } = question;
  if (surprises !== undefined && losses !== undefined && surprises > losses)
    throw new Problem({
      what: `answers.surprise_losses is ${surprises}, more than answers.losses_total, ${losses}.`,
      remedy: "Count the surprises among the losses.",
    });
}

function retentionFlags(question: AssessmentQuestion, bands: readonly BandVerdict[], figures: AssessmentFigures): RedFlag[] {
  return (["grr", "nrr"] as const).flatMap((metric) => {
    const value = question[metric];
    if (value === undefined) return [];
    const { rule, standard, value: list } = metric === "grr" ? figures.grrBands : figures.nrrBands;
    const verdict = bands.find((one) => one.metric === metric && one.standard === standard);
    return [
      {
        flag: `${metric === "grr" ? "Gross" : "Net"} retention in the lowest band`,
        raised: verdict?.from === null,
        number: value,
        limit: smallest(list.flatMap(({ from }) => (from === null ? [] : [from]))),
        measure: "share of opening revenue; raised below",
        counts_for_emergency: false,
        rule,
      },
    ];
  });
}

const TIME_AWAY = "Time away from customers";

function shareFlags(question: AssessmentQuestion, figures: AssessmentFigures): RedFlag[] {
  const { top_twenty_share: top, time_away: away, reports_per_leader: reports } = question;
  const apart = { counts_for_emergency: false };
  const flags: RedFlag[] = [];
  if (top !== undefined) {
    const { value: limit, rule } = figures.topTwentyShare;
    const flag = "Revenue hangs on twenty customers";
    flags.push({
      flag,
      raised: top >= limit,
      number: top,
      limit,
      measure: "share of revenue; raised from",
      ...apart,
      rule,
    });
  }
  if (away !== undefined) {
    const { value: limit } = figures.operationsSignal;
    const flag = figures.operationsSignals.value.find(({ signal }) => signal === TIME_AWAY)?.signal ?? TIME_AWAY;
    const measure = "share of CSM time; raised above";
    const rule = figures.operationsSignals.rule;
    flags.push({ flag, raised: away > limit, number: away, limit, measure, ...apart, rule });
  }
  const span = reports === undefined ? undefined : figures.spans.value.find(({ role }) => role === "manager");
  if (reports !== undefined && span !== undefined) {
    const limit = span.reports_high;
    const flag = "One leader has more direct reports than anybody can coach";
    const measure = "direct reports; raised above";
    flags.push({ flag, raised: reports > limit, number: reports, limit, measure, ...apart, rule: figures.spans.rule });
  }
  return flags;
}

/**
 * Red flags out of given numbers, each with its rule and limit, and whether the signs that count for an emergency are enough of them.
 * Shares are fractions; 0 and false are answers. Throws Problem for halves of a ratio, more surprises than losses and unknown roles.
 * @example redFlags({ ask: "red_flags", danger_named: false, renewals_owned: false }, figures).emergency // true
 */
export function redFlags(question: AssessmentQuestion, figures: AssessmentFigures): RedFlags {
  refuseHalves(question);
  const signs = emergencySigns(question, figures);
  const roles = roleFlags(question, figures);
  const bands = [
    ...(question.grr === undefined ? [] : assess("grr", question.grr, figures.grrBands)),
    ...(question.nrr === undefined ? [] : assess("nrr", question.nrr, figures.nrrBands)),
  ];
  const flags = [...signs.flags, ...retentionFlags(question, bands, figures), ...shareFlags(question, figures), ...roles.flags];
  const raised = signs.flags.filter((flag) => flag.raised).length;
  const { flags: of, emergency_from } = figures.redFlagCount.value;
  const enough = raised >= emergency_from;
  return {
    flags: [...flags.filter((flag) => flag.raised), ...flags.filter((flag) => !flag.raised)],
    signs: { raised, unknown: signs.unknown, of, emergency_from },
    emergency: enough ? true : raised + signs.unknown.length < emergency_from ? false : null,
    bands,
    roles_unknown: roles.unknown,
  };
}
