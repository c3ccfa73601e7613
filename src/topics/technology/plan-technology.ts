import type { Chart } from "../../core/answer.ts";
import { isKnown, type Known, known, mapKnown, over, unknown } from "../../core/known.ts";
import { sumMoney, withoutNoise } from "../../core/money.ts";
import { byText } from "../../core/order.ts";
import { Problem } from "../../core/problem.ts";
import type {
  BudgetRow,
  Decision,
  Missing,
  Platform,
  SensitivityRow,
  Spending,
  TechnologyPlan,
  ToolWarning,
  VendorRow,
} from "./answer.ts";
import { PLATFORM, type TechnologyFigures } from "./figures.ts";
import { refuseNothing, type TechnologyQuestion } from "./question.ts";
import { buildRows, planNeeds, planStack } from "./stack.ts";
import {
  type CriterionWeight,
  checkVendors,
  criteriaWeights,
  judgePlatform,
  knownTools,
  notDue,
  type Vendor,
  weighAgain,
} from "./vendors.ts";

/**
 * Whether the order decides: the lead must be worth more than a point on the heaviest criterion, survive what was not scored and every move
 * of a weight. Gap in points of the scale. Unknown below two vendors; not decided, and without a decision, where fewer than two have a score.
 * @example decideVendors(rows, sensitivity, points) // { decided: false, decision: { first: "B", gap: 0.05, one_point_worth: 0.25, ... } }
 */
function decideVendors(
  rows: readonly VendorRow[],
  sensitivity: readonly SensitivityRow[],
  { score_points }: TechnologyFigures["sensitivity"]["value"],
): { decided: Known<boolean>; decision: Known<Decision> } {
  const [first, second] = rows;
  const heaviest = sensitivity[0];
  const few = unknown(rows.length === 0 ? "No vendors were given." : "A choice needs two vendors with a score.");
  if (first === undefined || second === undefined) return { decided: few, decision: few };
  if (!isKnown(first.score) || !isKnown(second.score) || heaviest === undefined) return { decided: false, decision: few };
  const gap = withoutNoise(first.score - second.score);
  const one_point_worth = withoutNoise(heaviest.weight_share * score_points);
  const one_point_decides = gap <= one_point_worth;
  const ranges_overlap = rows.slice(1).some(({ possible_high }) => possible_high >= first.possible_low);
  const weights_decide = sensitivity.some(({ first_changes }) => first_changes);
  return {
    decided: !one_point_decides && !ranges_overlap && !weights_decide,
    decision: {
      first: first.name,
      second: second.name,
      gap,
      heaviest: heaviest.criterion,
      one_point_worth,
      one_point_decides,
      ranges_overlap,
      weights_decide,
    },
  };
}

/**
 * The tool budget against a band of what customer success and support cost together, itself a published share of ARR. Yearly money in major
 * units; no verdict without a budget, no money without ARR, no share of an ARR of 0 and no verdict on it. Both ends count as within.
 * @example judgeSpending({ budget: 200000, arr: 18000000 }, "over 1,000 companies", figures).verdict // "within"
 */
function judgeSpending(
  { budget, arr }: Pick<TechnologyQuestion, "budget" | "arr">,
  population: string,
  { spend, toolsOfSpend }: Pick<TechnologyFigures, "spend" | "toolsOfSpend">,
): Spending {
  const usual_low_share = withoutNoise(spend.value * toolsOfSpend.value.low_share);
  const usual_high_share = withoutNoise(spend.value * toolsOfSpend.value.high_share);
  const spent = known(budget, "No budget was given.");
  const whole = known(arr, "No ARR was given.");
  const of = (share: number) => mapKnown(whole, (amount) => sumMoney([withoutNoise(amount * share)]));
  const [usual_low, usual_high] = [of(usual_low_share), of(usual_high_share)];
  const share_of_arr = over(spent, whole, "ARR is 0, so there is none to compare with.");
  const verdict = mapKnown(share_of_arr, () =>
    mapKnown(usual_low, (low) => mapKnown(usual_high, (high) => (budget! < low ? "below" : budget! > high ? "above" : "within"))),
  );
  return { budget: spent, share_of_arr, usual_low, usual_high, usual_low_share, usual_high_share, verdict, population };
}

type Parts = Pick<TechnologyPlan, "platform" | "buy_now" | "budget" | "vendors">;

/** Questions on the platform and the stack, those first that move most. */
function stackQuestions(question: TechnologyQuestion, { platform }: Parts, figures: TechnologyFigures): Missing[] {
  if (!isKnown(platform)) return [];
  const { csms, accounts, stage, tools } = question;
  const { conditions_missing, conditions_unknown, verdict, size_due } = platform;
  const limit = figures.readinessLimit.value.gaps_to_wait;
  const enough = conditions_missing.length >= limit;
  const open = verdict === "buy_if_ready" || (verdict === "wait" && !notDue(platform) && !enough);
  return [
    ...(tools === undefined ? [{ ask: "tools" as const }] : []),
    ...(stage === undefined ? [{ ask: "stage" as const, stages: figures.stages.value.map((row) => row.stage) }] : []),
    ...(isKnown(size_due) ? [] : [{ ask: "size" as const, csms: csms === undefined, accounts: accounts === undefined }]),
    ...(open && conditions_unknown.length ? [{ ask: "readiness" as const, open: conditions_unknown, limit }] : []),
  ];
}

/**
 * What the answer lacks, those first that move most.
 * @example missingAnswers({ stage: "growth" }, parts, figures)[0] // { ask: "tools" }
 */
function missingAnswers(question: TechnologyQuestion, parts: Parts, figures: TechnologyFigures): Missing[] {
  const { vendors, buy_now, platform, budget } = parts;
  const buys = isKnown(platform) && buy_now.some(({ tool }) => tool === PLATFORM);
  const unscored = vendors.filter(({ missing }) => missing.length > 0).length;
  const unpriced = vendors.filter(({ price }) => !isKnown(price)).length;
  return [
    ...stackQuestions(question, parts, figures),
    ...(buys && vendors.length < 2 ? [{ ask: "vendors" as const }] : []),
    ...(unscored ? [{ ask: "scores" as const, vendors: unscored }] : []),
    ...(unpriced ? [{ ask: "prices" as const, vendors: unpriced }] : []),
    ...(budget.length && question.budget === undefined ? [{ ask: "budget" as const }] : []),
    ...(budget.length && question.arr === undefined ? [{ ask: "arr" as const }] : []),
  ];
}

/** The condition whose remedy is a list of fields. */
const ACCOUNT_TABLE = "account_table";

/**
 * The way to a platform people work in: a step before signing for each readiness condition that is missing, with no length since no source
 * gives one, then, where the platform is bought, the phases of the rollout in weeks from the signature.
 * @example planPhases({ verdict: "buy", conditions_missing: [], ... }, true, figures).map(({ weeks }) => weeks) // [4, 4, 4, 4]
 */
function planPhases(
  { conditions_missing }: Platform,
  buys: boolean,
  figures: Pick<TechnologyFigures, "readiness" | "phases" | "dataFields">,
): TechnologyPlan["phases"] {
  const before = figures.readiness.value
    .filter(({ answer }) => conditions_missing.includes(answer))
    .map(({ answer, condition, if_not }) => {
      const must = () => figures.dataFields.value.filter((field) => field.must).map(({ field }) => field);
      const what = answer === ACCOUNT_TABLE ? `${if_not}. It must hold: ${must().join("; ")}` : if_not;
      const weeks = unknown("No source says how long a missing condition takes.");
      return { phase: "Before signing", weeks, what, done_when: condition };
    });
  if (!buys) return before;
  const rollout = figures.phases.value.map(({ phase, week_from, week_to, work, done_when }) => ({
    phase,
    weeks: week_to - week_from + 1,
    week_from,
    what: work,
    done_when,
  }));
  return [...before, ...rollout];
}

const noScore = unknown("Nothing that carries weight was scored.");

/**
 * A vendor's weighted mean over what was scored, with the share of the weight that was, and the mean it would have if the rest got the
 * lowest and the highest score. Unknown where no weight was scored; never 0 for missing.
 * @example vendorScore(vendor, weights, scale) // { score: 3.6, coverage: 1, possible_low: 3.6, possible_high: 3.6, ... }
 */
export function vendorScore(
  { name, scores, price }: Vendor,
  weights: readonly CriterionWeight[],
  { lowest, highest }: TechnologyFigures["scale"]["value"],
): Omit<VendorRow, "rank"> {
  let [weighed, points] = [0, 0];
  const missing: CriterionWeight[] = [];
  for (const weight of weights) {
    const score = scores.get(weight.criterion);
    if (score === undefined) {
      if (weight.weight_share > 0) missing.push(weight);
    } else {
      weighed += weight.weight_share;
      points += weight.weight_share * score;
    }
  }
  const coverage = withoutNoise(weighed);
  missing.sort((one, other) => other.weight_share - one.weight_share || byText(one.criterion, other.criterion));
  return {
    name,
    score: coverage > 0 ? withoutNoise(points / weighed) : noScore,
    coverage,
    possible_low: withoutNoise(points + (1 - coverage) * lowest),
    possible_high: withoutNoise(points + (1 - coverage) * highest),
    missing: missing.map(({ criterion }) => criterion),
    price,
  };
}

/**
 * Vendors by score, the best first, the same rank for the same score; those without a score last, without a rank.
 * @example rankVendors(vendors, weights, scale).map(({ name, rank }) => [name, rank]) // [["B", 1], ["A", 2]]
 */
export function rankVendors(
  vendors: readonly Vendor[],
  weights: readonly CriterionWeight[],
  scale: TechnologyFigures["scale"]["value"],
): VendorRow[] {
  const rows = vendors.map((vendor) => vendorScore(vendor, weights, scale));
  const level = (score: Known<number>) => (isKnown(score) ? score : Number.NEGATIVE_INFINITY);
  const better = (score: number) => rows.filter((row) => level(row.score) > score).length;
  return rows
    .sort((one, other) => {
      const [left, right] = [level(one.score), level(other.score)];
      return left === right ? byText(one.name, other.name) : right - left;
    })
    .map(({ name, score, ...rest }) => ({ name, score, rank: mapKnown(score, (level) => better(level) + 1), ...rest }));
}

/** Cuts an amount into parts by their shares, to the hundredth, so that the parts sum to it: what is left over goes to the largest rests. */
function cut(amount: number, shares: readonly { part: string; share: number }[]): ReadonlyMap<string, number> {
  const whole = Math.round(amount * 100);
  const rows = shares.map(({ part, share }) => {
    const exact = withoutNoise(whole * share);
    return { part, units: Math.floor(exact), rest: withoutNoise(exact - Math.floor(exact)) };
  });
  const left = whole - rows.reduce((sum, { units }) => sum + units, 0);
  const order = [...rows].sort((one, other) => other.rest - one.rest || byText(one.part, other.part));
  order.slice(0, left).forEach((row) => {
    row.units += 1;
  });
  return new Map(rows.map(({ part, units }) => [part, units / 100]));
}

/**
 * The yearly budget by part. Each band is divided by the sum of all middles, so that the middles make one whole; its ends are then cut to
 * what leaves every other part inside its own band. Parts named in `setAside` get nothing and the others share the whole.
 * Amounts in major units, unknown without a budget; 0 is a budget. Throws Problem where every band is 0.
 * @example splitBudget(split, 200000, [])[0] // { part: "platform", share: 0.45, amount: 90000, low: 80000, high: 100000, ... }
 */
export function splitBudget(
  split: TechnologyFigures["split"]["value"],
  budget: number | undefined,
  setAside: readonly string[],
): BudgetRow[] {
  const bands = split.map(({ line, share }) => {
    const [low = 0, high = 0] = setAside.includes(line) ? [] : share;
    return { part: line, low, high, middle: (low + high) / 2 };
  });
  const total = (pick: (band: (typeof bands)[number]) => number) => bands.reduce((sum, band) => sum + pick(band), 0);
  const whole = total(({ middle }) => middle);
  if (whole === 0)
    throw new Problem({
      what: "The bands of technology-budget.split are all 0.",
      remedy: "Give at least one part a share of the budget in your own figures.",
    });
  const [lows, highs] = [total(({ low }) => low) / whole, total(({ high }) => high) / whole];
  const shares = bands.map(({ part, low, high, middle }) => {
    const [least, most] = [low / whole, high / whole];
    const low_share = Math.max(least, 1 - (highs - most));
    return { part, share: middle / whole, low_share, high_share: Math.min(most, 1 - (lows - least)) };
  });
  const amounts = budget === undefined ? null : cut(budget, shares);
  const given = known(budget, "No budget was given.");
  const money = (share: number) => mapKnown(given, (whole) => sumMoney([withoutNoise(whole * share)]));
  return shares.map(({ part, share, low_share, high_share }) => ({
    part,
    low: money(low_share),
    high: money(high_share),
    amount: mapKnown(given, () => amounts!.get(part)!),
    share: withoutNoise(share),
    ...(amounts === null ? { low_share: withoutNoise(low_share), high_share: withoutNoise(high_share) } : {}),
  }));
}

/** Pictures of what the plan holds: vendors by score, and the budget by part. */
function technologyCharts({ vendors, budget }: Pick<TechnologyPlan, "vendors" | "budget">): Chart[] {
  const amounts = budget.some(({ amount }) => isKnown(amount));
  return [
    ...(vendors.length
      ? [{ kind: "bars" as const, title: "Vendors by score", list: "vendors", label: "name", values: ["score"] }]
      : []),
    ...(budget.length
      ? [
          {
            kind: "bars" as const,
            title: "Budget by part",
            list: "budget",
            label: "part",
            values: [amounts ? "amount" : "share"],
          },
        ]
      : []),
  ];
}

/** What the plan needs to know beside the question and the figures. */
interface TechnologyContext {
  /** Undefined where nobody named it; prices of the library then stand in their own. */
  currency?: string;
  /** Whom the published share of ARR was found among. */
  population: () => string;
}

type VendorParts = Pick<TechnologyPlan, "vendors" | "sensitivity" | "decided" | "decision">;
type StackParts = Pick<TechnologyPlan, "platform" | "buy_now" | "wait" | "build" | "needs" | "have" | "phases">;

function vendorParts(question: TechnologyQuestion, figures: TechnologyFigures): VendorParts {
  const { vendors: given = [], weights: own } = question;
  if (given.length === 0 && own === undefined)
    return { vendors: [], sensitivity: [], ...decideVendors([], [], figures.sensitivity.value) };
  const weights = criteriaWeights(question, given, figures);
  const vendors = checkVendors(given, weights, figures.scale.value);
  const rows = rankVendors(vendors, weights, figures.scale.value);
  const sensitivity = weighAgain(rows, vendors, weights, figures.sensitivity.value.weight_move_share);
  return { vendors: rows, sensitivity, ...decideVendors(rows, sensitivity, figures.sensitivity.value) };
}

/** Whether anything about the company, its tools or its needs was said. */
const asksStack = ({ stage, csms, accounts, tools, readiness, needs }: TechnologyQuestion) =>
  [stage, csms, accounts, tools, readiness, needs].some((given) => given !== undefined);

function stackParts(
  question: TechnologyQuestion,
  choice: VendorParts,
  { currency }: TechnologyContext,
  figures: TechnologyFigures,
): StackParts & { warnings: ToolWarning[] } {
  const platform = unknown("Nothing about the company or its tools was given.");
  const nothing = { platform, buy_now: [], wait: [], build: [], needs: [], have: [], phases: [], warnings: [] };
  if (!asksStack(question)) return nothing;
  return stackOf(question, choice, currency, figures);
}

function stackOf(
  question: TechnologyQuestion,
  { vendors, decided }: VendorParts,
  currency: string | undefined,
  figures: TechnologyFigures,
): StackParts & { warnings: ToolWarning[] } {
  const tools = knownTools(question.tools, figures);
  const platform = judgePlatform(question, tools, figures);
  const planned = planNeeds(question.needs, figures);
  // Needs nobody named are the rule's musts: they fill the platform's list and buy nothing by themselves.
  const asked = question.needs === undefined ? [] : planned;
  const needsOf = new Map(asked.map(({ tool }) => [tool, asked.filter((need) => need.tool === tool).map(({ need }) => need)]));
  const stack = planStack({ question, tools, platform, needsOf }, planned, { vendors, decided, currency }, figures);
  const buys = stack.buy_now.some(({ tool }) => tool === PLATFORM);
  return {
    platform,
    ...stack,
    // The musts nobody named are the rule's own list; its page shows them.
    needs: question.needs === undefined ? [] : stack.needs,
    build: buildRows(planned, figures),
    have: tools.have,
    phases: platform.verdict === "have" ? [] : planPhases(platform, buys, figures),
    warnings: [...tools.warnings, ...earlyPlatform(platform)],
  };
}

/** A platform that is there although neither stage nor size calls for one. */
function earlyPlatform({ verdict, stage_says, size_due }: Platform): ToolWarning[] {
  return verdict === "have" && stage_says === "none" && size_due === false ? [{ code: "platform_early" }] : [];
}

/**
 * A technology plan: what to buy now, what waits and for which trigger, what to build, the vendors with what would flip the choice, the
 * budget by part, and the rollout. Money a year in major units, shares as fractions. Only what was asked about is answered.
 * Throws Problem for unknown names, scores outside the scale, weights that do not sum to 1, negative numbers, and nothing asked.
 * @example planTechnology({ stage: "growth", csms: 8, tools: ["crm"] }, context, figures).plan.buy_now.map(({ tool }) => tool)
 */
export function planTechnology(
  question: TechnologyQuestion,
  context: TechnologyContext,
  figures: TechnologyFigures,
): { plan: TechnologyPlan; warnings: ToolWarning[] } {
  refuseNothing(question);
  const choice = vendorParts(question, figures);
  const { warnings, ...stack } = stackParts(question, choice, context, figures);
  const money = question.budget !== undefined || question.arr !== undefined;
  const waits = isKnown(stack.platform) && notDue(stack.platform);
  const line = figures.tools.value.find(({ tool }) => tool === PLATFORM)?.budget_line;
  const budget =
    money || isKnown(stack.platform)
      ? splitBudget(figures.split.value, question.budget, waits && line !== undefined ? [line] : [])
      : [];
  const spending = money
    ? judgeSpending(question, context.population(), figures)
    : unknown("Neither a budget nor ARR was given.");
  const missing = missingAnswers(question, { ...stack, vendors: choice.vendors, budget }, figures);
  const charts = technologyCharts({ vendors: choice.vendors, budget });
  return { plan: { ...stack, ...choice, budget, spending, missing, charts }, warnings };
}
