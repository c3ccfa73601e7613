import type { Findings } from "../../contract/envelope.ts";
import { Problem } from "../../contract/problem.ts";
import type { Table } from "../../contract/table.ts";
import type { SegmentOf } from "../changes-from-snapshots.ts";
import { refuseMixedCurrencies } from "../one-currency.ts";
import { segmentOfRows } from "../segment-of-rows.ts";
import { answerFromHistories } from "./answer-from-histories.ts";
import { answerOfLives } from "./answer-of-lives.ts";
import type { CohortFigures } from "./cohort-figures.ts";
import type { CohortQuestion } from "./cohort-question.ts";
import type { CohortFields } from "./cohort-result.ts";
import { type CohortTableKind, hasAmounts, mixesCurrencies } from "./cohort-table-kind.ts";
import { historiesFromPeriods } from "./histories-from-periods.ts";
import { historiesFromSnapshots } from "./histories-from-snapshots.ts";
import { livesFromTenure } from "./lives-from-tenure.ts";

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
): Findings & { fields: Omit<CohortFields, "charts"> } {
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
): Findings & { fields: Omit<CohortFields, "charts"> } {
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
