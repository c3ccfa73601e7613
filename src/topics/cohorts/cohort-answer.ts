import type { Findings } from "../../core/answer.ts";
import { type Answered, type Known, known, mapKnown, over, unknown } from "../../core/known.ts";
import { refuseMixedCurrencies, sumMoney } from "../../core/money.ts";
import { Problem } from "../../core/problem.ts";
import type { Table } from "../../core/table.ts";
import { type SegmentOf, segmentOfRows } from "../retention/account-book.ts";
import type { CohortFields, CohortInterval, CohortMeasure } from "./answer.ts";
import { cohortDrift, cohortTable, dayOf, driftVerdict, monthsOf } from "./cohort-table.ts";
import { survivalByGroup } from "./groups.ts";
import {
  type CohortDates,
  type CohortTableKind,
  type Histories,
  hasAmounts,
  historiesFromPeriods,
  historiesFromSnapshots,
  type LeftOut,
  livesFromTenure,
  livesOfHistories,
  mixesCurrencies,
  noticeEnd,
  observe,
  sortStarts,
} from "./histories.ts";
import { type CohortFigures, hazardByTenure, type Life, leavingTime } from "./lives.ts";
import { kaplanMeier, medianSurvival, periodLosses, projectSurvival } from "./survival.ts";
/** A whole cohort answer, and what to know before trusting it. */
export interface CohortAnswer extends Pick<Findings, "warnings" | "assumptions"> {
  fields: Answered<Omit<CohortFields, "charts">>;
}

/** What the caller asks of a dated table. */
export interface HistoriesQuestion extends LivesQuestion, CohortDates {
  snapshots: boolean;
}

/**
 * The whole answer for accounts whose dates are known: the triangle and its drift, and what their lives say.
 * Throws Problem for dates the table cannot answer, for money where amounts are not known, and when nobody starts in the time asked for.
 * @example answerFromHistories(historiesFromPeriods(records, true, () => null), question, figures).fields.cohorts[0]
 */
export function answerFromHistories(found: Histories, question: HistoriesQuestion, figures: CohortFigures): CohortAnswer {
  const { interval, measure } = question;
  if (measure === "money" && !found.amounts_known)
    throw new Problem({
      what: "measure is money, and the table has no recurring amount.",
      remedy: "Map the column with columns.arr or columns.mrr, or count logos.",
    });
  const { observation, notices } = observe(found, question.snapshots, question);
  const few = figures.fewAccounts.value;
  const pile = { least_customers: few, times: figures.openingPile.value };
  const starts = sortStarts(found.histories, observation, found.first, pile);
  const { lives, left_out, returned } = livesOfHistories(starts, observation);
  if (lives.length === 0)
    throw new Problem({
      what: `No account can be followed from ${observation.from}${observation.to === null ? "" : ` to ${observation.to}`}; the table's dates run from ${found.first} to ${found.last}.`,
      remedy: "Choose dates in which accounts start.",
    });
  const cohorts = cohortTable(starts.members, dayOf(observation.known_to), interval, measure, found.amounts_known);
  const drift = cohortDrift(cohorts, few, figures.standardErrors.value);
  const { verdict, drift: chosen } = driftVerdict(drift, 12 / monthsOf(interval), few);
  const answer = answerFromLives(lives, question, figures);
  const firstDay = starts.members.filter(({ start }) => start === dayOf(found.first)).length;
  const others = [
    { reason: "never paid anything", customers: found.never_paid },
    { reason: "rows that cannot be used, not customers", customers: found.rows_left_out },
  ].filter(({ customers }) => customers > 0);
  return {
    fields: {
      ...answer.fields,
      known_to: observation.known_to,
      cohorts: cohorts.map(({ cohort, size, opening, values }) => ({
        cohort,
        size,
        opening: known(opening, "The table has no recurring amount in one currency."),
        values: values.map((value) => known(value, "Some of the cohort have not reached this age.")),
      })),
      drift,
      drift_verdict: verdict,
      drift_age: mapKnown(chosen, ({ age }) => age),
      left_out: [...starts.left_out, ...left_out, ...others],
    },
    warnings: [
      ...noticeEnd(found.histories, observation.known_to),
      ...(starts.unknown_start ? [noticePile(starts.unknown_start, found.first)] : []),
      ...(question.snapshots && firstDay && observation.from >= found.first ? [noticeFirst(firstDay, found.first)] : []),
      ...found.notices,
      ...notices,
      ...answer.warnings,
    ],
    assumptions: [...answer.assumptions, atAnniversaries(), ...(returned ? [cameBack(returned)] : [])],
  };
}

const noticePile = (customers: number, first: string) => ({
  code: "unknown_start",
  message: `${customers} customers stand on the table's first day, ${first}, far more than on any other: they must have started earlier, so they are left out. If they did start that day, give a from before it.`,
});

const noticeFirst = (customers: number, first: string) => ({
  code: "first_month_starts",
  message: `${customers} ${customers === 1 ? "customer is" : "customers are"} there in the table's first month, ${first}, and counted as starting then. If they are older, give a from after that month.`,
});

const atAnniversaries = () => ({
  what: "When a customer counts as lost",
  value: "At the first monthly anniversary of its start on which its last period has ended",
  why: "Everybody is then looked at the same number of times, whatever the day of the month.",
  if_wrong: "Losses of the last part of a month are seen one anniversary later.",
});

const cameBack = (returned: number) => ({
  what: "Customers who stopped and came back",
  value: `${returned} kept in survival while away; away in the cohort table at the ages they were away`,
  why: "Net retention from one date to another also passes over a gap in between.",
  if_wrong: "If a return is a new sale, survival is too high: give each stay its own account.",
});

/** How the caller wants lives read. */
export interface LivesQuestion {
  interval: CohortInterval;
  measure: CohortMeasure;
}

export type LivesFields = Omit<
  CohortFields,
  "known_to" | "cohorts" | "drift" | "drift_verdict" | "drift_age" | "left_out" | "charts"
>;

/**
 * All that lives alone say: who left, survival with limits, groups, loss by tenure, and the projection. Ages in months, shares as fractions.
 * @example answerFromLives(lives, { interval: "month", measure: "logos" }, figures).fields.median_survival
 */
export function answerFromLives(
  lives: readonly Life[],
  { interval, measure }: LivesQuestion,
  figures: CohortFigures,
): Pick<CohortAnswer, "warnings" | "assumptions"> & { fields: Answered<LivesFields> } {
  const steps = kaplanMeier(lives, figures.standardErrors.value);
  const hazard = hazardByTenure(lives, figures.tenureBuckets.value);
  const { groups, verdict } = survivalByGroup(lives, figures);
  const fields: Answered<LivesFields> = {
    measure,
    interval,
    customers: lives.length,
    churned: lives.filter(({ churned }) => churned).length,
    churned_share: churnedShare(lives, measure),
    entered_late: lives.filter(({ entered }) => entered > 0).length,
    followed_months: lives.reduce((most, { months }) => Math.max(most, months), 0),
    survival: steps,
    limits: "greenwood_log_log",
    ...medianSurvival(steps),
    groups,
    groups_verdict: verdict,
    hazard,
    leaving: leavingTime(hazard, figures.leavingLosses.value, figures.standardErrors.value),
    projection: projectSurvival(periodLosses(lives, steps, monthsOf(interval)), monthsOf(interval), figures.projection.value),
  };
  return { fields, ...findingsOf(fields, lives, figures.fewAccounts.value) };
}

function churnedShare(lives: readonly Life[], measure: CohortMeasure): Known<number> {
  if (lives.length === 0) return unknown("No customer could be followed.");
  if (measure === "logos") return lives.filter(({ churned }) => churned).length / lives.length;
  const all = sumMoney(lives.map(({ amount }) => amount ?? 0));
  const lost = sumMoney(lives.map(({ churned, amount }) => (churned ? (amount ?? 0) : 0)));
  return over(lost, all, "The customers pay nothing.");
}

function findingsOf(
  { survival, entered_late }: Answered<LivesFields>,
  lives: readonly Life[],
  few: number,
): Pick<Findings, "warnings" | "assumptions"> {
  const emptied = survival.find(({ at_risk, churned }) => at_risk === churned);
  const goesOn = emptied !== undefined && lives.some(({ months }) => months > emptied.month);
  return {
    warnings: [
      ...(lives.length < few
        ? [
            {
              code: "few_customers",
              message: `These are ${lives.length} customers, fewer than ${few}: one more or less moves every figure visibly.`,
            },
          ]
        : []),
      ...(goesOn
        ? [
            {
              code: "survival_stuck",
              message: `At month ${emptied.month} all customers then followed left (${emptied.at_risk}), so survival stays at nothing although older customers are seen later. Too few were followed from the start; give a later from, or leave out those that entered late.`,
            },
          ]
        : []),
    ],
    assumptions: entered_late
      ? [
          {
            what: "Customers followed only from a later age",
            value: `${entered_late} counted from the age they had when observation began`,
            why: "They started before it, and those like them who had left by then are not in the data.",
            if_wrong: "Counting them from their start would make survival look better than it was.",
          },
        ]
      : [],
  };
}

/** What the caller asks, whatever the data. */
export interface CohortQuestion extends LivesQuestion, CohortDates {
  split_by?: string;
  /** Go on where a group's cell is empty or spelt in another way. */
  lenient: boolean;
}

/**
 * The whole answer where only lengths of life are known and nothing is dated: no cohorts, no drift.
 * Throws Problem for dates, which have nothing to choose from, and for money where an amount is missing.
 * @example answerOfLives({ lives: livesGiven([{ months: 6, churned: true }]), left_out: [] }, "Lives have no start dates.", question, figures)
 */
export function answerOfLives(
  { lives, left_out }: { lives: readonly Life[]; left_out: LeftOut[] },
  notDated: string,
  question: CohortQuestion,
  figures: CohortFigures,
): CohortAnswer {
  const dates = (["from", "to"] as const).filter((name) => question[name] !== undefined);
  if (dates.length)
    throw new Problem({
      what: `${dates.join(" and ")} choose when cohorts start. ${notDated}`,
      remedy: `Leave ${dates.join(" and ")} out, or give a table with start dates.`,
    });
  if (question.measure === "money" && lives.some(({ amount }) => amount === null))
    throw new Problem({
      what: "measure is money, and what the customers pay is not known.",
      remedy: "Give a table with a recurring amount (columns.arr or columns.mrr), or count logos.",
    });
  const answer = answerFromLives(lives, question, figures);
  return {
    ...answer,
    fields: {
      ...answer.fields,
      known_to: known(question.as_of, notDated),
      cohorts: [],
      drift: [],
      drift_verdict: "not_dated",
      drift_age: unknown(notDated),
      left_out,
    },
  };
}

/**
 * The whole cohort answer for a table of any of the three kinds. Throws Problem for rows it cannot use, dates it cannot answer, money in
 * several currencies or in whole-contract values, and a column to split by that is not there.
 * @example answerFromTable(table, "periods", question, figures).fields.cohorts
 */
export function answerFromTable(
  table: Table,
  kind: CohortTableKind["kind"],
  question: CohortQuestion,
  figures: CohortFigures,
): CohortAnswer {
  const { measure } = question;
  if (measure === "money") refuseMixedCurrencies(table.records);
  if (measure === "money" && table.amount_unit === "tcv")
    throw new Problem({
      what: "The amounts are total contract values, which depend on how long a contract is.",
      remedy: "Give a recurring amount (ARR or MRR), or count logos.",
    });
  const segments = question.split_by === undefined ? null : segmentOfRows(table, question.split_by, question.lenient, "split_by");
  const groupOf: SegmentOf = segments?.segmentOf ?? (() => null);
  const answer = read(table, kind, groupOf, question, figures);
  const notices = [...(segments?.notices ?? []), ...noticeInclusiveEnds(table)];
  return { ...answer, warnings: [...answer.warnings, ...notices] };
}

function read(
  table: Table,
  kind: CohortTableKind["kind"],
  groupOf: SegmentOf,
  question: CohortQuestion,
  figures: CohortFigures,
): CohortAnswer {
  const { records } = table;
  if (kind === "tenure") {
    const found = livesFromTenure(records, groupOf, question.lenient);
    return answerOfLives(found, "The table has no start dates, so there are no cohorts.", question, figures);
  }
  if (kind === "snapshots")
    return answerFromHistories(
      historiesFromSnapshots(records, groupOf, question.lenient),
      { ...question, snapshots: true },
      figures,
    );
  const found = historiesFromPeriods(records, hasAmounts(table), groupOf, question.lenient);
  const amounts_known = found.amounts_known && !mixesCurrencies(table);
  return answerFromHistories({ ...found, amounts_known }, { ...question, snapshots: false }, figures);
}

function noticeInclusiveEnds({ issues }: Table): Findings["warnings"] {
  return issues.filter(({ code }) => code === "end_on_last_day").map(({ code, message }) => ({ code, message }));
}
