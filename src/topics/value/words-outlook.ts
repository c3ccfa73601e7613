import { type Warning, warned } from "../../core/answer.ts";
import { inShort, plural } from "../../core/english.ts";
import { decimal, percent, shortMoney } from "../../render/numbers.ts";
import type { ValueFields } from "./answer.ts";
import type { ValueReport } from "./value-report.ts";

/** What stands behind the lines, as it goes out. */
export type OutlookTold = ValueFields["outlook"];
type Split = OutlookTold["splits"][number];

const unitOf = ({ unit }: Split): string => unit ?? "units";
const moreOrFewer = ({ volume_change }: Split): string => (volume_change < 0 ? "fewer" : "more");

/** A total as its rate and its volume, in a sentence. */
export function splitSaid(split: Split, currency: string): string {
  const { name, change, rate_part, volume_part, rate_change } = split;
  const rate = rate_part >= 0 ? "a better rate" : "a worse rate";
  return `Of ${name}'s ${shortMoney(change, currency)}, ${shortMoney(rate_part, currency)} is ${rate} (${percent(rate_change, 1)} a unit) and ${shortMoney(volume_part, currency)} is ${moreOrFewer(split)} ${unitOf(split)}, which nobody has shown to be yours.`;
}

/** What of the volume went with its base, and what did not. */
function baseSaid(split: Split, currency: string): string {
  if (split.base === null) return "";
  const { with_base, beyond_base } = split.base;
  const range = (values: number[]) =>
    values.length > 1
      ? `${shortMoney(values[0]!, currency)} to ${shortMoney(values.at(-1)!, currency)}`
      : shortMoney(values[0] ?? 0, currency);
  return `Of the ${moreOrFewer(split)} ${unitOf(split)}, ${range(with_base)} went with the smaller base; ${range(beyond_base)} is beyond it, and may be yours if as much was delivered.`;
}

const spans = { so_far: "So far", term: "Over the whole term", a_year: "For a year's fee alone" };

/** What is needed of the part of a volume, by span, without and with the hours. */
function needsSaid({ needs_of_volume, splits }: OutlookTold, currency: string): string[] {
  const [split] = splits;
  if (split === undefined || split.volume_part <= 0) return [];
  return (["term", "a_year", "so_far"] as const).flatMap((span) => {
    const [without, withHours] = [false, true].map((hours) =>
      needs_of_volume.find((one) => one.span === span && one.with_hours === hours),
    );
    if (without === undefined) return [];
    const told = (share: number | null | undefined) => (share == null ? "more than all" : percent(share, 0));
    const hours = withHours === undefined ? "" : `, ${told(withHours.share_of_volume)} if every freed hour counts as money`;
    return [
      `${spans[span]} (${shortMoney(without.cost, currency)}) ${told(without.share_of_volume)} of the ${moreOrFewer(split)} ${unitOf(split)} must be yours${hours}.`,
    ];
  });
}

/** What of the hours a year's fee needs, where no volume is open. */
function hoursSaid({ needs_of_volume, splits, by_months, payback }: OutlookTold, currency: string): string[] {
  const year = needs_of_volume.find(({ span, with_hours }) => span === "a_year" && !with_hours);
  if (splits.length > 0 || payback.length === 0 || year === undefined || year.share_of_hours === null || year.missing === 0)
    return [];
  const pace = by_months[0]?.last_whole;
  return [
    `A year's fee of ${shortMoney(year.cost, currency)} is covered by what counts and ${percent(year.share_of_hours, 0)} of the open hours${pace == null ? "" : ` at the pace of ${pace}`}.`,
  ];
}

function contractSaid({ contract }: OutlookTold, currency: string): string {
  const { paid_so_far: paid, used_so_far: used, months_so_far: months, fee_before_live: before } = contract;
  if (paid === null || used === null || months === null) return "";
  const early = before === null || before === 0 ? "" : `; ${shortMoney(before, currency)} of fees fell before it was live`;
  const part = paid === used ? "" : `, of which ${shortMoney(used, currency)} for the ${decimal(months, 1)} months behind`;
  return `Paid so far ${shortMoney(paid, currency)}${part}${early}.`;
}

function paybackSaid({ payback }: OutlookTold): string {
  const [first] = payback;
  const all = payback.at(-1);
  if (first === undefined || all === undefined) return "";
  const names = { counted: "what counts", with_hours: "every freed hour", with_volume: "every hour and the whole volume" };
  const told = (one: typeof first) =>
    one.months === null ? "not within ten years" : one.on === null ? `after ${decimal(one.months, 0)} months` : `by ${one.on}`;
  return `With ${names[first.counts]} the money is back ${told(first)}${all === first ? "" : `, with ${names[all.counts]} ${told(all)}`}, fees paid at the start of each year.`;
}

/** By months: how many went the new way, what they came to, and a year at the last whole one. */
function monthsSaid({ by_months }: OutlookTold, currency: string): string[] {
  return by_months.map(({ line, unit, units, money, share, units_a_year, money_a_year, last_whole, rest_a_year }) => {
    const of = share === null ? "" : `, ${percent(share, 0)} of all`;
    const year =
      units_a_year === null || money_a_year === null
        ? ""
        : `; a year at ${last_whole}'s pace is ${decimal(units_a_year, 0)}, ${shortMoney(money_a_year, currency)}`;
    const rest =
      rest_a_year === null || rest_a_year <= 0 ? "" : `; the rest of the units would add ${shortMoney(rest_a_year, currency)}`;
    return `${line}: ${decimal(units, 0)}${unit === null ? "" : ` ${unit}`} so far, ${shortMoney(money, currency)}${of}${year}${rest}.`;
  });
}

/** What the outlook adds to an answer: facts, what to check, and what to ask the champion before anything is said aloud. */
export function wordOutlook(outlook: OutlookTold, { lines }: Pick<ValueReport, "lines">, currency: string) {
  const { splits, surveys, overlaps } = outlook;
  const caused = lines.filter(({ line }) => line.other_cause !== undefined);
  const asks = [
    ...splits
      .slice(0, 1)
      .map(
        (split) =>
          `${split.name}: may we show ${shortMoney(split.rate_part, currency)} and not ${shortMoney(split.change, currency)}? Can you bring the ${unitOf(split)} and what was delivered, by month?`,
      ),
    ...caused
      .slice(0, 1)
      .map(({ line }) => `${line.name}: what of it came before "${line.other_cause}", or has nothing to do with it?`),
    ...overlaps
      .slice(0, 1)
      .map(({ name, same_as }) => `${same_as}: was it dropped because of this? And what did the other hours of ${name} go into?`),
  ];
  return {
    facts: [
      ...splits.map((split) => splitSaid(split, currency)),
      ...monthsSaid(outlook, currency),
      ...needsSaid(outlook, currency).slice(0, 1),
      ...hoursSaid(outlook, currency),
      ...splits.map((split) => baseSaid(split, currency)),
      contractSaid(outlook, currency),
      ...needsSaid(outlook, currency).slice(1),
      paybackSaid(outlook),
    ].filter(Boolean),
    checks: [
      ...surveys
        .filter(({ said, of }) => said < of)
        .map(
          ({ name, said, of, all, only_said }) =>
            `${name}: ${said} of ${of} answered; those alone carry ${shortMoney(only_said, currency)} of ${shortMoney(all, currency)}. Ask the others, or measure.`,
        ),
      ...overlaps.map(
        ({ name, same_as, taken_out, left }) =>
          `${name} and ${same_as} are the same work: ${shortMoney(taken_out, currency)} of the hours is in it already, ${shortMoney(left, currency)} is left.`,
      ),
    ],
    champion: asks.length > 0 ? asks.join(" ") : null,
  };
}

/** What of the periods a reader would take for something else. */
export function periodWarnings({ lines }: Pick<ValueReport, "lines">, { contract }: OutlookTold, currency: string): Warning[] {
  const known = lines.filter(({ months, amount, kind }) => months !== null && amount !== null && kind !== "soft");
  const mixed = new Set(known.map(({ months }) => months)).size > 1;
  const each = known.map(({ line, months }) => `${line.name} ${decimal(months!, 1)} months`);
  const YEAR = 12; // not a figure: months of a year
  const scaled = known.filter(
    ({ line, months }) =>
      line.value === undefined &&
      line.volume === undefined &&
      line.months === undefined &&
      months !== YEAR &&
      (line.units_a_year ?? 1) !== 1,
  );
  const live = contract.months_live;
  const long =
    live === null ? [] : known.filter(({ months, amount }) => Math.floor(months!) > Math.ceil(live) && (amount ?? 0) > 0);
  return [
    ...warned(
      mixed,
      "periods_differ",
      `The lines cover different periods: ${each.join(", ")}. Each is counted as measured, and none is stretched.`,
    ),
    ...warned(
      scaled.length > 0,
      "parts_of_a_year",
      `Worked out of a year's units for the months of the line: ${scaled.map(({ line, months, amount }) => `${line.name}, ${decimal(months!, 1)} of 12 months, ${shortMoney(amount!, currency)}`).join("; ")}.`,
    ),
    ...warned(
      long.length > 0,
      "longer_than_live",
      `It was live for ${decimal(live ?? 0, 1)} months; these lines stand for more: ${long.map(({ line, months, amount }) => `${line.name}, ${decimal(months!, 1)} months, at that pace ${shortMoney((amount! * (live ?? 0)) / months!, currency)} so far`).join("; ")}.`,
    ),
  ];
}

type SamplesTold = Pick<OutlookTold, "samples" | "loads">;
type Samples = SamplesTold["samples"][number];

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
export const sampleChecks = ({ samples, loads }: SamplesTold): string[] => [
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
export function sampleWarnings({ samples, loads }: SamplesTold): Warning[] {
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
