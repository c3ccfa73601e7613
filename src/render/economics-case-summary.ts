import type { BusinessCase, OptionAnswer } from "../core/economics/business-case-fields.ts";
import { type EconomicsAnswer, type EconomicsContext, listed, points, sentence, yearsText } from "./economics-words.ts";
import { decimal, percent, plural, shortMoney } from "./numbers.ts";

type Fields = Partial<BusinessCase>;
interface Worth {
  name: string;
  npv: number;
}

/** Accounts of one segment or another, one at a time. */
function inAccounts({ break_even_accounts: lines = [] }: OptionAnswer): string {
  const known = lines.flatMap(({ segment, accounts }) => (accounts === null ? [] : [`${decimal(accounts, 1)} ${segment}`]));
  return known.length ? `, or ${listed(known, "or")} accounts` : "";
}

function verdict(worth: readonly Worth[]): string {
  const paying = worth.filter(({ npv }) => npv >= 0);
  if (worth.length === 1) return paying.length ? "pays with the lift you gave" : "does not pay with the lift you gave";
  if (paying.length === worth.length) return "pays in every case you gave";
  return paying.length ? `pays only in the ${listed(paying.map(({ name }) => name))} case` : "pays in no case you gave";
}

/** What the given lifts are worth, or the lift it would take where nobody gave one. */
function valueSentence(option: OptionAnswer, fields: Fields, currency: string): string {
  const years = yearsText(fields.horizon_years ?? 0);
  const cost = `${option.name} at ${shortMoney(option.cost, currency)} a year`;
  if (option.npv === null) {
    const row = fields.must_be_true?.find((one) => one.option === option.name);
    const needed = row?.added_grr_once;
    const lift =
      needed === undefined || needed === null
        ? ""
        : `: it must add ${points(needed)} of retention every year to pay over ${years}`;
    const asked = `${cost} has no lift that anybody gave, and none is invented`;
    if (row?.possible === false)
      return `${asked}: no lift can repay it, for even the least would take more ARR than there is to keep.`;
    return `${asked}${lift}.`;
  }
  const of = (name: "low" | "high"): Worth[] =>
    (option.cases ?? []).flatMap(({ case: one, npv }) => (one === name && npv !== null ? [{ name, npv }] : []));
  const worth = [...of("low"), { name: "base", npv: option.npv }, ...of("high")];
  const amounts = worth.map(({ name, npv }) => `${shortMoney(npv, currency)}${worth.length > 1 ? ` ${name}` : ""}`);
  // Payback lets what was kept renew, as this value does; it would contradict the value of what is kept once.
  const back =
    option.payback_month === null ? `no payback within ${years}` : `payback in month ${decimal(option.payback_month, 0)}`;
  const renewing =
    option.npv_recurring === null
      ? back
      : `${shortMoney(option.npv_recurring, currency)}${worth.length > 1 ? " base" : ""} and ${back}`;
  const rate = fields.do_nothing?.arr_at_horizon == null ? "" : " like the rest of the book";
  return `${cost} ${verdict(worth)}: ${listed(amounts)} over ${years} in today's money, counting a year of what it keeps; if that renews${rate}, ${renewing}.`;
}

function billSentence(option: OptionAnswer, currency: string, whole: boolean): string {
  if (option.break_even === null || option.retained_arr_needed === null)
    return "Kept revenue earns no margin, so no lift ever repays it from cash.";
  const { break_even_low: low, break_even_high: high } = option;
  // The reason for the range is said once; every option has its own ends.
  const range =
    low == null || high == null ? "" : ` (${points(low)} to ${points(high)}${whole ? " while the margin is unknown" : ""})`;
  const losses = {
    no: ", which is more than a whole year loses",
    not_if_the_smallest_left: "; had only the smallest left, saving every one would not be enough",
    yes: "",
  }[option.within_losses ?? "yes"];
  const other = whole
    ? `; as value of recurring revenue ${points(option.value_break_even)} would do, by the book's budget rule it takes ${points(option.budget_rule_break_even)}`
    : "";
  return `A year's cost is back from cash with ${shortMoney(option.retained_arr_needed, currency)} of ARR kept, ${points(option.break_even)}${range}${inAccounts(option)}${losses}${other}.`;
}

function chanceSentence({ detectable_effect: effect }: Fields): string {
  if (effect === undefined) return "";
  const change = effect.noticeable_grr_change ?? effect.noticeable_change;
  if (change === null || effect.accounts === null)
    return "How far chance alone moves retention cannot be said without accounts and the share that leaves a year.";
  const unseen = effect.annual_churn !== null && change > effect.annual_churn ? ", more than all that leaves" : "";
  const trial =
    effect.trial_churn === null
      ? ""
      : ` A one-year trial on half of them would show only if losses fell from ${percent(effect.annual_churn ?? 0)} to ${percent(effect.trial_churn)}.`;
  return `With ${plural(effect.accounts, "account")} a change from one year to the next below ${points(change)} cannot be told from chance${unseen}.${trial}`;
}

/** What ends each option; options that end alike share a sentence. */
function stopSentences(options: readonly OptionAnswer[]): string {
  const groups = new Map<string, string[]>();
  for (const { name, break_even: even, kill_criterion: stop } of options) {
    // No retention can rise past the whole book, so there is nothing to wait for.
    if (even !== null && even > 1) continue;
    const when = stop.date === null ? `in month ${decimal(stop.month, 0)}` : `on ${stop.date}`;
    const rule =
      stop.rise === null
        ? `if this measure misses ${when} the level agreed before the start: ${stop.metric.toLowerCase()}`
        : `if ${stop.metric} has not ${stop.level === null ? `risen by ${points(stop.rise)}` : `reached ${percent(stop.level)}`} ${when}`;
    groups.set(rule, [...(groups.get(rule) ?? []), name]);
  }
  return [...groups].map(([rule, names]) => sentence(`stop ${listed(names)} ${rule}.`)).join(" ");
}

function nothingSentence({ do_nothing: nothing }: Fields, currency: string): string {
  if (nothing === undefined || nothing.arr_lost_low === null || nothing.arr_lost_high === null) return "";
  const [low, high] = [shortMoney(nothing.arr_lost_low, currency), shortMoney(nothing.arr_lost_high, currency)];
  return `Doing nothing costs no money; a year takes ${low === high ? low : `${low} to ${high}`} of ARR.`;
}

/** A business case in words: each option's verdict and bill, what chance hides, and what ends it. */
export function summariseCase(fields: EconomicsAnswer, { currency }: EconomicsContext): string[] {
  const { options } = fields;
  if (options === undefined) return [];
  return [
    ...options.flatMap((option, index) => [valueSentence(option, fields, currency), billSentence(option, currency, index === 0)]),
    nothingSentence(fields, currency),
    chanceSentence(fields),
    stopSentences(options),
  ].filter((text) => text !== "");
}
