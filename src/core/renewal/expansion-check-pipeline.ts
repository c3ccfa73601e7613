import { dayNumber } from "../calendar/dates.ts";
import { Problem } from "../contract/problem.ts";
import { amountTrouble, shownPlaces } from "../metrics/refuse-unusable-rows.ts";
import type { StageProbabilities } from "./expansion-figures.ts";
import type { PipelineRow } from "./expansion-result.ts";

/**
 * Refuses a pipeline that cannot be counted: throws one Problem naming every row with an unknown stage, an impossible amount or date, and every
 * account whose rows state different rooms.
 */
export function checkPipeline(rows: readonly PipelineRow[], stages: StageProbabilities): void {
  const known = stages.map(({ stage }) => stage);
  const rooms = new Map<string, number>();
  const places = rows.flatMap((row, index): string[] => {
    const place = `pipeline[${index}] (${row.account})`;
    const { whitespace } = row;
    const first = rooms.get(row.account);
    if (whitespace !== undefined && first === undefined) rooms.set(row.account, whitespace);
    const troubles = [
      known.includes(row.stage) ? null : `there is no stage "${row.stage}"`,
      amountTrouble("amount", row.amount),
      whitespace === undefined ? null : amountTrouble("whitespace", whitespace),
      whitespace !== undefined && first !== undefined && first !== whitespace
        ? `whitespace is ${whitespace}, and ${first} in another row of the account`
        : null,
      row.close_date === undefined ? null : dateTrouble(row.close_date),
    ];
    return troubles.flatMap((trouble) => (trouble === null ? [] : [`${place}: ${trouble}`]));
  });
  if (places.length)
    throw new Problem({
      what: "The pipeline has rows that cannot be counted:",
      places: shownPlaces(places),
      remedy: `The stages: ${known.join(", ")}. Amounts in whole units, one whitespace an account, dates as year-month-day.`,
    });
}

function dateTrouble(date: string): string | null {
  try {
    dayNumber(date);
    return null;
  } catch {
    return `close_date ${date} is not a date of the calendar`;
  }
}
