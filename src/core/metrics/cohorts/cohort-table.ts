import { addMonths } from "../../calendar/dates.ts";
import { sumMoney } from "../../money/sum-money.ts";
import { ratioOfMoney } from "../ratio-of-money.ts";
import { type AccountHistory, amountOn } from "./account-history.ts";
import { type CohortInterval, cohortName, monthsOf } from "./cohort-interval.ts";
import { wholeMonths } from "./whole-months.ts";

/** What one customer paid at its start, and at each age that has come; 1 and 0 where customers are counted. */
export interface Member {
  opening: number;
  /** Index is the age in intervals; ends where the age has not come yet. */
  amounts: number[];
}

/** The customers who started in one calendar interval. */
export interface Cohort {
  cohort: string;
  members: Member[];
  /** What they paid on their first days; null where amounts are not known. */
  opening: number | null;
  /** The share still paying at each age; null from the first age that some member has not reached. */
  values: (number | null)[];
}

/** What is counted: customers, or the money they paid at their start. */
export type CohortMeasure = "logos" | "money";

/**
 * The cohort triangle. A cohort is all who started in one calendar interval; an age is counted for each from its own first day, so that age 0
 * is everybody whatever the day. A cell is null until its last member has reached the age. Who is away at an age is away, and counts again
 * when back; money may pass the opening. Shares are fractions; rows by time, all as long as the oldest.
 * @example cohortTable(histories, "2019-11-01", "quarter", "logos", true)[0].values // [1, 0.9, null]
 */
export function cohortTable(
  histories: readonly AccountHistory[],
  knownTo: string,
  interval: CohortInterval,
  measure: CohortMeasure,
  amountsKnown: boolean,
): Cohort[] {
  const step = monthsOf(interval);
  const groups = new Map<string, AccountHistory[]>();
  for (const history of histories) {
    const name = cohortName(history.start, interval);
    const known = groups.get(name);
    if (known) known.push(history);
    else groups.set(name, [history]);
  }
  const cohorts = [...groups]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([cohort, own]) => {
      const members = own.map((history) => memberOf(history, knownTo, step, measure));
      const opening = amountsKnown ? sumMoney(own.map((history) => amountOn(history, history.start))) : null;
      return { cohort, members, opening, values: valuesOf(members) };
    });
  const ages = cohorts.reduce((most, { values }) => Math.max(most, values.length), 0);
  for (const { values } of cohorts) while (values.length < ages) values.push(null);
  return cohorts;
}

function memberOf(history: AccountHistory, knownTo: string, step: number, measure: CohortMeasure): Member {
  const ages = Math.floor(wholeMonths(history.start, knownTo) / step);
  const amounts = Array.from({ length: ages + 1 }, (_, age) => amountOn(history, addMonths(history.start, age * step)));
  if (measure === "money") return { opening: amounts[0]!, amounts };
  return { opening: 1, amounts: amounts.map((amount) => (amount > 0 ? 1 : 0)) };
}

function valuesOf(members: readonly Member[]): (number | null)[] {
  const mature = members.reduce((least, { amounts }) => Math.min(least, amounts.length), Number.POSITIVE_INFINITY);
  const opening = sumMoney(members.map((member) => member.opening));
  return Array.from({ length: mature }, (_, age) => ratioOfMoney(sumMoney(members.map(({ amounts }) => amounts[age]!)), opening));
}
