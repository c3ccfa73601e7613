import { listed, plural } from "../../core/english.ts";
import { sumMoney } from "../../core/money.ts";
import { decimal, percent } from "../../render/numbers.ts";
import type { LostAccount, Month, Move, RetentionFields } from "./answer.ts";
import { accountName, roundly } from "./words-asked.ts";

/** What words about months and customers need beside the numbers. */
export interface MonthsContext {
  currency: string | null;
  from: string | null;
  to: string | null;
  /** Who moved in each of the answer's months. */
  moves: readonly (readonly Move[])[];
  /** Amounts are a month's each, so that a date is the month it stands for. */
  by_month: boolean;
}

const monthNames = "January February March April May June July August September October November December".split(" ");

/** Whether the window lies in one year, which is then said once. */
const inOneYear = ({ from, to }: MonthsContext) => from !== null && from.slice(0, 4) === to?.slice(0, 4);

/** A month by its name; the year is left out where the window has only one. @example "October", "October 2025" */
function nameOf(date: string, year: boolean): string {
  return `${monthNames[Number(date.slice(5, 7)) - 1]}${year ? ` ${date.slice(0, 4)}` : ""}`;
}

/** A date of the answer as people say it. */
export const dateSaid = (date: string, context: MonthsContext, year = !inOneYear(context)) =>
  context.by_month ? nameOf(date, year) : date;

/** The window as people say it. @example " from January to December 2025", " from 2025-01-15 to 2026-01-15" */
export function windowSaid(context: MonthsContext): string {
  const { from, to } = context;
  if (from === null || to === null) return "";
  return ` from ${dateSaid(from, context)} to ${context.by_month ? nameOf(to, true) : to}`;
}

/** A month of amounts by name; a step between two days of a month by its dates. */
function monthName({ from, month }: Pick<Month, "from" | "month">, context: MonthsContext): string {
  if (context.by_month) return nameOf(month, !inOneYear(context));
  return month.endsWith("-01") && from.endsWith("-01") ? nameOf(from, true) : `${from} to ${month}`;
}

/** Names that a sentence holds. */
const NAMES = 3;

const isLoss = ({ line }: Move) => line === "churn" || line === "contraction";

const named = (rows: readonly { account: string; amount: number }[], currency: string | null): string => {
  const shown = rows.slice(0, NAMES).map(({ account, amount }) => `${accountName(account)} (${roundly(amount, currency)})`);
  return rows.length > NAMES ? `${shown.join(", ")} and ${rows.length - NAMES} more` : listed(shown);
};

const moveWords: Record<Move["line"], string> = {
  churn: "left",
  contraction: "less",
  expansion: "more",
  new: "new",
  reactivation: "back",
};

/** Who moved in a month, losses first, for a row of the table; a star marks who is in no rate. @example "Gruber 2 left 1,618*, Lindner less 180" */
export function whoMoved(moves: readonly Move[]): string {
  const lost = moves.filter(isLoss);
  const gained = moves.filter((move) => !isLoss(move));
  const losses = lost.slice(0, NAMES);
  const shown = [...losses, ...gained.slice(0, NAMES + 1 - losses.length)];
  const rest = moves.length - shown.length;
  const words = shown.map(
    ({ account, line, amount, counted }) =>
      `${accountName(account)} ${moveWords[line]} ${roundly(amount, null)}${counted || line === "new" || line === "reactivation" ? "" : "*"}`,
  );
  return [...words, ...(rest > 0 ? [`${rest} more`] : [])].join(", ");
}

const movesOf = (month: Month, { months }: RetentionFields, { moves }: MonthsContext): readonly Move[] =>
  moves[months.indexOf(month)] ?? [];

/** Months that lost most of what the rates count, the worst first. */
function worstMonths({ months }: Pick<RetentionFields, "months">): Month[] {
  return [...months]
    .filter(({ lost_counted }) => lost_counted > 0)
    .sort((a, b) => b.lost_counted - a.lost_counted || (a.month < b.month ? -1 : 1))
    .slice(0, NAMES);
}

/** The months that cost the rates most. */
export function worstSaid(fields: RetentionFields, context: MonthsContext): string | null {
  const worst = worstMonths(fields);
  if (worst.length === 0) return null;
  const months = worst.map((month) => `${monthName(month, context)} (${roundly(month.lost_counted, context.currency)})`);
  const all = fields.months.every(({ lost, lost_counted }) => lost === lost_counted);
  return `${all ? "Most was lost" : "These rates lost most"} in ${listed(months)}.`;
}

/** Why the drops of the months add up to more than the rate lost: what was added first, or came back, is lost in a month and not from the opening. */
function tieSaid({ months, bridge: { churn, contraction } }: RetentionFields, { currency }: MonthsContext): string {
  if (churn === null || contraction === null) return "";
  const drops = sumMoney(months.map(({ lost_counted }) => lost_counted));
  const lost = sumMoney([churn, contraction]);
  const rest = sumMoney([drops, -lost]);
  return rest <= 0
    ? ""
    : ` The drops of all months come to ${roundly(drops, currency)}, of which gross counts ${roundly(lost, currency)}: the other ${roundly(rest, currency)} had been added before it was lost, or came back.`;
}

/** Who left and who pays less in the two worst months. */
export function worstNamed(fields: RetentionFields, context: MonthsContext): string | null {
  const { currency } = context;
  const words = worstMonths(fields)
    .slice(0, 2)
    .map((month) => {
      const lost = movesOf(month, fields, context).filter((move) => move.counted && isLoss(move));
      const [left, less] = [lost.filter(({ line }) => line === "churn"), lost.filter(({ line }) => line === "contraction")];
      const parts = [
        ...(left.length ? [`${named(left, currency)} left`] : []),
        ...(less.length ? [`${named(less, currency)} ${less.length === 1 ? "pays" : "pay"} less`] : []),
      ];
      return `${monthName(month, context)}: ${parts.join("; ")}`;
    });
  return words.length ? `${words.join(". ")}.${tieSaid(fields, context)}` : null;
}

/** A month whose loss is mostly of customers won since the start, and how many of those are gone again: pain that no rate holds. */
export function outsideSaid(fields: RetentionFields, context: MonthsContext): string | null {
  const { months, since_start: since } = fields;
  if (since === null || since.gone.length === 0) return null;
  const { currency } = context;
  const total = roundly(sumMoney(since.gone.map(({ amount }) => amount)), currency);
  const again = `${since.gone.length} of ${plural(since.won, "customer")} won since the start left again (${total})`;
  const worst = [...months].sort((a, b) => b.lost - a.lost)[0]!;
  const outside = movesOf(worst, fields, context).filter((move) => !move.counted && isLoss(move));
  if (outside.length === 0 || worst.lost_counted * 2 > worst.lost)
    return `${again}, which no rate here holds: ${named(since.gone, currency)}.`;
  const part = roundly(sumMoney(outside.map(({ amount }) => amount)), currency);
  const whose =
    outside.length === 1
      ? `was ${accountName(outside[0]!.account)}, won since the start and in no rate`
      : `from customers won since the start, whom no rate holds: ${named(outside, currency)}`;
  return `${monthName(worst, context)} lost most money (${roundly(worst.lost, currency)}), but ${part} of it ${whose}; ${again}.`;
}

/** The customer who pays most at the end, where it is large enough to be named first. */
export function largestSaid(
  { largest_now: largest, accounts }: RetentionFields,
  share: number,
  few: number,
  context: MonthsContext,
): string | null {
  if (largest === null || largest.share < share || (accounts.starting ?? 0) < few) return null;
  const next = largest.times_next === null ? "" : `, ${decimal(largest.times_next, 1)} times the next one`;
  const since = largest.since === null ? "" : ` since ${dateSaid(largest.since, context)}`;
  const start = `${accountName(largest.account)} pays ${roundly(largest.amount, context.currency)}, ${percent(largest.share, 0)} of the closing${next}`;
  return largest.counted
    ? `${start}: is the amount right, and when does it renew?`
    : `${start}: new${since}, so in no rate yet. Is the amount right, and is it a new customer?`;
}

/** Customers won since the start who look like second contracts of earlier ones. */
export function alikeSaid({ look_alikes: alike }: RetentionFields, { currency }: MonthsContext): string | null {
  if (alike === null) return null;
  const [first, ...more] = alike.accounts;
  const others = more.length ? ` and ${plural(more.length, "other")}` : "";
  const alone = alike.pairs[0];
  const one =
    more.length === 0 || alone === undefined
      ? ""
      : `; ${first} alone: ${percent(alone.nrr_if_same)} and ${percent(alone.grr_if_same)}`;
  return `Whether ${first}${others}, won since the start, are second contracts of customers of that name (${alike.first_like}): their ${roundly(alike.amount, currency)} would be expansion, net ${percent(alike.nrr_if_same)} and gross ${percent(alike.grr_if_same)}${one}. Billing knows.`;
}

/** Who does what: the accounts whose loss moves the rate, by name; the rest is not worth a call of its own. */
export function stepsOf(
  { left, shrank, grr, bridge, without_account: deciding }: RetentionFields,
  worth: number,
  { currency }: MonthsContext,
): string[] {
  const least = (bridge.starting ?? 0) * worth;
  const large = (rows: readonly LostAccount[]) => rows.filter(({ amount }) => amount >= least);
  if (left.length + shrank.length === 0)
    return grr === 1 ? ["Nothing to win back: no customer left or pays less. Ask who grew, and why."] : [];
  const [gone, less] = [large(left), large(shrank)];
  const decides = less.find(({ account }) => account === deciding?.account);
  const without =
    decides === undefined
      ? ""
      : ` Without ${accountName(decides.account)} net would be ${percent(deciding!.nrr)} and gross ${percent(deciding!.grr)}.`;
  return [
    ...(less.length
      ? [
          `Whoever looks after ${named(less, currency)}, who ${less.length === 1 ? "pays" : "pay"} that much less, calls first.${without}`,
        ]
      : []),
    ...(gone.length
      ? [`The head of CS writes down why ${named(gone, currency)} left, and when that was first known, within two weeks.`]
      : []),
    ...(gone.length + less.length === 0 ? ["No single loss is large enough to chase; look for what they share instead."] : []),
  ];
}
