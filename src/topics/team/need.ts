import { largest, smallest } from "../../core/order.ts";
import type { Driver, OpenQuestion, TeamNeed } from "./answer.ts";
import type { TeamFigures } from "./figures.ts";
import type { TeamQuestion } from "./question.ts";
import { csmFte, newAccountHours, type TeamWork, type WorkChange } from "./work.ts";

interface Ramp {
  yearly_attrition: number;
  ramp_months: number;
  ramp_delivery: number;
  vacancy_months: number;
}

/**
 * People's work lost in a year because some leave: each leaver costs the months of the vacancy and the part of the ramp a new one does not deliver.
 * Units: full-time people in and out. No state is carried from one year to the next.
 * @example attritionLoss(6, { yearly_attrition: 0.15, ramp_months: 6, ramp_delivery: 0.45, vacancy_months: 2 }) // 0.3975
 */
export function attritionLoss(people: number, ramp: Ramp): number {
  const yearsLost = ramp.vacancy_months / 12 + (ramp.ramp_months / 12) * (1 - ramp.ramp_delivery);
  return people * ramp.yearly_attrition * yearsLost;
}

/** The ramp of the rule with this company's own attrition. */
export function rampOf(question: Pick<TeamQuestion, "attrition">, figures: Pick<TeamFigures, "ramp">): Ramp {
  return { ...figures.ramp.value, yearly_attrition: question.attrition ?? figures.ramp.value.yearly_attrition };
}

/** The CSMs needed as a range, and the unmeasured inputs behind it, the strongest first. */
export interface TeamRange {
  low: number;
  high: number;
  drivers: Driver[];
}

/** One unmeasured input with what puts it at its two ends. */
interface Unmeasured {
  input: string;
  least: WorkChange;
  most: WorkChange;
}

/** Every input nobody measured and that the work depends on. */
function unmeasured(work: TeamWork, question: TeamQuestion, figures: TeamFigures): Unmeasured[] {
  const found: Unmeasured[] = [];
  const add = (input: string, least: WorkChange, most: WorkChange) => found.push({ input, least, most });
  const time = figures.customerTime.value;
  const spread = figures.hoursSpread.value;
  const guessed = work.lines.some((line) => !line.measured && line.hours_per_account > 0 && line.accounts > 0);
  if (question.customer_time === undefined) add("customer time", { customer_time: time.high }, { customer_time: time.low });
  if (guessed) add("hours per account", { hours_factor: 1 - spread }, { hours_factor: 1 + spread });
  if (newAccountHours(work, { onboarding: "high" }) > 0)
    add("hours per new account", { onboarding: "low" }, { onboarding: "high" });
  if (work.lines.some((line) => line.first_year > 0 && line.accounts > 0)) {
    const { low, central: from, high } = figures.firstYearHours.value;
    const first = (to: number): WorkChange => ({ first_year: { from, to } });
    add("hours of accounts in their first year", first(low), first(high));
  }
  if (work.lines.some((line) => line.note === "arr_unknown"))
    add("ARR of the tech-touch accounts", { without: "arr_unknown" }, {});
  if (guessed && work.quota > 0) {
    const [least, most] = figures.expansionMandate.value as [number, number];
    add("expansion quota", { quota: least }, { quota: most });
  }
  return found;
}

/**
 * The range of CSMs needed: the envelope of changing one unmeasured input at a time. What the user gave is not varied.
 * @example teamRange(work, question, figures).drivers[0] // { input: "customer time", low: 5.2, high: 6.9, swing: 1.8 }
 */
export function teamRange(work: TeamWork, question: TeamQuestion, figures: TeamFigures): TeamRange {
  const base = csmFte(work);
  const drivers = unmeasured(work, question, figures).flatMap(({ input, least, most }): Driver[] => {
    const [low, high] = [csmFte(work, least), csmFte(work, most)];
    return high > low ? [{ input, low, high, swing: high - low }] : [];
  });
  drivers.sort((a, b) => b.swing - a.swing || (a.input < b.input ? -1 : 1));
  return {
    low: smallest([base, ...drivers.map((driver) => driver.low)]),
    high: largest([base, ...drivers.map((driver) => driver.high)]),
    drivers,
  };
}

/**
 * The CSMs the work needs once leavers and their followers' ramp are counted on the people needed, not on those employed.
 * @example teamNeed(work, question, figures).middle // 5.76 x (1 + 0.15 x 0.4417) = 6.14
 */
export function teamNeed(work: TeamWork, question: TeamQuestion, figures: TeamFigures): TeamNeed {
  const leavers = 1 + attritionLoss(1, rampOf(question, figures));
  const range = teamRange(work, question, figures);
  const all = unmeasured(work, question, figures);
  const joint = (end: "least" | "most") =>
    csmFte(
      work,
      all.reduce<WorkChange>((change, one) => ({ ...change, ...one[end] }), {}),
    );
  return {
    middle: csmFte(work) * leavers,
    low: range.low * leavers,
    high: range.high * leavers,
    joint_low: joint("least") * leavers,
    joint_high: joint("most") * leavers,
  };
}

/**
 * What nobody said and the range leaves out, with its effect in CSMs: new accounts, and an expansion quota.
 * @example openQuestions(question, work, figures)[0].effect // "more CSMs for every 100 a year"
 */
export function openQuestions(question: TeamQuestion, work: TeamWork, figures: TeamFigures): OpenQuestion[] {
  const found: OpenQuestion[] = [];
  if (question.new_accounts_a_year === undefined && work.new_accounts === null) {
    const accounts = work.lines.reduce((sum, line) => sum + line.accounts, 0);
    const welcome = (end: "low" | "high") => work.lines.reduce((sum, line) => sum + line.accounts * line.onboarding[end], 0);
    const each = (end: "low" | "high") => (accounts === 0 ? 0 : welcome(end) / accounts / work.hours_per_csm);
    found.push({
      question: "How many new accounts start in a year?",
      effect: "more CSMs for every 100 a year",
      low: 100 * each("low"),
      high: 100 * each("high"),
    });
  }
  const guessed = work.lines.some((line) => !line.measured && line.hours_per_account > 0);
  const [least, most] = figures.expansionMandate.value as [number, number];
  if (question.expansion_mandate === undefined && guessed)
    found.push({
      question: "Do CSMs carry an expansion quota?",
      effect: "CSMs in all if they do",
      low: csmFte(work) / (1 - least),
      high: csmFte(work) / (1 - most),
    });
  return found;
}
