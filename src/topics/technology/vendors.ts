import { isKnown, type Known, known, unknown } from "../../core/known.ts";
import { withoutNoise } from "../../core/money.ts";
import { byText } from "../../core/order.ts";
import { faultIf, Problem } from "../../core/problem.ts";
import type { Platform, SensitivityRow, ToolWarning, VendorRow } from "./answer.ts";
import { PLATFORM, type TechnologyFigures } from "./figures.ts";
import { type GivenVendor, plainName, type TechnologyQuestion } from "./question.ts";

/** One criterion and its share of the score. */
export interface CriterionWeight {
  criterion: string;
  weight_share: number;
}

/** More criteria than this decide nothing and fill no page. */
const MOST_CRITERIA = 12;

/**
 * The criteria in force by name: the caller's own weights, or those of the rule. Shares that add up to 1.
 * Throws Problem for a negative weight, a sum other than 1, the same name twice, and an own criterion nobody knows or scored.
 * @example criteriaWeights({ weights: { fit: 0.5, tco: 0.5 } }, vendors, figures) // [{ criterion: "fit", weight_share: 0.5 }, ...]
 */
export function criteriaWeights(
  { weights }: Pick<TechnologyQuestion, "weights">,
  vendors: readonly GivenVendor[],
  figures: Pick<TechnologyFigures, "weights">,
): CriterionWeight[] {
  const known = figures.weights.value;
  const rows = weights === undefined ? known.map(({ criterion, weight_share }) => ({ criterion, weight_share })) : own(weights);
  const sum = withoutNoise(rows.reduce((total, { weight_share }) => total + weight_share, 0));
  if (sum !== 1)
    throw new Problem({
      what: `weights add up to ${sum}, not to 1.`,
      remedy: "Give shares that add up to 1, such as 0.25 for 25%.",
    });
  const scored = new Set(vendors.flatMap(({ scores }) => Object.keys(scores).map(plainName)));
  const nowhere = rows.filter(({ criterion }) => !scored.has(criterion) && !known.some((row) => row.criterion === criterion));
  if (nowhere.length && vendors.length)
    throw new Problem({
      what: `weights names criteria that no vendor is scored on: ${nowhere.map(({ criterion }) => criterion).join(", ")}.`,
      remedy: `The rule's criteria: ${known.map(({ criterion }) => criterion).join(", ")}. Score at least one vendor on each of your own.`,
    });
  return rows.sort((one, other) => byText(one.criterion, other.criterion));
}

function own(weights: Readonly<Record<string, number>>): CriterionWeight[] {
  const rows = Object.entries(weights).map(([name, weight_share]) => ({ criterion: plainName(name), weight_share }));
  const bad = rows.filter(({ weight_share }) => !(weight_share >= 0 && weight_share <= 1));
  const twice = rows.filter((row, place) => rows.findIndex(({ criterion }) => criterion === row.criterion) !== place);
  const places = [
    ...bad.map(({ criterion, weight_share }) => `weights.${criterion}: ${weight_share} is not between 0 and 1`),
    ...twice.map(({ criterion }) => `weights.${criterion} stands there twice`),
    ...faultIf(rows.length > MOST_CRITERIA, `there are ${rows.length} criteria, and ${MOST_CRITERIA} are the most`),
  ];
  if (places.length)
    throw new Problem({
      what: "These weights cannot be used:",
      places,
      remedy: "Give each criterion one share of 1, 0 or more.",
    });
  return rows;
}

/** More candidates than this are a list and no choice. */
const MOST_VENDORS = 12;

/** A vendor whose criteria carry the names of the weights; a null score is the same as none. */
export interface Vendor {
  name: string;
  scores: ReadonlyMap<string, number>;
  price: Known<number>;
}

/**
 * The vendors with their scores by criterion. Throws Problem that lists every name given twice, criterion there is not, and score outside
 * the scale.
 * @example checkVendors([{ name: "A", scores: { Fit: 4 } }], weights, scale)[0].scores.get("fit") // 4
 */
export function checkVendors(
  given: readonly GivenVendor[],
  weights: readonly CriterionWeight[],
  { lowest, highest }: TechnologyFigures["scale"]["value"],
): Vendor[] {
  const accepted = weights.map(({ criterion }) => criterion);
  const names = given.map(({ name }) => plainName(name));
  const places = given.flatMap(({ name, scores }, place): string[] => {
    const criteria = Object.entries(scores).map(([criterion, score]) => ({ criterion: plainName(criterion), score }));
    return [
      ...(names[place] === "" ? [`vendors[${place}] has no name`] : []),
      ...(names.indexOf(names[place]!) === place ? [] : [`vendors[${place}]: ${name} stands there already`]),
      ...criteria.flatMap(({ criterion, score }, index) => [
        ...(accepted.includes(criterion) ? [] : [`${name}: there is no criterion "${criterion}"`]),
        ...(criteria.findIndex((one) => one.criterion === criterion) === index ? [] : [`${name}: ${criterion} is scored twice`]),
        ...(score === null || (score >= lowest && score <= highest)
          ? []
          : [`${name}: ${criterion} ${score} is not between ${lowest} and ${highest}`]),
      ]),
    ];
  });
  if (given.length > MOST_VENDORS) places.push(`there are ${given.length} vendors, and ${MOST_VENDORS} are the most`);
  if (places.length)
    throw new Problem({
      what: "These vendors cannot be ranked:",
      places,
      remedy: `Score each vendor once, ${lowest} to ${highest}, and leave out what could not be tested. The criteria: ${accepted.join(", ")}; others need own weights that name them.`,
    });
  return given.map(({ name, scores, price_a_year }) => ({
    name,
    scores: new Map(
      Object.entries(scores).flatMap(([criterion, score]) => (score === null ? [] : [[plainName(criterion), score]])),
    ),
    price: known(price_a_year, "No price_a_year was given for this vendor."),
  }));
}

/** A vendor's score as one criterion's weight t moves: (start + slope t) over (base + rise t). */
interface Moving {
  start: number;
  slope: number;
  base: number;
  rise: number;
}

/** The other criteria keep their proportions, and what was not scored stays out, as in the score itself. */
function moving({ scores }: Vendor, { criterion, weight_share }: CriterionWeight, weights: readonly CriterionWeight[]): Moving {
  const others = weights.filter((weight) => weight.criterion !== criterion && scores.has(weight.criterion));
  const part = ({ weight_share: other }: CriterionWeight) => other / (1 - weight_share);
  const start = others.reduce((sum, weight) => sum + part(weight) * scores.get(weight.criterion)!, 0);
  const base = others.reduce((sum, weight) => sum + part(weight), 0);
  const own = scores.get(criterion);
  return { start, slope: (own ?? 0) - start, base, rise: (own === undefined ? 0 : 1) - base };
}

/** Where a t² + b t + c is 0 and changes its sign. */
function roots(a: number, b: number, c: number): number[] {
  if (withoutNoise(a) === 0) return withoutNoise(b) === 0 ? [] : [-c / b];
  const half = b / 2;
  const square = half * half - a * c;
  if (withoutNoise(square) <= 0) return [];
  const sum = -(half + (half < 0 ? -1 : 1) * Math.sqrt(square));
  return [sum / a, c / sum];
}

/**
 * The weights of one criterion, strictly between 0 and 1, at which two vendors change places while the other criteria keep their
 * proportions; solved, not searched. At most two, since reweighting over what was scored makes both scores quotients. Empty where the
 * criterion holds all the weight, and where the two never change places.
 * @example crossings(a, b, { criterion: "fit", weight_share: 0.25 }, weights) // [0.2857142857]
 */
export function crossings(one: Vendor, other: Vendor, moved: CriterionWeight, weights: readonly CriterionWeight[]): number[] {
  if (moved.weight_share === 1) return [];
  // In one order of names, so that the same pair gives the same digits whoever leads.
  const [first, second] = byText(one.name, other.name) < 0 ? [one, other] : [other, one];
  const [p, q] = [moving(first, moved, weights), moving(second, moved, weights)];
  const square = p.slope * q.rise - q.slope * p.rise;
  const linear = p.start * q.rise + p.slope * q.base - q.start * p.rise - q.slope * p.base;
  const constant = p.start * q.base - q.start * p.base;
  return roots(square, linear, constant)
    .map(withoutNoise)
    .filter((weight) => weight > 0 && weight < 1)
    .sort((low, high) => low - high);
}

/** The caller's tools by kind; what is no kind of the rules is "other". */
export interface KnownTools {
  have: { name: string; tool: string }[];
  /** Kinds that are there; null when nobody said what is there, which is not the same as none. */
  kinds: ReadonlySet<string> | null;
  warnings: ToolWarning[];
}

/** What no kind of the rules covers. */
const OTHER = "other";

/**
 * Sorts the caller's tools into the rules' kinds, bottom layer first, by their names or by the other names people use.
 * @example knownTools(["CRM", "Help desk", "Slack"], figures).have // crm, support and Slack as "other"
 */
export function knownTools(
  given: readonly string[] | undefined,
  figures: Pick<TechnologyFigures, "tools" | "tooManyTools">,
): KnownTools {
  if (given === undefined) return { have: [], kinds: null, warnings: [] };
  const kinds = figures.tools.value;
  const kindOf = (name: string) =>
    kinds.find(({ tool, also }) => [tool, ...also].some((known) => plainName(known) === plainName(name)))?.tool ?? OTHER;
  const place = (tool: string) => (tool === OTHER ? kinds.length : kinds.findIndex((kind) => kind.tool === tool));
  const have = given
    .map((name) => ({ name, tool: kindOf(name) }))
    .sort((one, two) => place(one.tool) - place(two.tool) || byText(one.name, two.name));
  return { have, kinds: new Set(have.map(({ tool }) => tool)), warnings: toolWarnings(have, figures) };
}

function toolWarnings(
  have: KnownTools["have"],
  { tools, tooManyTools }: Pick<TechnologyFigures, "tools" | "tooManyTools">,
): ToolWarning[] {
  const called = (kind: string) => have.filter(({ tool }) => tool === kind).map(({ name }) => name);
  const others = called(OTHER);
  const most = tooManyTools.value.tools;
  const twice = tools.value.flatMap(({ tool, name }): ToolWarning[] => {
    const names = called(tool);
    return names.length > 1 ? [{ code: "same_truth_twice", names, kind: name }] : [];
  });
  return [
    ...(others.length ? [{ code: "tool_not_known" as const, names: others, kinds: tools.value.map(({ tool }) => tool) }] : []),
    ...twice,
    ...(have.length >= most ? [{ code: "too_many_tools" as const, have: have.length, most }] : []),
  ];
}

/** Place of a stage among the rule's, under whatever name it has there. */
export function stagePlace(stage: string, { stages, stageReadAs }: Pick<TechnologyFigures, "stages" | "stageReadAs">): number {
  const name = stageReadAs.value.find((row) => row.stage === stage)?.read_as ?? stage;
  const place = stages.value.findIndex((row) => row.stage === name);
  if (place === -1)
    throw new Problem({
      what: `There is no stage "${stage}".`,
      remedy: `The stages: ${stages.value.map((row) => row.stage).join(", ")}.`,
    });
  return place;
}

/** Whether the size calls for a platform: one measure that reaches its trigger is enough, all must be known to say no. */
function sizeDue({ csms, accounts }: TechnologyQuestion, { value }: TechnologyFigures["trigger"]): Known<boolean> {
  const reached = value.map(({ measure, from }) => {
    const count = measure === "csms" ? csms : accounts;
    return count === undefined ? null : count >= from;
  });
  if (reached.includes(true)) return true;
  return reached.includes(null) ? unknown("CSMs or accounts are not known, and what is known is below the trigger.") : false;
}

/** The readiness answers by name. Throws Problem for a question the rule does not ask. */
function answersOf(
  given: TechnologyQuestion["readiness"],
  { value }: TechnologyFigures["readiness"],
): ReadonlyMap<string, boolean> {
  const answers = new Map(Object.entries(given ?? {}).map(([name, yes]) => [plainName(name), yes]));
  const unknown = [...answers.keys()].filter((name) => !value.some(({ answer }) => answer === name));
  if (unknown.length)
    throw new Problem({
      what: `readiness answers questions there are not: ${unknown.join(", ")}.`,
      remedy: `The questions, true or false: ${value.map(({ answer }) => answer).join(", ")}.`,
    });
  return answers;
}

/**
 * Whether to buy the platform now. Stage and size each have a say; where only one says buy, the readiness list decides, and as many
 * missing conditions as the rule's limit always mean wait. Unknown answers are neither met nor missing.
 * Throws Problem for an unknown stage or readiness question.
 * @example judgePlatform({ stage: "growth", csms: 8 }, tools, figures).verdict // "buy_if_ready"
 */
export function judgePlatform(
  question: TechnologyQuestion,
  tools: KnownTools,
  figures: Pick<TechnologyFigures, "stages" | "stageReadAs" | "trigger" | "readiness" | "readinessLimit">,
): Platform {
  const { stage } = question;
  const stage_says =
    stage === undefined ? unknown("No stage was given.") : figures.stages.value[stagePlace(stage, figures)]!.platform;
  const size_due = sizeDue(question, figures.trigger);
  const answers = answersOf(question.readiness, figures.readiness);
  const named = (wanted: boolean | undefined) =>
    figures.readiness.value.filter(({ answer }) => answers.get(answer) === wanted).map(({ answer }) => answer);
  const [conditions_met, conditions_missing, conditions_unknown] = [named(true), named(false), named(undefined)];
  const limit = figures.readinessLimit.value.gaps_to_wait;
  const stage_due = stage_says === "buy" || stage_says === "mature";
  const verdict = (): Platform["verdict"] => {
    if (tools.kinds?.has(PLATFORM)) return "have";
    if (!isKnown(stage_says) && !isKnown(size_due)) return "not_known";
    if (!stage_due && size_due !== true) return "wait";
    if (conditions_missing.length >= limit) return "wait";
    if (conditions_missing.length + conditions_unknown.length < limit) return "buy";
    return stage_due && size_due === true ? "buy_if_ready" : "wait";
  };
  return { verdict: verdict(), stage_says, size_due, conditions_met, conditions_missing, conditions_unknown };
}

/** Neither stage nor size calls for a platform: its line buys nothing, so the other lines share the whole. */
export function notDue({ verdict, stage_says, size_due }: Platform): boolean {
  return verdict === "wait" && size_due !== true && stage_says !== "buy" && stage_says !== "mature";
}

interface Flip {
  at: number;
  to: string;
}

/** The nearest weight at which a rival draws level with the first; at today's weight where one is level already. */
function nearestFlip(
  first: VendorRow,
  rivals: readonly VendorRow[],
  weight: number,
  where: (rival: string) => number[],
): Flip | null {
  const level = rivals.find(({ score }) => score === first.score);
  if (level) return { at: weight, to: level.name };
  const flips = rivals.flatMap(({ name }) => where(name).map((at) => ({ at, to: name })));
  const away = ({ at }: Flip) => withoutNoise(Math.abs(at - weight));
  flips.sort((one, other) => away(one) - away(other) || byText(one.to, other.to) || other.at - one.at);
  return flips[0] ?? null;
}

/**
 * For each criterion, heaviest first: whether the order changes when its weight moves by a share of itself, up or down, the others keeping
 * their proportions, and the nearest weight at which another vendor takes the first place. Empty below two vendors with a score.
 * @example weighAgain(rows, vendors, weights, 0.2)[0] // { criterion: "fit", weight_share: 0.25, flips_at_share: 0.2857, ... }
 */
export function weighAgain(
  rows: readonly VendorRow[],
  vendors: readonly Vendor[],
  weights: readonly CriterionWeight[],
  move: number,
): SensitivityRow[] {
  const ranked = rows.filter(({ score }) => isKnown(score));
  const [first, ...rivals] = ranked;
  if (first === undefined || rivals.length === 0) return [];
  const named = new Map(vendors.map((vendor) => [vendor.name, vendor]));
  const heaviest = [...weights].sort((a, b) => b.weight_share - a.weight_share || byText(a.criterion, b.criterion));
  return heaviest.map((weight) => {
    const { criterion, weight_share } = weight;
    const never = unknown("At no weight of this criterion does another vendor lead, or it holds all the weight.");
    const low_share = withoutNoise(weight_share * (1 - move));
    const high_share = withoutNoise(Math.min(1, weight_share * (1 + move)));
    const inside = (at: number) => at >= low_share && at <= high_share;
    const between = (one: string, other: string) => crossings(named.get(one)!, named.get(other)!, weight, weights);
    const flip = nearestFlip(first, rivals, weight_share, (rival) => between(first.name, rival));
    const pairs = ranked.flatMap((one, place) => ranked.slice(place + 1).map((other) => [one, other] as const));
    const swapped = pairs.some(([one, other]) => one.score === other.score || between(one.name, other.name).some(inside));
    return {
      criterion,
      weight_share,
      first_changes: flip !== null && inside(flip.at),
      order_changes: swapped,
      flips_at_share: flip?.at ?? never,
      flips_to: flip?.to ?? never,
    };
  });
}
