import type { Warning } from "../../core/answer.ts";
import { inShort, plural } from "../../core/english.ts";
import { decimal, percent } from "../../render/numbers.ts";
import type { ValueFields } from "./answer.ts";

type Told = Pick<ValueFields["outlook"], "samples" | "loads">;
type Samples = Told["samples"][number];

export const NOBODY_TWICE = "No column names people, or nobody was measured both times.";

const aside = ({ flagged, unmeasured }: Samples): string =>
  [
    flagged > 0 ? `${plural(flagged, "row")} with a remark` : "",
    unmeasured > 0 ? `${plural(unmeasured, "row")} without a measure` : "",
  ]
    .filter(Boolean)
    .join(" and ");

/** What samples say: with and without remarks, and of the same people. */
function samplesSaid(one: Samples): string {
  const { name, before, after, same_people: same, once } = one;
  const left = aside(one);
  const all = before.mean_of_all === before.mean ? "" : ` (${decimal(before.mean_of_all, 1)} with them)`;
  const means = `${decimal(before.mean, 1)} before${all} and ${decimal(after.mean, 1)} after on average, median ${decimal(before.median, 1)} and ${decimal(after.median, 1)}, of ${before.measured} and ${after.measured}`;
  const people =
    same === null
      ? "Nobody is known to be measured both times: were they the same people?"
      : once.length === 0
        ? "All were measured both times."
        : `Measured both times: ${inShort(same.names)}, ${decimal(same.before, 1)} before and ${decimal(same.after, 1)} after, which is what counts; ${inShort(once)} once only. Measure them again.`;
  return `${name}: ${means}${left === "" ? "" : `; ${left} left out`}. ${people}`;
}

/** What to look at first: samples of other people than before, and hours nobody can have worked. */
export const sampleChecks = ({ samples, loads }: Told): string[] => [
  ...loads
    .filter(({ share_of_their_hours: share }) => share !== null && share > 1)
    .map(
      ({ name, people }) =>
        `${name}: ${plural(people, "person", "people")} cannot have spent that many hours on it before. How was it measured?`,
    ),
  ...samples
    .filter(({ same_people, once }) => same_people === null || once.length > 0)
    .map(({ name, same_people }) =>
      same_people === null
        ? `${name}: were the same people measured before and after?`
        : `${name}: only ${inShort(same_people.names)} were measured before and after (${decimal(same_people.before, 1)} and ${decimal(same_people.after, 1)}): measure the others before this is shown.`,
    ),
];

/** The samples behind a line, and hours that its people cannot have spent. */
export function sampleWarnings({ samples, loads }: Told): Warning[] {
  return [
    ...samples.map((one) => ({ code: "samples", message: samplesSaid(one) })),
    ...loads.map(({ name, people, hours_a_year, hours_a_month_each: each, share_of_their_hours: share }) =>
      share !== null && share > 1
        ? {
            code: "hours_impossible",
            message: `${name}: what it took before comes to ${decimal(hours_a_year, 0)} hours a year, ${percent(share, 0)} of all the hours that ${plural(people, "person", "people")} work. That cannot be: measure it again.`,
          }
        : {
            code: "hours_of_people",
            message: `${name}: what it took before comes to ${decimal(each, 0)} hours a month for each of ${people}${share === null ? ". Can that be?" : `, ${percent(share, 0)} of their hours.`}`,
          },
    ),
  ];
}
