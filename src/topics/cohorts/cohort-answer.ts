import { type Answered, type Known, known, mapKnown, over, type Unknown, unknown } from "../../core/known.ts";
import { refuseMixedCurrencies, sumMoney } from "../../core/money.ts";
import { Problem } from "../../core/problem.ts";
import type { Table } from "../../core/table.ts";
import { type SegmentOf, segmentOfRows } from "../retention/segment-column.ts";
import type { CohortAssumption, CohortFields, CohortInterval, CohortMeasure, CohortNotice } from "./answer.ts";
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
interface CohortAnswer {
  fields: Answered<Omit<CohortFields, "charts" | "left_out">>;
  left_out: LeftOut[];
  notices: CohortNotice[];
  assumptions: CohortAssumption[];
}

/** What the caller asks of a dated table. */
interface HistoriesQuestion extends LivesQuestion, CohortDates {
  snapshots: boolean;
}

/**
 * The whole answer for accounts whose dates are known: the triangle and its drift, and what their lives say.
 * Throws Problem for dates the table cannot answer, for money where amounts are not known, and when nobody starts in the time asked for.
 * @example answerFromHistories(historiesFromPeriods(records, true, () => null), question, figures).fields.cohorts[0]
 */
function answerFromHistories(found: Histories, question: HistoriesQuestion, figures: CohortFigures): CohortAnswer {
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
    { reason: { code: "never_paid" as const }, customers: found.never_paid },
    { reason: { code: "rows_unusable" as const }, customers: found.rows_left_out },
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
    },
    left_out: [...starts.left_out, ...left_out, ...others],
    notices: [
      ...noticeEnd(found.histories, observation.known_to),
      ...(starts.unknown_start ? [{ code: "unknown_start" as const, customers: starts.unknown_start, first: found.first }] : []),
      ...(question.snapshots && firstDay && observation.from >= found.first
        ? [{ code: "first_month_starts" as const, customers: firstDay, first: found.first }]
        : []),
      ...found.notices,
      ...notices,
      ...answer.notices,
    ],
    assumptions: [
      ...answer.assumptions,
      { code: "at_anniversaries" },
      ...(returned ? [{ code: "came_back" as const, customers: returned }] : []),
    ],
  };
}

/** How the caller wants lives read. */
interface LivesQuestion {
  interval: CohortInterval;
  measure: CohortMeasure;
}

type LivesFields = Omit<CohortFields, "known_to" | "cohorts" | "drift" | "drift_verdict" | "drift_age" | "left_out" | "charts">;

/**
 * All that lives alone say: who left, survival with limits, groups, loss by tenure, and the projection. Ages in months, shares as fractions.
 * @example answerFromLives(lives, { interval: "month", measure: "logos" }, figures).fields.median_survival
 */
function answerFromLives(
  lives: readonly Life[],
  { interval, measure }: LivesQuestion,
  figures: CohortFigures,
): Pick<CohortAnswer, "notices" | "assumptions"> & { fields: Answered<LivesFields> } {
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
): Pick<CohortAnswer, "notices" | "assumptions"> {
  const emptied = survival.find(({ at_risk, churned }) => at_risk === churned);
  const goesOn = emptied !== undefined && lives.some(({ months }) => months > emptied.month);
  return {
    notices: [
      ...(lives.length < few ? [{ code: "few_customers" as const, customers: lives.length, fewest: few }] : []),
      ...(goesOn ? [{ code: "survival_stuck" as const, month: emptied.month, at_risk: emptied.at_risk }] : []),
    ],
    assumptions: entered_late ? [{ code: "entered_late", customers: entered_late }] : [],
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
 * @example answerOfLives({ lives: livesGiven([{ months: 6, churned: true }]), left_out: [] }, unknown("Lives have no start dates."), question, figures)
 */
export function answerOfLives(
  { lives, left_out }: { lives: readonly Life[]; left_out: LeftOut[] },
  notDated: Unknown,
  question: CohortQuestion,
  figures: CohortFigures,
): CohortAnswer {
  const dates = (["from", "to"] as const).filter((name) => question[name] !== undefined);
  if (dates.length)
    throw new Problem({
      what: `${dates.join(" and ")} choose when cohorts start. ${notDated.why}`,
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
      drift_age: notDated,
    },
    left_out,
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
  return { ...answer, notices: [...answer.notices, ...(segments?.notices ?? [])] };
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
    return answerOfLives(found, unknown("The table has no start dates, so there are no cohorts."), question, figures);
  }
  if (kind === "snapshots") {
    const found = historiesFromSnapshots(records, groupOf, question.lenient);
    const amounts_known = found.amounts_known && table.only_counts !== true;
    return answerFromHistories({ ...found, amounts_known }, { ...question, snapshots: true }, figures);
  }
  const found = historiesFromPeriods(records, hasAmounts(table), groupOf, question.lenient);
  const amounts_known = found.amounts_known && !mixesCurrencies(table);
  return answerFromHistories({ ...found, amounts_known }, { ...question, snapshots: false }, figures);
}
