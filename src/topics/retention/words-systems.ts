import type * as z from "zod";
import { listed } from "../../core/english.ts";
import { decimal, percent } from "../../render/numbers.ts";
import type { ExplainSchema } from "./explain.ts";

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
