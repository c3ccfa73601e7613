import type * as z from "zod";
import type { Warning } from "../../core/answer.ts";
import { listed, plural } from "../../core/english.ts";
import { decimal, money, percent, shortMoney } from "../../render/numbers.ts";
import type { Definition, LocatedTie, RefusedFigure, RetentionAnswer, RetentionFields, Tie, TieCause } from "./answer.ts";
import type { ExplainSchema } from "./explain.ts";

/** An amount in the currency of the answer, or a plain number where none is known. */
const moneyIn = (amount: number, currency: string | null): string => money(amount, currency ?? "").trim();

const LARGE = 100_000; // not a figure: from here on people say thousands and millions

/** The same as people say it, where nobody will add it up; amounts said beside each other are said alike. @example roundly(4_200_000, null) // "4.2M" */
export const roundly = (amount: number, currency: string | null, beside: readonly (number | null)[] = []): string =>
  [amount, ...beside].every((one) => Math.abs(one ?? 0) < LARGE)
    ? moneyIn(amount, currency)
    : shortMoney(amount, currency ?? "").trim();

/** A customer by name; one that bears only a number is called a customer. @example accountName("17") // "customer 17" */
export const accountName = (account: string): string => (/^\d/.test(account) ? `customer ${account}` : account);

/** What each definition of a rate counts. */
export const definitionNotes: Record<Definition["definition"], string> = {
  point_to_point: "Who paid at the start, at both dates.",
  gap_as_churn: "A fall to zero in between is a loss.",
  movements_of_cohort: "Every monthly rise and fall of theirs.",
  months_multiplied: "Monthly rates of all, also those won since.",
  churn_only: "Gross without downgrades.",
  reactivation_included: "Net with customers who came back.",
};

/** Why a figure that goes by the name of retention is none. */
export const refusedNotes: Record<RefusedFigure["definition"], string> = {
  movements_of_cohort: "Accounts that rose and fell again lose more than they had at the start.",
  losses_of_all_customers: "Its movements include customers won after the start, its opening does not.",
  new_customers_leaked_in: "Everybody's ending revenue over the opening measures growth, not retention.",
};

const causes: Record<TieCause, (of: string | number) => string> = {
  new_lacks: () => "New customers are not in the stated figure",
  returned_lack: () => "Returned customers are not in the stated figure",
  new_and_returned_lack: () => "New and returned customers are not in the stated figure",
  lost_still_in: () => "Customers who left are still in the stated figure",
  downgrades_lack: () => "Downgrades are not in the stated figure",
  expansion_lacks: () => "Expansion is not in the stated figure",
  price_lacks: () => "The price increase is not in the stated figure",
  opening_rates: () => "Exchange rates; the stated figure is at the opening's rates",
  unconverted: () => "Exchange rates; the stated figure adds amounts in several currencies as they stand",
  year_for_month: () => "The stated figure is twelve times the computed one, a year against a month",
  children_twice: () => "Accounts under a parent are counted only once in the computed figure, twice in the stated one",
  children_lack: () => "Accounts under a parent are not in the stated figure",
  all_rows: (of) => `All ${of} rows left out`,
  blank_rows: (of) => `Rows left out because an amount is blank: ${of}`,
  row: (of) => `Row ${of}, left out`,
  ends_still_in: (of) => `Subscriptions that end on ${of} are still in the stated figure; an end is the first day not paid for`,
  starts_lack: (of) => `Subscriptions that start on ${of} are not in the stated figure`,
  account_lacks: (of) => `${of} is not in the stated figure`,
  account_twice: (of) => `${of} is twice in the stated figure`,
  already_in: (of) => `${of} is already in the stated figure`,
  still_in: (of) => `${of} is still in the stated figure`,
  at_opening: (of) => `${of} is at its opening amount in the stated figure`,
  at_closing: (of) => `${of} is at its closing amount in the stated figure`,
};

/** The figures that somebody stated as the answer has them, each cause in words. */
export function tiesInWords({
  closing,
  opening,
}: NonNullable<RetentionAnswer["ties"]>): Pick<RetentionFields, "tie" | "opening_tie"> {
  const said = (tie: LocatedTie): Tie => ({
    ...tie,
    located: tie.located.map(({ cause, of = "", amount }) => ({ what: causes[cause](of), amount })),
  });
  return { ...(closing && { tie: said(closing) }), ...(opening && { opening_tie: said(opening) }) };
}

/** A stated figure that the data does not give, in words: by how much, and what equals the difference. */
export function tieWarnings({ tie, opening_tie }: RetentionFields, currency: string | null): Warning[] {
  const sides = [
    { name: "closing", found: tie },
    { name: "opening", found: opening_tie },
  ];
  return sides.flatMap(({ name, found }) =>
    found === undefined || found.difference === 0 ? [] : [{ code: "does_not_tie", message: untied(name, found, currency) }],
  );
}

function untied(side: string, { stated, computed, difference, located }: Tie, currency: string | null): string {
  const off = `${moneyIn(Math.abs(difference), currency)} ${difference > 0 ? "above" : "below"}`;
  const first = `The stated ${side} of ${moneyIn(stated, currency)} is ${off} the computed ${moneyIn(computed, currency)}.`;
  if (located.length === 0)
    return `${first} No one thing in the data equals that difference; it may be several together, or the figures are of other dates.`;
  const more =
    located.length > 1
      ? ` (and ${plural(located.length - 1, "other explanation")}, see ${side === "closing" ? "tie" : "opening_tie"})`
      : "";
  return `${first} This equals it to the cent: ${located[0]!.what}${more}.`;
}

/** What else was asked, a sentence each: figures that tie, the window before, price, exchange rates, and a rate compounded to a year. */
export function askedSentences(fields: RetentionFields, currency: string | null): string[] {
  return [
    ties(fields, currency),
    before(fields, currency),
    price(fields, currency),
    rates(fields, currency),
    yearly(fields),
  ].filter((sentence) => sentence !== null);
}

function ties({ tie, opening_tie }: RetentionFields, currency: string | null): string | null {
  const tied = [
    { name: "closing", found: tie },
    { name: "opening", found: opening_tie },
  ].flatMap(({ name, found }) => (found?.difference === 0 ? [`${name} of ${moneyIn(found.stated, currency)}`] : []));
  return tied.length ? `The stated ${tied.join(" and the stated ")} ${tied.length > 1 ? "tie" : "ties"} to the cent.` : null;
}

const tenths = (rate: number) => Math.round(rate * 1000);
const points = (tenth: number) => `${tenth < 0 ? "-" : "+"}${decimal(Math.abs(tenth) / 10, 1, 1)}`;

/** Printed parts add up to the printed change: what segments' own rates do not explain is the shift between them, with the interaction. */
function before({ comparison, bridge }: RetentionFields, currency: string | null): string | null {
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
  const worth = moneyIn(Math.round(Math.abs(change) * bridge.starting!), currency);
  const way = `${points(tenths(change)).slice(1)} points ${change < 0 ? "lower" : "higher"}`;
  return `Net is ${way} than ${then}, ${worth} of this opening: ${parts.join(", ")}.`;
}

function price(
  { nrr_without_price: net, price_expansion: part, bridge }: RetentionFields,
  currency: string | null,
): string | null {
  if (net === undefined || net === null || part === undefined) return null;
  return `Without the price increase net is ${percent(net)}: it makes ${moneyIn(part, currency)} of the ${moneyIn(bridge.expansion!, currency)} of expansion.`;
}

function rates({ bridge }: RetentionFields, currency: string | null): string | null {
  if (bridge.fx === undefined) return null;
  const way = bridge.fx < 0 ? "take" : "add";
  return `Retention is at the opening's exchange rates; those of the end ${way} ${moneyIn(Math.abs(bridge.fx), currency)}, for a closing of ${moneyIn(bridge.ending!, currency)}.`;
}

function yearly({ annualised }: RetentionFields): string | null {
  if (annualised === null || annualised.nrr === null) return null;
  return `That is ${decimal(annualised.months, 1)} ${annualised.months === 1 ? "month" : "months"}, not a year; twelve like ${annualised.months === 1 ? "it" : "them"} would keep ${percent(annualised.nrr)} net and ${percent(annualised.grr)} gross.`;
}

type Explained = z.infer<typeof ExplainSchema>;

/** What each rule of a system is called; a value that is a word follows it. */
const ruleWords: Record<string, (value: string) => string> = {
  currency: (value) =>
    value === "spot" ? "rates of each month" : value === "purchase" ? "rates of the purchase" : "rates of the start",
  pause: (value) => (value === "keep" ? "pauses still count as paying" : "a pause pays nothing"),
  churn: (value) => (value === "request" ? "churn on the day it is asked for" : "churn at the end of what is paid"),
  price: (value) => (value === "list" ? "prices before discounts" : "prices after discounts"),
  past_due_days: (value) => `unpaid for ${value} days counts as gone`,
  level: () => "subscriptions instead of customers",
  floor: () => "only customers above its bar",
  formula: () => "its formula, which takes in movements of customers won since the start and returns as it counts them",
  window: (value) =>
    ({ last: "the last month only", last_quarter: "the last quarter only", chained: "twelve months multiplied" })[value] ??
    "windows of thirty days",
};

const signed = (change: number): string => `${change < 0 ? "-" : "+"}${decimal(Math.abs(change) * 100, 1, 1)}`;

const rateWords = ({ nrr, grr }: { nrr: number | null; grr: number | null }): string =>
  `net ${nrr === null ? "not defined" : percent(nrr)}${grr === null ? "" : ` and gross ${percent(grr)}`}`;

/** What the system shows here, against ours, with what makes the difference. */
export function explainedSentences(explained: Explained): {
  lead: string;
  because: string[];
  check_first: string[];
  unknown: string[];
} {
  const { system, shows, ours, steps, forms, assumed, not_in_table, remainder } = explained;
  const moved = steps.filter(({ nrr_change, grr_change }) => Math.abs(nrr_change ?? 0) + Math.abs(grr_change ?? 0) > 0);
  const part = ({ rule, value, nrr_change, grr_change }: Explained["steps"][number]) =>
    `${ruleWords[rule]?.(value) ?? rule} (net ${nrr_change === null ? "not defined" : signed(nrr_change)}, gross ${grr_change === null ? "not defined" : signed(grr_change)})`;
  return {
    lead: `By its own rules ${system} shows ${rateWords(explained)} here (${shows}), against ours of ${rateWords(ours)}.`,
    because: [
      moved.length
        ? `From ours to theirs, in points, one rule at a time: ${listed(moved.map(part))}.`
        : "None of its rules changes anything on this table.",
      ...(remainder === null
        ? []
        : [`Their screen is ${signed(remainder)} points from what these rules give; that remainder is not explained.`]),
    ],
    check_first: [
      forms.length
        ? `Which screen is it? In its other forms it shows ${listed(forms.slice(0, 3).map((form) => `${rateWords(form)} (${form.shows})`))}.`
        : "Which screen and interval is it, and when does a canceled customer leave there?",
      ...(assumed === "nothing" ? [] : [`Its own pages do not say all: assumed ${assumed}.`]),
    ],
    unknown: not_in_table.length
      ? [`The table does not show ${listed(not_in_table)}, which this system treats in its own way.`]
      : [],
  };
}
