import type { Assumption, Warning } from "../../core/answer.ts";
import { brief, inShort, listed, plural } from "../../core/english.ts";
import { isKnown } from "../../core/known.ts";
import { sumMoney } from "../../core/money.ts";
import { groupBy } from "../../core/order.ts";
import { decimal, percent, shortMoney } from "../../render/numbers.ts";
import type { RenewalsFields } from "./renewals-answer.ts";
import type { Said } from "./words-saves.ts";

const ROWS = 3;
/** The path of today's prices. */
export const NO_RISE = "no rise";
/** Why a row is not counted. */
export const NO_AMOUNT = "no amount that can be read";
type Named = RenewalsFields["groups"][number]["names"][number];
const onlyNames = (list: readonly Named[]): string[] => list.map(({ account }) => account);
type Pair = RenewalsFields["beside"][number];
type Day = RenewalsFields["before"][number];

const rate = (value: number): string => percent(value, Number.isInteger(Math.round(value * 1e4) / 100) ? 0 : 1); // not a figure: decimals that are read

/** Names with their prices in one text, since a list of records would be five times as long. */
const withPrices = (list: readonly Named[]): string => list.map(({ account, arr }) => `${account} ${decimal(arr, 0)}`).join("; ");

/** The block as it is answered. */
export const renewalsShown = ({ steps, groups, beside, next, passed: _passed, ...rest }: RenewalsFields) => ({
  ...rest,
  next: [...groupBy(next, ({ act_by, who }) => `${act_by} ${who}`).values()].map((days) => ({
    act_by: days[0]!.act_by,
    who: days[0]!.who,
    arr: sumMoney(days.map(({ arr }) => arr)),
    names: days
      .map(
        ({ account, arr, last_day, act_by }) =>
          `${account} ${decimal(arr, 0)}${last_day === act_by ? "" : ` (day itself ${last_day})`}`,
      )
      .join("; "),
  })),
  steps: steps.map((one) => ({ ...one, names: withPrices(one.names) })),
  groups: groups.map((one) => ({ ...one, names: withPrices(one.names) })),
  beside: beside.map((one) => ({ ...one, alone: withPrices(one.alone), smallest: withPrices(one.smallest) })),
});

/** What must happen at a day, in a few words. */
const daySaid = ({ account, arr, who, act_by, last_day, if_months }: Day, amount: (value: number) => string): string =>
  who === "customer"
    ? `${account} (${amount(arr)}) can give notice until ${last_day}${act_by < last_day ? `, in practice ${act_by}` : ""}${isKnown(if_months) && if_months < act_by ? ` (${if_months} if months count)` : ""}`
    : `our price letter must be with ${account} (${amount(arr)}) by ${last_day}${act_by < last_day ? `, in practice ${act_by}` : ""}`;

/** How many of usual size one path may lose more than the other, said so that it is true. */
function manySaid(
  { losses, differ, average }: Pick<Pair, "losses" | "differ" | "average">,
  amount: (value: number) => string,
): string {
  const fits = losses.filter(({ lost, margin }) => lost > 0 && margin >= 0).at(-1)?.lost ?? 0;
  if (differ === 0) return "no renewal where the two differ";
  return fits === 0
    ? `one of usual size (${amount(average)}) is already too many`
    : fits === losses.at(-1)?.lost
      ? `${fits} or more of usual size (${amount(average)})`
      : `${fits} of usual size (${amount(average)}), the next turns it`;
}

/** Columns of days that were read as nothing: they may be the days by which we announce a price. */
const daysUnreadSaid = (headers: readonly string[]): string[] =>
  headers.map(
    (header) =>
      `"${header}" holds days and was not read. If it says how long before a renewal a new price is announced, give book.columns {"price_notice": "${header}"}: until then no rise is seen as too late.`,
  );

/** A list of renewals in words: what each path can bring, how many may leave, what cannot wait. */
export function wordRenewals(
  block: RenewalsFields,
  { margin_given, days_unread }: { margin_given: boolean; days_unread: readonly string[] },
): Said {
  const daysUnread = daysUnreadSaid(days_unread);
  const amount = (value: number) => shortMoney(value, block.currency);
  const [first, ...more] = block.beside;
  const [high] = block.paths;
  const large = first !== undefined && isKnown(first.without_largest) ? first.without_largest : null;
  const unclear = block.groups.filter(({ state }) => state === "unclear");
  const unclearNames = unclear.flatMap(({ names }) => onlyNames(names));
  const step = (name: string) => block.steps.find((one) => one.step === name);
  const base = step("renewals");
  // Where the paths differ a number must be named by that day; elsewhere one only watches.
  const decides = ({ rises }: Day): number => (rises[0] === rises.at(-1) ? 1 : 0);
  const pressing = [...block.before].sort((a, b) => decides(a) - decides(b) || b.arr - a.arr);
  const limit =
    first !== undefined && isKnown(first.may_lose_arr)
      ? `It stays ahead of ${first.lower} by ${amount(first.ahead)} only if it loses less than ${amount(first.may_lose_arr)} of today's price more`
      : "";
  const alone =
    first === undefined || first.alone.length === 0 || limit === ""
      ? ""
      : `; ${onlyNames(first.alone).slice(0, ROWS).join(", ")}${first.alone.length > ROWS ? ` or any of ${first.alone.length - ROWS} more` : ""} alone turn${first.alone.length === 1 ? "s" : ""} it`;
  return {
    summary: brief([
      high === undefined
        ? "No path was given."
        : `${high.name} can bring ${amount(high.can)}, not ${amount(high.on_the_list)}.${limit ? ` ${limit}${large === null ? alone : `; without ${large.account}, ${manySaid(large, amount)}`}.` : ""}`,
      ...pressing.slice(0, 1).map((one) => `Cannot wait: ${daySaid(one, amount)}.`),
    ]),
    because: [
      ...(first !== undefined
        ? [
            `${first.higher} against ${first.lower}, ${plural(first.differ, "renewal")} where they differ (${amount(first.differ_arr)}): ${manySaid(first, amount)}; for one without a cap it pays only below ${rate(first.chance_each)} more chance of leaving.`,
          ]
        : []),
      ...(large !== null
        ? [
            `${large.account} is ${amount(large.arr)} of that: without it ${amount(large.ahead)} is at stake, and ${manySaid(large, amount)}${isKnown(large.may_lose_arr) ? ` (limit ${amount(large.may_lose_arr)})` : ""}.`,
          ]
        : first !== undefined && first.smallest.length
          ? [
              `The smallest ${first.smallest.length} (${inShort(onlyNames(first.smallest))}, ${amount(first.smallest_arr)} together) may leave without turning it.`,
            ]
          : []),
      ...(base === undefined
        ? []
        : [
            `The list says ${amount(step("as_listed")!.arr)} in ${plural(step("as_listed")!.count, "row")}; ${plural(base.count, "renewal")} with ${amount(base.arr)} are left.`,
          ]),
      ...more.slice(0, 1).map((one) => `${one.higher} against ${one.lower}: ${amount(one.ahead)} ahead.`),
    ].slice(0, ROWS),
    check_first: [
      ...daysUnread.slice(0, 1),
      ...(unclearNames.length
        ? [
            `${plural(unclearNames.length, "clause")} cannot be read as a right to raise (${inShort(unclearNames)}): without ${unclearNames.length === 1 ? "it" : "them"} ${high!.name} brings ${amount(high!.can_without_unclear)}.`,
          ]
        : []),
      "No clause is read as no cap. If it means no right to raise, those renewals are a negotiation. And are the days counted from sending or receipt, in days or months?",
    ].slice(0, 2),
    do_next: [
      ...pressing.slice(0, ROWS).map((one) => `By ${one.act_by}: ${daySaid(one, amount)}.`),
      ...(first !== undefined && isKnown(first.mixed)
        ? [
            `Or mix them: ${first.lower} at the ${first.mixed.lower_at} that alone turn it and ${first.higher} at the others brings ${amount(first.mixed.can)}, ${amount(first.mixed.ahead)} more than ${first.lower} alone.`,
          ]
        : []),
    ].slice(0, ROWS),
    unknown: [
      "How many would leave because of the price: nobody knows it, and it decides. Ask each owner for those that turn it alone.",
      ...(isKnown(block.decide_on)
        ? []
        : ["When it is decided: give book.decide_on, and what cannot wait until then is listed apart."]),
      ...(margin_given ? [] : ["Your gross margin; a house figure stands in."]),
    ].slice(0, ROWS),
    ...(high === undefined || first === undefined
      ? {}
      : {
          say: {
            cfo: `The contracts let ${high.name} bring ${amount(high.can)} and not ${amount(high.on_the_list)}; against ${first.lower} that is ${amount(first.ahead)} more, and ${isKnown(first.may_lose_arr) ? `it is gone once ${amount(first.may_lose_arr)} of today's price leaves because of it` : "no more"}.`,
          },
        }),
    next: [{ call: "find_rules", why: "How to say a rise, and to whom not." }],
  };
}

/** The traps of the list, with names and money. */
export function renewalWarnings(
  block: RenewalsFields,
  { unread, days_unread }: { unread: readonly { account: string; why: string }[]; days_unread: readonly string[] },
): Warning[] {
  const amount = (value: number) => shortMoney(value, block.currency);
  const SHOWN = 8; // not a figure: names of a message
  const some = (names: readonly string[]) =>
    names.length > SHOWN ? `${names.slice(0, SHOWN).join(", ")} and ${names.length - SHOWN} more` : listed(names);
  const stepSaid: Partial<Record<RenewalsFields["steps"][number]["step"], (names: string, arr: string) => string>> = {
    duplicate: (names, arr) => `${names} stands there twice: ${arr} is counted once.`,
    outside: (names, arr) => `${names} renews outside the quarter: ${arr} is left out.`,
    gave_notice: (names, arr) => `${names} gave notice: ${arr} is out of the base.`,
    other_currency: (names, arr) =>
      `${names} is in another currency: its amount was added as if it were ${block.currency}, which is ${arr} off.`,
    no_rate: (names) => `${names} is in a currency without a rate (book.rates) and is not counted.`,
  };
  const steps = block.steps.flatMap(({ step, names, arr }) => {
    const said = stepSaid[step];
    return said === undefined ? [] : [{ code: step, message: said(some(onlyNames(names)), amount(Math.abs(arr))) }];
  });
  const of = (state: string) => block.groups.filter((one) => one.state === state).flatMap(({ names }) => names);
  const group = (state: string, said: (names: string) => string): Warning[] => {
    const names = of(state);
    return names.length
      ? [{ code: state, message: said(some(names.map(({ account, arr }) => `${account} ${amount(arr)}`))) }]
      : [];
  };
  const late = block.passed.filter(({ who }) => who === "we");
  const bound = block.passed.filter(({ who }) => who === "customer");
  return [
    ...daysUnreadSaid(days_unread).map((message) => ({ code: "days_unread", message })),
    ...steps,
    ...(late.length
      ? [
          {
            code: "too_late",
            message: `Our notice of a rise is too late for ${some(late.map(({ account, arr, last_day }) => `${account} ${amount(arr)} (${last_day})`))}: it can only be agreed. Did a letter go out before?`,
          },
        ]
      : []),
    ...group("fixed", (names) => `The price is fixed for ${names}.`),
    ...group("promised", (names) => `No increase was promised to ${names}: find it in writing, and keep it.`),
    ...group("signed", (names) => `Already signed: ${names}.`),
    ...(bound.length
      ? [
          {
            code: "bound",
            message: `The customer's day has passed for ${some(bound.map(({ account, last_day }) => `${account} (${last_day})`))}: did a notice come? If not they are bound, and a rise there is paid for at the next renewal.`,
          },
        ]
      : []),
    ...(unread.length
      ? [{ code: "rows_passed_over", message: `Not read: ${some(unread.map(({ account, why }) => `${account} (${why})`))}.` }]
      : []),
  ];
}

/** What was taken because nobody gave it. */
export function renewalAssumptions({
  index,
  caps_open,
  margin,
}: {
  index: number | undefined;
  caps_open: readonly string[];
  margin: number | null;
}): Assumption[] {
  return [
    ...(caps_open.length
      ? [
          {
            what: "Index",
            value: index === undefined ? "none" : rate(index),
            why: "Nobody gave this year's index (book.index).",
            if_wrong: `${inShort(caps_open)} rise${caps_open.length === 1 ? "s" : ""} by it or by nothing here.`,
          },
        ]
      : []),
    ...(margin === null
      ? []
      : [
          {
            what: "Gross margin",
            value: percent(margin, 0),
            why: "A survey's median; nobody gave yours.",
            if_wrong: "A higher one lets a rise lose fewer.",
          },
        ]),
    {
      what: "A customer that leaves",
      value: "takes its cost of serving along",
      why: "First year, plain sums.",
      if_wrong: "If the cost stays, read the ARR column of the losses.",
    },
  ];
}
