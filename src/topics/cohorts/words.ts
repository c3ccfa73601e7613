import { plural } from "../../core/english.ts";
import { sumMoney } from "../../core/money.ts";
import type { AmountUnit } from "../../core/table.ts";
import { decimal, money, percent } from "../../render/numbers.ts";
import type { CohortFields, CohortInterval } from "./cohort-table.ts";
import { lossesOfPhase } from "./lives.ts";
import { survivalAfter } from "./survival.ts";

/** What the words need beside the numbers. */
export interface CohortContext {
  currency: string;
  unit: AmountUnit;
  /** What the customers were split by, where they were. */
  split_by: string | null;
}

type Fields = Omit<CohortFields, "charts">;

/** The answer for a busy reader: newer customers against older, how long they stay, when they leave, where it leads. */
export function summariseCohorts(fields: Fields, context: CohortContext): string {
  return [driftWords(fields), staying(fields, context), groupWords(fields, context), leavingWords(fields), projected(fields)]
    .filter((sentence) => sentence !== null)
    .join(" ");
}

const points = (share: number): string => {
  const text = decimal(share * 100, 1);
  return `${text} ${text === "1" ? "point" : "points"}`;
};
const ageWords = (age: number, interval: CohortInterval): string => plural(age, interval);

function driftWords({ drift_verdict: verdict, drift, drift_age, measure, interval }: Fields): string | null {
  if (verdict === "not_dated") return null;
  const row = drift.find(({ age }) => age === drift_age);
  if (row === undefined) return "There are too few customers to tell whether newer ones stay as well as older ones.";
  const what = measure === "logos" ? "of those who" : "of the opening revenue of those who";
  const chance = row.chance_share === null ? "" : `; chance alone moves this by up to ${points(row.chance_share)}`;
  const pair = `${ageWords(row.age, interval)} on, ${percent(row.newest_share)} ${what} started in ${row.newest_cohorts} still ${measure === "logos" ? "pay" : "comes in"}, against ${percent(row.older_share)} for ${row.older_cohorts}${chance}.`;
  if (verdict === "newer_keep_less") return `Newer customers keep less: ${pair}`;
  return verdict === "newer_keep_more" ? `Newer customers keep more: ${pair}` : `No difference beyond chance so far: ${pair}`;
}

function staying(fields: Fields, { currency, unit }: CohortContext): string {
  const { customers, churned, churned_share: share, measure, survival, followed_months: longest, median_survival } = fields;
  const openings = fields.cohorts.flatMap(({ opening }) => (opening === null ? [] : [opening]));
  const every = unit === "arr" || unit === "acv" ? " a year" : unit === "mrr" ? " a month" : "";
  const paid = openings.length ? ` The cohorts began with ${money(sumMoney(openings), currency)}${every}.` : "";
  const left = `${churned.toLocaleString("en-US")} of ${plural(customers, "customer")} followed have left${share === null ? "" : measure === "logos" ? ` (${percent(share)})` : `, with ${percent(share)} of the money they began with`}.`;
  if (churned === 0) return `${left}${paid} Nobody has left yet, so how long they stay is not known.`;
  const marks = [12, 24].filter((month) => month <= longest);
  const ages = (marks.length ? marks : [longest]).map((month, index) => {
    const share = percent(survivalAfter(survival, month)?.survival ?? 1);
    return `${share} ${index === 0 ? "still pay " : ""}after ${plural(month, "month")}`;
  });
  const last = survivalAfter(survival, marks.at(-1) ?? longest);
  const range =
    last === null || last.low === null || last.high === null ? "" : ` (between ${percent(last.low)} and ${percent(last.high)})`;
  // All who were then followed left, and older ones are seen later: the curve can no longer say anything of them.
  const stuck = survival.find(({ month, at_risk, churned }) => at_risk === churned && longest > month);
  if (stuck !== undefined)
    return `${left}${paid} At month ${decimal(stuck.month, 1)} everybody followed so far had left (${plural(stuck.at_risk, "customer")}), though older customers are seen after that; how long customers stay cannot be told from these.`;
  const half =
    median_survival === null
      ? "more than half stay longer than the data shows, so a typical lifetime is not known yet"
      : `half are gone by month ${decimal(median_survival, 1)}`;
  return `${left}${paid} Allowing for those who started lately, ${ages.join(" and ")}${range}; ${half}.`;
}

function groupWords({ groups }: Fields, { split_by }: CohortContext): string | null {
  if (groups.length < 2 || split_by === null) return null;
  const month = groups.reduce((least, { survival }) => Math.min(least, survival.at(-1)?.month ?? 0), Number.POSITIVE_INFINITY);
  if (month === 0) return null;
  const ranked = groups
    .map(({ group, survival }) => ({ group, share: survival.find((one) => one.month === month)?.survival ?? 1 }))
    .sort((a, b) => b.share - a.share || (a.group < b.group ? -1 : 1));
  const words = ({ group, share }: { group: string; share: number }) => `${percent(share)} of ${group}`;
  return `By ${split_by}, ${words(ranked[0]!)} and ${words(ranked.at(-1)!)} still pay after ${plural(month, "month")}.`;
}

function leavingWords({ leaving, hazard, churned }: Fields): string | null {
  if (leaving === "too_few")
    return churned === 0
      ? null
      : `${plural(churned, "loss", "losses")} ${churned === 1 ? "is" : "are"} too few to tell when customers leave.`;
  const rate = (...phases: Parameters<typeof lossesOfPhase>[1][number][]) => {
    const all = lossesOfPhase(hazard, phases);
    return all.at_risk_months === 0 ? "none" : percent(all.churned / all.at_risk_months);
  };
  const other = `against ${rate("between", "later")} at other times`;
  const early = `the first ${plural(hazard.find(({ phase }) => phase === "onboarding")?.to_month ?? 0, "month")} (${rate("onboarding")} a month)`;
  const late = `the months around a renewal (${rate("renewal")} a month)`;
  if (leaving === "neither") return `Neither ${early} nor ${late} stand out ${other}; at other ages the rate may still change.`;
  return `They leave most in ${leaving === "both" ? `${early} and in ${late}` : leaving === "onboarding" ? early : late}, ${other}.`;
}

function projected({ projection }: Fields): string | null {
  const last = projection?.survival.at(-1);
  if (!projection || last === undefined) return null;
  return `If the pattern holds, ${percent(last.survival)} of those who start are left after ${plural(last.month, "month")}; that is a projection, off by up to ${points(projection.largest_gap)} where it can be checked.`;
}
