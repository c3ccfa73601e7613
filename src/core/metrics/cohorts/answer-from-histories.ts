import type { Findings } from "../../contract/envelope.ts";
import { Problem } from "../../contract/problem.ts";
import { because } from "../because.ts";
import { answerFromLives, type LivesQuestion } from "./answer-from-lives.ts";
import { cohortDrift } from "./cohort-drift.ts";
import type { CohortFigures } from "./cohort-figures.ts";
import { monthsOf } from "./cohort-interval.ts";
import type { CohortFields } from "./cohort-result.ts";
import { cohortTable } from "./cohort-table.ts";
import { driftVerdict } from "./drift-verdict.ts";
import type { Histories } from "./histories.ts";
import { livesOfHistories } from "./lives-of-histories.ts";
import { noticeEnd } from "./notice-end.ts";
import { type CohortDates, observe } from "./observation.ts";
import { sortStarts } from "./starts.ts";

/** What the caller asks of a dated table. */
export interface HistoriesQuestion extends LivesQuestion, CohortDates {
  snapshots: boolean;
}

/**
 * The whole answer for accounts whose dates are known: the triangle and its drift, and what their lives say.
 * Throws Problem for dates the table cannot answer, for money where amounts are not known, and when nobody starts in the time asked for.
 * @example answerFromHistories(historiesFromPeriods(records, true, () => null), question, figures).fields.cohorts[0]
 */
export function answerFromHistories(
  found: Histories,
  question: HistoriesQuestion,
  figures: CohortFigures,
): Findings & { fields: Omit<CohortFields, "charts"> } {
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
  const cohorts = cohortTable(starts.members, observation.known_to, interval, measure, found.amounts_known);
  const drift = cohortDrift(cohorts, few, figures.standardErrors.value);
  const { verdict, drift: chosen } = driftVerdict(drift, 12 / monthsOf(interval), few);
  const answer = answerFromLives(lives, question, figures);
  const firstDay = starts.members.filter(({ start }) => start === found.first).length;
  const others = [
    { reason: "never paid anything", customers: found.never_paid },
    { reason: "rows that cannot be used, not customers", customers: found.rows_left_out },
  ].filter(({ customers }) => customers > 0);
  return {
    fields: {
      ...answer.fields,
      known_to: observation.known_to,
      cohorts: cohorts.map(({ cohort, members, opening, values }) => ({ cohort, size: members.length, opening, values })),
      drift,
      drift_verdict: verdict,
      drift_age: chosen?.age ?? null,
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
    undefined: [
      ...answer.undefined,
      ...(chosen === null ? because(`No age has ${few} customers on both sides.`, "drift_age") : []),
      ...(drift.some(({ chance_share }) => chance_share === null)
        ? because("All fared alike up to this age, from which chance cannot be gauged.", "drift[].chance_share")
        : []),
      ...(cohorts.some(({ values }) => values.includes(null))
        ? because("Some of the cohort have not reached this age.", "cohorts[].values[]")
        : []),
      ...(found.amounts_known ? [] : because("The table has no recurring amount in one currency.", "cohorts[].opening")),
    ],
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
