import { listed, plural, sentence } from "../../core/english.ts";
import { byText } from "../../core/order.ts";
import { decimal, money, percent, points, shortMoney } from "../../render/numbers.ts";
import type { BusinessCase, OptionAnswer } from "./answer.ts";
import {
  conventionWords,
  type EconomicsAnswer,
  type EconomicsContext,
  partWords,
  placeWords,
  yearsText,
} from "./words-assumptions.ts";

type Fields = Partial<BusinessCase>;
interface Worth {
  name: string;
  npv: number;
}

/** Accounts of one segment or another, one at a time, or of the average where there are no segments. */
function inAccounts(
  { break_even_accounts: lines = [], retained_arr_needed: needed }: OptionAnswer,
  { arr, accounts }: EconomicsContext["question"],
): string {
  if (lines.length === 0 && needed !== null && arr !== undefined && accounts !== undefined && arr > 0 && accounts > 0)
    return `, about ${plural(Math.ceil((needed * accounts) / arr), "average account")}`;
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
      return `${asked}: no lift can repay it within a year, for that would take more ARR than there is to keep.`;
    return `${asked}${lift}.`;
  }
  const of = (name: "low" | "high"): Worth[] =>
    (option.cases ?? []).flatMap(({ case: one, npv }) => (one === name && npv !== null ? [{ name, npv }] : []));
  const worth = [...of("low"), { name: "base", npv: option.npv }, ...of("high")];
  const amounts = worth.map(({ name, npv }) => `${shortMoney(npv, currency)}${worth.length > 1 ? ` ${name}` : ""}`);
  // Payback lets what was kept renew, as this value does; it would contradict the value of what is kept once.
  const later = (option.npv_recurring ?? 0) >= 0 ? ", since part of what is kept pays after it" : "";
  const back =
    option.payback_month === null ? `no payback within ${years}${later}` : `payback in month ${decimal(option.payback_month, 0)}`;
  const renewing =
    option.npv_recurring === null
      ? back
      : `${shortMoney(option.npv_recurring, currency)}${worth.length > 1 ? " base" : ""} and ${back}`;
  const rate = fields.do_nothing?.arr_at_horizon == null ? "" : " like the rest of the book";
  return `${cost} ${verdict(worth)}: ${listed(amounts)} over ${years} in today's money, counting a year of what it keeps; if that renews${rate}, ${renewing}.`;
}

function billSentence(
  option: OptionAnswer,
  { currency, figures, question }: EconomicsContext,
  { first, whole }: { first: boolean; whole: boolean },
): string {
  const budgetRule = figures.budgetRule.value;
  if (option.break_even === null || option.retained_arr_needed === null)
    return "Kept revenue earns no margin, so no lift ever repays it from cash.";
  const { break_even_low: low, break_even_high: high } = option;
  // The reason for the range is said once; every option has its own ends.
  const range =
    low == null || high == null ? "" : ` (${points(low)} to ${points(high)}${first ? " while the margin is unknown" : ""})`;
  const losses = {
    no: ", which is more than a whole year loses",
    not_if_the_smallest_left: "; had only the smallest left, saving every one would not be enough",
    yes: "",
  }[option.within_losses ?? "yes"];
  const other = whole
    ? `; as value of recurring revenue ${points(option.value_break_even)} would do, where cost may take only ${percent(budgetRule, 0)} of what it keeps, ${points(option.budget_rule_break_even)}`
    : "";
  return `A year's cost is back from cash with ${shortMoney(option.retained_arr_needed, currency)} of ARR kept, ${points(option.break_even)}${range}${inAccounts(option, question)}${losses}${other}.`;
}

function chanceSentence({ detectable_effect: effect }: Fields): string {
  if (effect === undefined) return "";
  const change = effect.noticeable_grr_change ?? effect.noticeable_change;
  if (change === null || effect.accounts === null) {
    const missing = [
      ...(effect.accounts === null ? ["the number of accounts"] : []),
      ...(effect.annual_churn === null ? ["the share of customers that leaves a year"] : []),
    ];
    return `How far chance alone moves retention cannot be said without ${listed(missing) || "more accounts"}.`;
  }
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
    // No retention can rise past the whole book, and what costs nothing has nothing to reach.
    if (even !== null && (even > 1 || even === 0)) continue;
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

function lifetimeSentences({ cltv }: EconomicsAnswer, { currency }: EconomicsContext): string[] {
  if (cltv === undefined) return [];
  const amount = (value: number) => money(value, currency);
  const { capped, with_expansion: grown } = cltv;
  const forms = [
    cltv.by_churn === null ? null : `${amount(cltv.by_churn)} by the plain formula`,
    cltv.discounted === null || cltv.annuity_due === null
      ? null
      : `${amount(cltv.discounted)} to ${amount(cltv.annuity_due)} discounted at ${percent(cltv.discount_rate, 0)} a year`,
  ].filter((form) => form !== null);
  return [
    `A customer brings ${amount(capped.by_churn)} of gross margin within ${yearsText(cltv.cap_years)}, or ${amount(capped.discounted)} to ${amount(capped.annuity_due)} in today's money, at ${amount(cltv.margin_a_year)} a year and ${percent(cltv.yearly_churn)} of customers leaving each year.`,
    forms.length
      ? `Without that limit it is ${listed(forms, "or")}; set no budget by that.`
      : "Without that limit there is no value to give, since nobody leaves.",
    ...(grown === undefined
      ? []
      : [
          `With revenue moving to ${percent(grown.nrr, 0)} a year it is ${amount(grown.capped.discounted)} to ${amount(grown.capped.annuity_due)} within ${yearsText(grown.years)}, in today's money.`,
        ]),
    ...(cltv.lifespan_years === null
      ? []
      : [
          `All of it rests on today's churn holding; an average stay of ${decimal(cltv.lifespan_years, 1)} ${cltv.lifespan_years === 1 ? "year" : "years"} is a formula and nobody has seen it.`,
        ]),
  ];
}

function switchSentence({ profit_and_loss: rows }: EconomicsAnswer): string[] {
  const [given, other] = [rows?.find((row) => row.as_given), rows?.find((row) => !row.as_given)];
  if (given === undefined || other === undefined)
    return other === undefined
      ? []
      : [
          `The margin given holds none of this cost; booked in ${placeWords[other.place]} it would be ${percent(other.gross_margin)}.`,
        ];
  const payback =
    given.payback_months === null || other.payback_months === null
      ? ""
      : `, payback from ${decimal(given.payback_months, 1)} to ${decimal(other.payback_months, 1)} months`;
  const ratio =
    given.ltv_to_cac === null || other.ltv_to_cac === null
      ? ""
      : `, LTV to CAC from ${decimal(given.ltv_to_cac, 1)} to ${decimal(other.ltv_to_cac, 1)}`;
  return [
    `Booked in ${placeWords[other.place]} instead, gross margin goes from ${percent(given.gross_margin)} to ${percent(other.gross_margin)}${payback}${ratio}; the profit is the same.`,
  ];
}

function ratioSentence(answer: EconomicsAnswer, { question }: EconomicsContext): string {
  const { ltv_to_cac: ratio, acquisition, cltv } = answer;
  const capped = acquisition?.ratios.find((row) => row.form === "by_churn" && row.capped);
  if (ratio === null || ratio === undefined) {
    const missing = [
      ...(question.annual_churn === undefined && question.monthly_churn === undefined ? ["churn"] : []),
      ...(question.arpa === undefined && question.new_arr === undefined ? ["revenue per account"] : []),
      ...(question.cs_in === undefined ? ["whether customer success is in cost of revenue or in sales (details.cs_in)"] : []),
    ];
    return missing.length
      ? `The ratio of lifetime value to acquisition cost needs ${listed(missing)}.`
      : "The ratio of lifetime value to acquisition cost cannot be told where customer success is on neither side.";
  }
  const means = acquisition?.ratios.find((row) => row.form === "by_churn" && !row.capped)?.means;
  const label = (words: string | null | undefined) => (words ? ` (${words.toLowerCase()})` : "");
  const short =
    capped?.ltv_to_cac == null || cltv === undefined
      ? ""
      : `, and ${decimal(capped.ltv_to_cac, 1)} times when nothing after ${yearsText(cltv.cap_years)} is counted${label(capped.means)}`;
  return `Lifetime value is ${decimal(ratio, 1)} times that by the plain formula${label(means)}${short}: the same customer, so quote both.`;
}

function acquisitionSentences(answer: EconomicsAnswer, context: EconomicsContext): string[] {
  const { acquisition, payback_months: months } = answer;
  if (acquisition === undefined) return [];
  const { cac, payback_band: band, payback_population: population, cost_per_new_dollar: dollars } = acquisition;
  const amount = (value: number) => money(value, context.currency);
  const back =
    months === null || months === undefined
      ? acquisition.new_arr === null
        ? "whether its gross margin ever pays that back is not known"
        : "nothing it brings ever pays that back"
      : `its gross margin pays that back in ${decimal(months, 1)} months (${band}: ${population})`;
  const expansion =
    dollars.expansion === null || dollars.new_customer === null
      ? []
      : [
          `A new ${amount(1)} of ARR costs ${amount(dollars.new_customer)} from a new customer and ${amount(dollars.expansion)} from an existing one.`,
        ];
  return [
    cac === null
      ? "No customer was won, so there is no acquisition cost of one."
      : `A new customer costs ${amount(cac)}, and ${back}.`,
    ...(cac === null ? [] : [ratioSentence(answer, context)]),
    ...expansion,
    ...switchSentence(answer),
  ];
}

function servingSentences(answer: EconomicsAnswer, { currency }: EconomicsContext): string[] {
  const { serving } = answer;
  if (serving === undefined) return [];
  const names = (parts: readonly string[]) => listed(parts.map((part) => partWords[part] ?? part));
  const share = serving.share_of_arr === null ? "" : `, ${percent(serving.share_of_arr)} of ARR`;
  const each =
    serving.cost_per_account === null || serving.accounts === null
      ? ""
      : `, ${money(serving.cost_per_account, currency)} for each of ${plural(serving.accounts, "account")}`;
  const missing = serving.not_counted.length ? ` Not in it: ${names(serving.not_counted)}.` : "";
  const above = serving.segments
    .filter((row) => row.against_ceiling === "above")
    .map(({ segment, share_of_arr: part }) => (part === null ? segment : `${segment} (${percent(part)} of its ARR)`));
  const tooDear = above.length ? ` Above the ceiling of their touch: ${listed(above)}.` : "";
  return [
    `Serving the customers costs ${shortMoney(serving.cost, currency)} a year${share}${each}, counting ${names(serving.counted)}.${tooDear}${missing}`,
    ...(serving.share_of_margin === null
      ? []
      : [`It takes ${percent(serving.share_of_margin)} of the gross margin there was before it.`]),
    ...switchSentence(answer),
  ];
}

/** Whether a printed difference follows, which is what was asked, and what it would take where it does not. */
function printedSentences(
  { compounding }: EconomicsAnswer,
  { currency }: EconomicsContext,
): { follows: string; needs: string[] } {
  const printed = compounding?.printed;
  if (printed === undefined) return { follows: "", needs: [] };
  const start = ` The printed ${shortMoney(printed.difference, currency)} follows from these inputs`;
  if (printed.matches === "both") return { follows: `${start} either way.`, needs: [] };
  if (printed.matches !== "neither") return { follows: `${start} when ${conventionWords[printed.matches]}.`, needs: [] };
  const needs = printed.checks.map(({ convention, years_needed, new_arr_needed }) => {
    const ways = [
      years_needed === null ? null : `${decimal(years_needed, 1)} years`,
      new_arr_needed === null ? null : `${shortMoney(new_arr_needed, currency)} of new ARR a year`,
    ].filter((way) => way !== null);
    return `${ways.length ? ways.join(" or ") : "nothing within reach"} when ${conventionWords[convention]}`;
  });
  return { follows: `${start} under neither convention.`, needs: [`The printed figure would take ${needs.join(", and ")}.`] };
}

function compoundingSentences(answer: EconomicsAnswer, context: EconomicsContext): string[] {
  const { compounding: found, years = [] } = answer;
  const last = years.at(-1);
  if (found === undefined || last === undefined) return [];
  const amount = (value: number) => shortMoney(value, context.currency);
  const more = found.difference < 0 ? "less" : "more";
  const other = found.other
    ? ` (${amount(Math.abs(found.other.difference))} when ${conventionWords[found.other.convention]})`
    : "";
  const margin =
    found.difference_in_margin === undefined ? "" : `, worth ${amount(found.difference_in_margin)} of gross margin that year`;
  const printed = printedSentences(answer, context);
  return [
    `After ${yearsText(last.year)} keeping ${percent(found.grr_b)} instead of ${percent(found.grr_a)} leaves ${amount(Math.abs(found.difference))} ${more} ARR, ${amount(last.b)} against ${amount(last.a)}${margin}, when ${conventionWords[found.convention]}${other}.${printed.follows}`,
    ...printed.needs,
    "It is ARR of the last year and no sum of the years; it shows what the rates do if they last, which nobody knows.",
  ];
}

/** A rate without a decimal nobody needs. */
const share = (rate: number): string => `${decimal(rate * 100, 1)}%`;

function pointWords(answer: EconomicsAnswer, { question, currency }: EconomicsContext): EconomicsWords | null {
  const { point, years = [] } = answer;
  if (point === undefined) return null;
  const amount = (value: number) => shortMoney(value, currency);
  const horizon = yearsText(years.length);
  const { lost_now, lost_then, less_lost_share, customers_to_keep: keep, customers_lost_now: leave, chance } = point;
  const gained = points(point.to - point.from);
  const customers =
    keep === undefined || leave === undefined
      ? ""
      : `, about ${decimal(keep, 0)} customers a year of the ${decimal(leave, 0)} who would leave`;
  const whole = Math.round(less_lost_share * 100);
  const half = less_lost_share * 2 > 1 ? null : percent(less_lost_share * 2, 0);
  return {
    summary: `Keeping ${share(point.to)} instead of ${share(point.from)} of ${amount(question.arr ?? 0)} is worth ${amount(point.arr_a_year)} of ARR and ${amount(point.margin_a_year)} of gross margin in a full year; ${amount(point.margin_over_horizon)} of margin is earned within ${horizon} if both rates last. It takes ${whole}% less loss: ${amount(lost_then)} a year instead of ${amount(lost_now)}. We would spend no more than ${amount(point.margin_a_year)} a year until the rate has held.`,
    because: facts([
      `One point of retention is ${amount(point.arr_of_one_point)} of ARR and ${amount(point.margin_of_one_point)} of gross margin in a full year${years.length > 1 ? `; two rates that last compound, so after ${horizon} today's customers pay ${amount(point.arr_at_horizon)} more` : ""}.`,
      `At ${percent(point.discount_rate, 0)} interest a year the margin of ${horizon} is worth ${amount(point.present_value)} today. ${years.length > 1 ? `Only over all ${horizon}, with ${share(point.to)} in each, is a spend of ${amount(point.break_even_spend_undiscounted)} every year back; with interest, ${amount(point.break_even_spend_a_year)}.` : `A spend above ${amount(point.break_even_spend_undiscounted)} is not back within it.`}`,
      chance === undefined
        ? ""
        : `With ${plural(chance.customers, "customer")} chance alone moves the share kept by up to ${points(chance.change_by_chance)} from one year to the next, and a change would probably be noticed from ${points(chance.noticeable_change)} on: ${gained} ${point.to - point.from >= chance.noticeable_change ? "would be seen" : point.to - point.from > chance.change_by_chance ? "may or may not be seen" : "cannot be told from chance"} in one year.`,
    ]),
    check_first: [
      `Customers are saved all through the year, so each year earns half of its own gain: the first year's books show about ${amount(point.arr_a_year / 2)} of revenue and ${amount(point.margin_a_year / 2)} of margin, and the ${years.length > 1 ? `${horizon} above count` : "year above counts"} it so.`,
      `Is ${share(point.from)} a year's rate, with downgrades in it? One large account can make or break the difference.`,
    ],
    do_next: [
      `Finance and CS split the ${amount(lost_now)} lost a year by reason (failed payments, closed, never started, price, competitor) before anyone promises ${share(point.to)}: at least ${amount(point.arr_a_year)}${customers} must be of kinds that can be saved.`,
    ],
    unknown: [
      `How much of the loss can be saved at all${half === null ? "" : `: if half of it cannot, ${half} of the rest has to be`}. The reasons for leaving tell.`,
      "Whether the higher rate lasts: a gain of one year only is worth the first year's amount and its renewals. Finance knows.",
    ],
    say: {
      cfo: `Keeping ${gained} more of ARR earns ${amount(point.margin_a_year)} of margin in a full year, half of it in the first, at a margin of ${percent(question.gross_margin ?? 0, 0)}; that is the most to spend on it a year until the rate has held.`,
    },
  };
}

/** Whether nobody said what a plan would add, though some lift could repay it. */
const isOpen = (
  { name, npv, break_even: even, retained_arr_needed: needed }: OptionAnswer,
  { must_be_true: rows = [] }: Fields,
) =>
  npv === null && even !== null && needed !== null && !rows.some(({ option, possible }) => option === name && possible === false);

/** What a plan has to keep in what people count, where nobody said what it would keep. */
function breakEvenSentence(option: OptionAnswer, fields: Fields, { currency, question }: EconomicsContext): string {
  const needed = fields.must_be_true?.find((one) => one.option === option.name)?.added_grr_once;
  const over =
    needed === undefined || needed === null
      ? ""
      : `: to pay over ${yearsText(fields.horizon_years ?? 0)} it must add ${points(needed)} of retention every year`;
  return `${option.name} at ${shortMoney(option.cost, currency)} a year is back from cash once it keeps ${shortMoney(option.retained_arr_needed ?? 0, currency)} of ARR in a year, ${points(option.break_even ?? 0)}${inAccounts(option, question)}. Nobody gave a lift, and none is invented${over}.`;
}

/** The parts of an answer in words. */
interface EconomicsWords {
  summary: string;
  because?: string[];
  check_first?: string[];
  do_next?: string[];
  unknown?: string[];
  say?: { cfo: string };
}

const MOST_FACTS = 3;
const facts = (sentences: readonly string[]): string[] => sentences.filter((text) => text !== "").slice(0, MOST_FACTS);

function caseWords(answer: EconomicsAnswer, context: EconomicsContext): EconomicsWords {
  const { currency } = context;
  const options = answer.options ?? [];
  const dearest = [...options].sort((a, b) => b.cost - a.cost || byText(a.name, b.name))[0];
  const bills = options.map((option, index) => billSentence(option, context, { first: index === 0, whole: option === dearest }));
  const [first, ...more] = options;
  const named = (option: OptionAnswer) =>
    option.retained_arr_needed === null || option.break_even === null
      ? `${option.name} can never be repaid`
      : `${option.name} takes ${shortMoney(option.retained_arr_needed, currency)} of ARR kept a year (${points(option.break_even)})`;
  const stop = stopSentences(options);
  return {
    summary:
      more.length === 0
        ? isOpen(first!, answer)
          ? breakEvenSentence(first!, answer, context)
          : valueSentence(first!, answer, currency)
        : `${sentence(listed(options.slice(0, MOST_FACTS).map(named)))}.`,
    because: facts([
      ...(more.length ? options.map((option) => valueSentence(option, answer, currency)) : bills),
      nothingSentence(answer, currency),
    ]),
    check_first: [chanceSentence(answer)].filter((text) => text !== ""),
    do_next: stop === "" ? [] : [stop],
    unknown: more.length ? bills.slice(0, MOST_FACTS) : [],
  };
}

/**
 * An answer of economics for a CFO: the answer, the facts it rests on, what to check, what cannot be known.
 * @example economicsWords({ ask: "lifetime_value", cltv }, context).summary // "A customer brings $36.9K of gross margin within 5 years, ..."
 */
export function economicsWords(answer: EconomicsAnswer, context: EconomicsContext): EconomicsWords {
  const point = pointWords(answer, context);
  if (point !== null) return point;
  if (answer.options !== undefined) return caseWords(answer, context);
  const [summary = "", ...rest] =
    answer.ask === "lifetime_value"
      ? lifetimeSentences(answer, context)
      : [
          ...acquisitionSentences(answer, context),
          ...servingSentences(answer, context),
          ...compoundingSentences(answer, context),
        ];
  const doubt = rest.length > MOST_FACTS || answer.ask !== "acquisition" ? rest.at(-1) : undefined;
  return {
    summary,
    because: facts(doubt === undefined ? rest : rest.slice(0, -1)),
    check_first: doubt === undefined ? [] : [doubt],
  };
}
