import * as z from "zod";
import { type Figures, figure } from "../../core/figure.ts";
import { shown } from "../../core/kinds.ts";
import { largest, smallest } from "../../core/order.ts";
import { Problem } from "../../core/problem.ts";
import { Band, Role } from "../../core/vocabulary.ts";
import type { BandVerdict } from "../retention/answer.ts";
import { assess, confidenceFigure, grrBandsFigure, nrrBandsFigure } from "../retention/figures.ts";
import { phasesFigure, roleTriggersFigure, spansFigure, stagesFigure } from "../workload/hours.ts";
import { type AnswerName, type AssessmentQuestion, marks, type RedFlag } from "./question.ts";

const Share = z.number().min(0).max(1);
const Count = z.number().multipleOf(1).min(0);
const rows = <Shape extends z.ZodRawShape>(shape: Shape) => z.array(z.strictObject(shape)).min(1);
const text = z.string();

/** Every figure an assessment may read. */
export const assessmentReads = {
  maturityStages: figure("org-maturity", "maturity_stages", rows({ stage: text, focus: text })),
  components: figure("org-maturity", "maturity_components", rows({ component: text, low: text, medium: text, high: text })),
  stageByWeakest: figure("org-maturity", "stage_by_weakest", rows({ weakest: z.enum(marks), stage: text })),
  stages: stagesFigure,
  phases: phasesFigure,
  provedByFunding: figure("org-stages", "stages_by_funding", rows({ funding: text, prove: text, shown_by: text })),
  stageRounds: figure("org-stages", "rounds", rows({ round: text, funding: text })),
  pointsTo: figure("org-stages", "points_to", rows({ reading: text, stage_from: text, stage_to: text })),
  ambitions: figure("org-ambition", "ambitions", rows({ level: text, expects: text, measured_by: text, funded_from: text })),
  ambitionTests: figure(
    "org-ambition",
    "tests",
    rows({
      question: text,
      answered_by: z.enum(["next_year_from_signed", "trouble_if_largest_leave", "growth_from_expansion"]),
      yes_means: text,
      at_least: text,
    }),
  ),
  largestCustomers: figure("org-ambition", "largest_customers", Count),
  moveUpMonths: figure("org-ambition", "move_up_months", Count),
  nextYearFromSigned: figure("metrics-concentration", "next_year_from_signed", Share),
  growthFromExpansion: figure("metrics-concentration", "growth_from_expansion", Share),
  topTwentyShare: figure("metrics-concentration", "top_twenty_share", Share),
  reportingLines: figure("org-reporting-line", "reporting_lines", rows({ reports_to: text, case_for: text, failure_mode: text })),
  ceoEmployees: figure("org-reporting-line", "direct_to_ceo_employees", Band),
  archetypes: figure("org-first-hire", "archetypes", rows({ archetype: text, does: text, wrong_when: text })),
  archetypeByStage: figure(
    "org-first-hire",
    "archetype_by_stage",
    rows({ funding: text, people_from: Count, people_to: Count.nullable(), hire: text }),
  ),
  hireRounds: figure("org-first-hire", "rounds", rows({ round: text, funding: text })),
  playerCoach: figure(
    "org-leadership-bench",
    "player_coach_limit",
    z.strictObject({ works_up_to_csms: Band, broken_at_csms: Count }),
  ),
  causes: figure("org-root-cause", "causes", rows({ cause: text, lies: text, consists_of: text })),
  evidence: figure("org-root-cause", "evidence", rows({ look_at: text, points_upstream: text, points_to_execution: text })),
  causeRule: figure(
    "org-root-cause",
    "cause_rule",
    z.strictObject({ fewest_losses: Count, leading_share: shown.rate().min(0).max(1) }),
  ),
  standardErrors: confidenceFigure,
  redFlags: figure(
    "economics-cost-of-none",
    "red_flags",
    rows({ flag: text, answered_by: z.enum(["surprise_losses", "danger_named", "renewals_owned", "lost_arr"]), look_at: text }),
  ),
  redFlagCount: figure("economics-cost-of-none", "red_flag_count", z.strictObject({ flags: Count, emergency_from: Count })),
  redFlagLimits: figure(
    "economics-cost-of-none",
    "red_flag_limits",
    z.strictObject({ surprise_share: shown.rate().min(0).max(1), lost_of_new_share: shown.rate().min(0).max(1) }),
  ),
  grrBands: grrBandsFigure,
  nrrBands: nrrBandsFigure,
  operationsSignal: figure("org-roles", "operations_signal", Share),
  operationsSignals: figure(
    "operations-when-to-hire",
    "signals",
    rows({ signal: text, how_to_see_it: text, number_stands_on: text }),
  ),
  roleTriggers: roleTriggersFigure,
  spans: spansFigure,
  frictions: figure("journey-friction", "frictions", rows({ stage: text, friction: text, effect: text, remedy: text })),
  journeyStages: figure(
    "journey-stages",
    "stages",
    z.array(
      z.strictObject({
        stage: text,
        customer_wants: text.optional(),
        you_want: text.optional(),
        customer_success_has_a_part: z.boolean().optional(),
      }),
    ),
  ),
  stageMeasures: figure(
    "journey-measures",
    "targets",
    rows({ stage: text, measure: text, target_on: text.optional(), min_share: shown.rate().optional() }),
  ),
  howCounted: figure("journey-measures", "how_counted", rows({ measure: text, count: text, see_it_after: text })),
  tooManyTouchpoints: figure("journey-map", "too_many_touchpoints", Count),
  charterQuestions: figure("org-charter", "charter_questions", rows({ question: text, answer_with: text })),
  charterPages: figure("org-charter", "charter_pages", Count),
  operatingDecisions: figure("org-charter", "operating_decisions", rows({ decision: text, settles: text })),
};
export type AssessmentFigures = Figures<typeof assessmentReads>;

const plain = (name: string): string =>
  name
    .trim()
    .toLowerCase()
    .replace(/[_\s]+/g, " ");

/**
 * The listed name that a given one means: the same but for capitals, spaces and underscores, or the only one that begins with its words.
 * Throws Problem, which lists the accepted names, when none or several fit.
 * @example matchName("journey", ["Journey and ideal customer", "Handoff"], "components[0].component") // "Journey and ideal customer"
 */
export function matchName<Name extends string>(given: string, accepted: readonly Name[], place: string): Name {
  const same = accepted.find((name) => plain(name) === plain(given));
  if (same !== undefined) return same;
  const begun = accepted.filter((name) => plain(name).startsWith(`${plain(given)} `));
  if (begun.length === 1) return begun[0]!;
  throw new Problem({
    what: `${place} is "${given}", which is not known.`,
    remedy: `The accepted names: ${accepted.join("; ")}.`,
  });
}

export interface AmbitionTest {
  question: string;
  answered_by: "next_year_from_signed" | "trouble_if_largest_leave" | "growth_from_expansion";
  yes: boolean | null;
  /** The share given and the share above which it is a yes; null for the question without one. */
  share: number | null;
  threshold: number | null;
  at_least: string;
}

export interface Ambition {
  tests: AmbitionTest[];
  /** The highest level that gets a yes, and the highest that an open question could still ask for. */
  low: string;
  high: string;
  funded: string | null;
  /** Levels that the budget stands below what is needed, at the least and at the most; below 0 it pays for more. */
  gap: { low: number; high: number } | null;
  concentrated: { share: number; threshold: number; yes: boolean } | null;
}

/**
 * The level of ambition by three questions: the highest that gets a yes, bracketed by the questions left open. A share is a yes above its
 * line, and the share of the twenty largest a hint from its line on. Throws Problem for a level there is not.
 * @example ambition({ ask: "ambition", growth_from_expansion: 0.4 }, figures).low // "Growth driver"
 */
export function ambition(question: AssessmentQuestion, figures: AssessmentFigures): Ambition {
  const order = figures.ambitions.value.map(({ level }) => level);
  const tests = figures.ambitionTests.value.map((test): AmbitionTest => {
    const { answered_by, at_least, question: asked } = test;
    if (answered_by === "trouble_if_largest_leave")
      return { question: asked, answered_by, yes: question[answered_by] ?? null, share: null, threshold: null, at_least };
    const line = answered_by === "next_year_from_signed" ? figures.nextYearFromSigned : figures.growthFromExpansion;
    const share = question[answered_by] ?? null;
    return {
      question: asked,
      answered_by,
      yes: share === null ? null : share > line.value,
      share,
      threshold: line.value,
      at_least,
    };
  });
  const highest = (kept: readonly AmbitionTest[]) => largest([0, ...kept.map(({ at_least }) => order.indexOf(at_least))]);
  const low = highest(tests.filter(({ yes }) => yes === true));
  const high = highest(tests.filter(({ yes }) => yes !== false));
  const funded = question.funded_as === undefined ? null : matchName(question.funded_as, order, "answers.funded_as");
  const at = funded === null ? null : order.indexOf(funded);
  const share = question.top_twenty_share;
  return {
    tests,
    low: order[low]!,
    high: order[high]!,
    funded,
    gap: at === null ? null : { low: low - at, high: high - at },
    concentrated:
      share === undefined ? null : { share, threshold: figures.topTwentyShare.value, yes: share >= figures.topTwentyShare.value },
  };
}

/** What a flag is about: an answer, or a role by the size that calls for it. */
export type Sign = AnswerName | "role_csms" | "role_customers";

/** A red flag before its words. `says` is the rule's own sentence where it has one; a share is missing where its whole is 0. */
export interface RaisedFlag extends Omit<RedFlag, "flag" | "measure"> {
  sign: Sign;
  says: string | null;
  role?: Role;
  /** How many of the role there are. */
  heads?: number;
}

type Read = Pick<RaisedFlag, "raised" | "number" | "limit">;

/** A part against a whole; a whole of 0 leaves no share, and then any part at all raises the flag. */
function ofWhole(part: number, whole: number, limit: number): Read {
  if (whole === 0) return { raised: part > 0 };
  return { raised: part / whole > limit, number: part / whole, limit };
}

function read(sign: AnswerName, question: AssessmentQuestion, figures: AssessmentFigures): Read | null {
  const { surprise_losses, losses_total, lost_arr, new_arr } = question;
  const limits = figures.redFlagLimits.value;
  if (sign === "danger_named" || sign === "renewals_owned") {
    const answer = question[sign];
    return answer === undefined ? null : { raised: !answer };
  }
  if (sign === "lost_arr")
    return lost_arr === undefined || new_arr === undefined ? null : ofWhole(lost_arr, new_arr, limits.lost_of_new_share);
  return surprise_losses === undefined || losses_total === undefined
    ? null
    : ofWhole(surprise_losses, losses_total, limits.surprise_share);
}

/**
 * The signs that together make an emergency, read from the answers, and the answers that are lacking.
 * @example emergencySigns({ ask: "red_flags", lost_arr: 60, new_arr: 100 }, figures).flags[0]?.raised // true
 */
function emergencySigns(
  question: AssessmentQuestion,
  figures: AssessmentFigures,
): { flags: RaisedFlag[]; unknown: AnswerName[] } {
  const { value, rule } = figures.redFlags;
  const signs = value.map(({ flag, answered_by }) => ({ flag, answered_by, found: read(answered_by, question, figures) }));
  return {
    flags: signs.flatMap(({ flag, answered_by, found }) =>
      found === null ? [] : [{ sign: answered_by, says: flag, ...found, counts_for_emergency: true, rule }],
    ),
    unknown: signs.filter(({ found }) => found === null).map(({ answered_by }) => answered_by),
  };
}

/** CSMs from either place; the same number in both. */
function csmsOf({ csms, team }: AssessmentQuestion): number | undefined {
  const counted = team?.csm;
  if (csms !== undefined && counted !== undefined && csms !== counted)
    throw new Problem({ what: `csms is ${csms} and answers.team.csm is ${counted}.`, remedy: "Give the number of CSMs once." });
  return csms ?? counted;
}

/**
 * Roles whose trigger by CSMs or customers is reached and of which there are none; a role that `team` does not name is unknown, not 0.
 * Throws Problem for roles there are not.
 * @example roleFlags({ ask: "red_flags", csms: 5, team: { cs_ops: 0 } }, figures).flags[0]?.raised // true
 */
function roleFlags(question: AssessmentQuestion, figures: AssessmentFigures): { flags: RaisedFlag[]; unknown: Role[] } {
  if (question.team === undefined) return { flags: [], unknown: [] };
  const team = new Map(
    Object.entries(question.team).map(([name, heads]) => [matchName(name, Role.options, "a role in answers.team"), heads]),
  );
  const sizes = { csms: csmsOf(question), customers: question.customers };
  if (sizes.csms === undefined && sizes.customers === undefined)
    throw new Problem({
      what: "answers.team says nothing about missing roles without the size of the work.",
      remedy: "Give csms, customers or both.",
    });
  const flags: RaisedFlag[] = [];
  const unknown: Role[] = [];
  for (const { role, measure, from } of figures.roleTriggers.value) {
    const size = measure === "csms" || measure === "customers" ? sizes[measure] : undefined;
    if (size === undefined) continue;
    const heads = team.get(role);
    if (heads === undefined) {
      if (size >= from) unknown.push(role);
      continue;
    }
    flags.push({
      sign: measure === "csms" ? "role_csms" : "role_customers",
      says: null,
      role,
      heads,
      raised: size >= from && heads === 0,
      number: size,
      limit: from,
      counts_for_emergency: false,
      rule: figures.roleTriggers.rule,
    });
  }
  return { flags, unknown };
}

export interface RedFlags {
  /** Raised ones first, in the order of the rules; those below are not raised. */
  flags: RaisedFlag[];
  /** Signs raised, and how many more are not known. */
  signs: { raised: number; unknown: AnswerName[]; of: number; emergency_from: number };
  emergency: boolean | null;
  /** What each standard calls the retention given. */
  bands: BandVerdict[];
  /** Roles whose trigger is reached and whose heads nobody gave. */
  roles_unknown: Role[];
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

function retentionFlags(question: AssessmentQuestion, bands: readonly BandVerdict[], figures: AssessmentFigures): RaisedFlag[] {
  return (["grr", "nrr"] as const).flatMap((metric) => {
    const value = question[metric];
    if (value === undefined) return [];
    const { rule, standard, value: list } = metric === "grr" ? figures.grrBands : figures.nrrBands;
    const verdict = bands.find((one) => one.metric === metric && one.standard === standard);
    return [
      {
        sign: metric,
        says: null,
        raised: verdict?.from === null,
        number: value,
        limit: smallest(list.flatMap(({ from }) => (from === null ? [] : [from]))),
        counts_for_emergency: false,
        rule,
      },
    ];
  });
}

/** The rule's own name for it. */
const TIME_AWAY = "Time away from customers";

function shareFlags(question: AssessmentQuestion, figures: AssessmentFigures): RaisedFlag[] {
  const { top_twenty_share: top, time_away: away, reports_per_leader: reports } = question;
  const flags: RaisedFlag[] = [];
  const add = (sign: Sign, says: string | null, read: Required<Read>, rule: string) =>
    flags.push({ sign, says, ...read, counts_for_emergency: false, rule });
  if (top !== undefined) {
    const { value: limit, rule } = figures.topTwentyShare;
    add("top_twenty_share", null, { raised: top >= limit, number: top, limit }, rule);
  }
  if (away !== undefined) {
    const limit = figures.operationsSignal.value;
    const { value, rule } = figures.operationsSignals;
    const says = value.find(({ signal }) => signal === TIME_AWAY)?.signal ?? null;
    add("time_away", says, { raised: away > limit, number: away, limit }, rule);
  }
  const span = reports === undefined ? undefined : figures.spans.value.find(({ role }) => role === "manager");
  if (reports !== undefined && span !== undefined) {
    const limit = span.reports_high;
    add("reports_per_leader", null, { raised: reports > limit, number: reports, limit }, figures.spans.rule);
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
