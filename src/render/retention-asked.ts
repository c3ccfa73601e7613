import type { Warning } from "../core/contract/envelope.ts";
import type { Tie } from "../core/metrics/retention-detail.ts";
import type { RetentionFields } from "../core/metrics/retention-result.ts";
import { decimal, money, percent, plural } from "./numbers.ts";

/** A stated figure that the data does not give, in words: by how much, and what equals the difference. */
export function tieWarnings({ tie, opening_tie }: RetentionFields, currency: string): Warning[] {
  const sides = [
    { name: "closing", found: tie },
    { name: "opening", found: opening_tie },
  ];
  return sides.flatMap(({ name, found }) =>
    found === undefined || found.difference === 0 ? [] : [{ code: "does_not_tie", message: untied(name, found, currency) }],
  );
}

function untied(side: string, { stated, computed, difference, located }: Tie, currency: string): string {
  const off = `${money(Math.abs(difference), currency)} ${difference > 0 ? "above" : "below"}`;
  const first = `The stated ${side} of ${money(stated, currency)} is ${off} the computed ${money(computed, currency)}.`;
  if (located.length === 0)
    return `${first} No one thing in the data equals that difference; it may be several together, or the figures are of other dates.`;
  const more =
    located.length > 1
      ? ` (and ${plural(located.length - 1, "other explanation")}, see ${side === "closing" ? "tie" : "opening_tie"})`
      : "";
  return `${first} This equals it to the cent: ${located[0]!.what}${more}.`;
}

/** What else was asked, a sentence each: figures that tie, the window before, price, exchange rates, and a rate compounded to a year. */
export function askedSentences(fields: RetentionFields, currency: string): string[] {
  return [
    ties(fields, currency),
    before(fields, currency),
    price(fields, currency),
    rates(fields, currency),
    yearly(fields),
  ].filter((sentence) => sentence !== null);
}

function ties({ tie, opening_tie }: RetentionFields, currency: string): string | null {
  const tied = [
    { name: "closing", found: tie },
    { name: "opening", found: opening_tie },
  ].flatMap(({ name, found }) => (found?.difference === 0 ? [`${name} of ${money(found.stated, currency)}`] : []));
  return tied.length ? `The stated ${tied.join(" and the stated ")} ${tied.length > 1 ? "tie" : "ties"} to the cent.` : null;
}

const tenths = (rate: number) => Math.round(rate * 1000);
const points = (tenth: number) => `${tenth < 0 ? "-" : "+"}${decimal(Math.abs(tenth) / 10, 1, 1)}`;

/** Printed parts add up to the printed change: what segments' own rates do not explain is the shift between them, with the interaction. */
function before({ comparison, bridge }: RetentionFields, currency: string): string | null {
  if (!comparison || comparison.nrr_change === null) return null;
  const { from, to, nrr_change: change } = comparison;
  const own = tenths(comparison.nrr_performance!);
  const shift = tenths(change) - own;
  const parts = [
    ...(own === 0 ? [] : [`${points(own)} because segments did ${own < 0 ? "worse" : "better"}`]),
    ...(shift === 0 ? [] : [`${points(shift)} because the book shifted between them`]),
  ];
  const then = `in the window before (${from} to ${to})`;
  if (tenths(change) === 0) return `Net is where it was ${then}${parts.length ? `: ${parts.join(", ")}` : ""}.`;
  const worth = money(Math.round(Math.abs(change) * bridge.starting!), currency);
  const way = `${points(tenths(change)).slice(1)} points ${change < 0 ? "lower" : "higher"}`;
  return `Net is ${way} than ${then}, ${worth} of this opening: ${parts.join(", ")}.`;
}

function price({ nrr_without_price: net, price_expansion: part, bridge }: RetentionFields, currency: string): string | null {
  if (net === undefined || net === null || part === undefined) return null;
  return `Without the price increase net is ${percent(net)}: it makes ${money(part, currency)} of the ${money(bridge.expansion!, currency)} of expansion.`;
}

function rates({ bridge }: RetentionFields, currency: string): string | null {
  if (bridge.fx === undefined) return null;
  const way = bridge.fx < 0 ? "take" : "add";
  return `Retention is at the opening's exchange rates; those of the end ${way} ${money(Math.abs(bridge.fx), currency)}, for a closing of ${money(bridge.ending!, currency)}.`;
}

function yearly({ annualised }: RetentionFields): string | null {
  if (annualised === null || annualised.nrr === null) return null;
  return `These rates are for ${decimal(annualised.months, 1)} ${annualised.months === 1 ? "month" : "months"}, not a year; if every month were like these, a year would keep ${percent(annualised.nrr)} net and ${percent(annualised.grr)} gross.`;
}
