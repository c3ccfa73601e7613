import * as z from "zod";
import { shown } from "../../core/kinds.ts";
import { type Answered, known, unknown } from "../../core/known.ts";
import { sumMoney, withoutNoise } from "../../core/money.ts";
import {
  type Deadline,
  deadlinesOf,
  isUnclear,
  notRenewals,
  pairOf,
  type Renewal,
  type RenewalTerms,
  renewalStates,
  riseAt,
} from "./renewals.ts";

const Day = z.strictObject({
  account: z.string(),
  arr: shown.money(),
  /** "we": our letter must be there. "customer": it can give notice until then. */
  who: z.enum(["we", "customer"]),
  last_day: z.string(),
  /** The working day on or before it. */
  act_by: z.string(),
  if_months: z.string().nullable(),
  /** What each path brings there, in the order of the paths. */
  rises: z.array(shown.money()),
  note: z.string(),
});
const Losses = z.array(z.strictObject({ lost: shown.count(), margin: shown.money(), arr: shown.money() }));
const limits = {
  ahead: shown.money(),
  differ: shown.count(),
  differ_arr: shown.money(),
  average: shown.money(),
  may_lose_arr: shown.money().nullable(),
  may_lose_share: shown.rate().nullable(),
  may_lose_arr_on_arr: shown.money().nullable(),
  losses: Losses,
};

/** What a list of renewals can bear, path beside path. Amounts in the list's currency, first year, no interest. */
export const RenewalsBlock = z.strictObject({
  currency: z.string(),
  /** From what the file lists to what renews: each correction with its rows and money. */
  steps: z.array(
    z.strictObject({
      step: z.enum(["as_listed", "other_currency", ...renewalStates, "renewals"]),
      count: shown.count(),
      arr: shown.money(),
      names: z.string(),
    }),
  ),
  groups: z.array(
    z.strictObject({
      state: z.enum(renewalStates),
      cap: shown.rate().nullable(),
      count: shown.count(),
      arr: shown.money(),
      rises: z.array(shown.money()),
      /** The largest first, each with its yearly price. */
      names: z.string(),
    }),
  ),
  paths: z.array(
    z.strictObject({
      name: z.string(),
      change: shown.rate(),
      on_the_list: shown.money(),
      can: shown.money(),
      can_without_unclear: shown.money(),
      /** From the list to what it can bring: the list's own sum, then what each correction, clause, promise or day adds or takes. */
      bridge: z.array(z.strictObject({ why: z.enum(["as_listed", "other_currency", ...renewalStates]), amount: shown.money() })),
    }),
  ),
  beside: z.array(
    z.strictObject({
      higher: z.string(),
      lower: z.string(),
      ...limits,
      ahead_without_unclear: shown.money(),
      /** Of one renewal that nothing caps: the added chance of leaving at which the higher path stops paying. */
      chance_each: shown.rate(),
      alone: z.string(),
      smallest: z.string(),
      smallest_arr: shown.money(),
      /** The lower path at those that alone turn it and the higher at all others: what that can bring, and how far it is ahead of the lower. */
      mixed: z.strictObject({ lower_at: shown.count(), can: shown.money(), ahead: shown.money() }).nullable(),
      without_largest: z.strictObject({ account: z.string(), arr: shown.money(), ...limits }).nullable(),
    }),
  ),
  largest: z
    .strictObject({ account: z.string(), arr: shown.money(), share: shown.rate(), state: z.enum(renewalStates) })
    .nullable(),
  decide_on: z.string().nullable(),
  before: z.array(Day),
  /** After the meeting, a line for each working day and side. */
  next: z.array(z.strictObject({ act_by: z.string(), who: z.enum(["we", "customer"]), arr: shown.money(), names: z.string() })),
  watch: z.array(z.strictObject({ account: z.string(), arr: shown.money(), state: z.enum(renewalStates), note: z.string() })),
  seats: z.array(
    z.strictObject({
      account: z.string(),
      arr: shown.money(),
      used: shown.number(),
      paid: shown.number(),
      more_worth: shown.money(),
    }),
  ),
});
type Wire = Answered<z.infer<typeof RenewalsBlock>>;
interface Named {
  account: string;
  arr: number;
}
type WithNames<Row, Field extends keyof Row> = Omit<Row, Field> & Record<Field, Named[]>;
/** The same with lists of names where the answer has texts. */
export type RenewalsFields = Omit<Wire, "steps" | "groups" | "beside" | "next"> & {
  next: Wire["before"];
  /** Days that are over: ours to announce a rise, the customers' to leave. */
  passed: Pick<Wire["before"][number], "account" | "arr" | "who" | "last_day">[];
  steps: WithNames<Wire["steps"][number], "names">[];
  groups: WithNames<Wire["groups"][number], "names">[];
  beside: WithNames<Wire["beside"][number], "alone" | "smallest">[];
};

interface RenewalPath {
  name: string;
  change: number;
}

const LETTERS = 110; // not a figure: of a note that is shown
const short = (text: string): string => (text.length > LETTERS ? `${text.slice(0, LETTERS - 1)}…` : text);
const named = ({ row, arr }: Renewal): Named => ({ account: row.account, arr });
const money = (list: readonly Renewal[]): number => sumMoney(list.map(({ arr }) => arr));

interface Sizes {
  /** Share of a sum from which one renewal is looked at alone. */
  large: number;
  /** Days after the meeting that are shown, too. */
  next_days: number;
  /** Share of paid seats below which a customer could buy less. */
  seats_low: number;
  losses: readonly number[];
}

const noBound = unknown("The higher path is not ahead.");
const noLarge = unknown("No renewal is large enough to be looked at alone.");

function limitsOf(all: readonly Renewal[], pair: [RenewalPath, RenewalPath], margin: number, losses: readonly number[]) {
  const result = pairOf(all, { higher: pair[0], lower: pair[1] }, margin, losses);
  return {
    result,
    limits: {
      ahead: result.ahead,
      differ: result.differ.length,
      differ_arr: result.differ_arr,
      average: sumMoney([result.average]),
      may_lose_arr: known(result.may_lose_arr === null ? null : sumMoney([result.may_lose_arr]), noBound),
      may_lose_share: known(result.may_lose_arr === null ? null : result.may_lose_arr / result.differ_arr, noBound),
      may_lose_arr_on_arr: known(result.may_lose_arr_on_arr === null ? null : sumMoney([result.may_lose_arr_on_arr]), noBound),
      losses: result.losses,
    },
  };
}

function mixedOf(all: readonly Renewal[], lower_at: readonly Renewal[], higher: RenewalPath, lower: RenewalPath) {
  const at = (one: Renewal, { change }: RenewalPath) => one.arr * riseAt(one, change);
  const can = sumMoney(all.map((one) => at(one, lower_at.includes(one) ? lower : higher)));
  return { lower_at: lower_at.length, can, ahead: sumMoney([can, ...all.map((one) => -at(one, lower))]) };
}

function stepsOf(all: readonly Renewal[], currency: string | null): RenewalsFields["steps"] {
  const listed = sumMoney(all.map(({ row }) => row.amount ?? 0));
  const foreign = all.filter(({ row, state }) => row.currency !== null && row.currency !== currency && state !== "no_rate");
  const moved = sumMoney(foreign.map(({ arr, row }) => arr - (row.amount ?? 0)));
  const without = all.filter(({ state }) => notRenewals.includes(state));
  const real = all.filter(({ state }) => !notRenewals.includes(state));
  return [
    { step: "as_listed", count: all.length, arr: listed, names: [] },
    ...(foreign.length ? [{ step: "other_currency" as const, count: 0, arr: moved, names: foreign.map(named) }] : []),
    ...notRenewals.flatMap((state) => {
      const own = without.filter((one) => one.state === state);
      const arr = state === "no_rate" ? sumMoney(own.map(({ row }) => row.amount ?? 0)) : money(own);
      return own.length ? [{ step: state, count: -own.length, arr: -arr, names: own.map(named) }] : [];
    }),
    { step: "renewals", count: real.length, arr: money(real), names: [] },
  ];
}

/** How a path comes from the list's sum to what it can bring: every part at the path's own rise. */
function bridgeOf(all: readonly Renewal[], steps: RenewalsFields["steps"], change: number): Wire["paths"][number]["bridge"] {
  return [
    ...steps.flatMap(({ step, arr }) => (step === "renewals" ? [] : [{ why: step, amount: sumMoney([arr * change]) }])),
    ...renewalStates
      .filter((state) => !notRenewals.includes(state))
      .map((state) => ({
        why: state,
        amount: sumMoney(
          all.filter((one) => one.state === state).flatMap((one) => [one.arr * riseAt(one, change), -one.arr * change]),
        ),
      }))
      .filter(({ amount }) => amount !== 0),
  ];
}

/** The whole block for the paths, the higher first. */
export function renewalsBlock(
  all: readonly Renewal[],
  paths: readonly RenewalPath[],
  { terms, decide_on, margin, sizes }: { terms: RenewalTerms; decide_on: string | undefined; margin: number; sizes: Sizes },
): RenewalsFields {
  const real = all.filter(({ state }) => !notRenewals.includes(state));
  const high = [...paths].sort((a, b) => b.change - a.change);
  const rises = (list: readonly Renewal[]) =>
    high.map(({ change }) => sumMoney(list.map((one) => one.arr * riseAt(one, change))));
  const day = ({ renewal, who, last_day, act_by, if_months }: Deadline) => ({
    account: renewal.row.account,
    arr: renewal.arr,
    who,
    last_day,
    act_by: act_by < terms.as_of ? terms.as_of : act_by,
    if_months: known(if_months, "In months it is the same day, or its period is no whole number of months."),
    rises: rises([renewal]),
    note: short(renewal.row.note_text),
  });
  const deadlines = deadlinesOf(all, terms);
  const until = decide_on ?? terms.as_of;
  const before = deadlines.filter(({ last_day, act_by }) => last_day <= until || act_by <= until);
  // Their notes stand there already.
  const soon = new Set(before.map(({ renewal }) => renewal));
  const total = money(real);
  const byState = renewalStates
    .filter((state) => !notRenewals.includes(state))
    .flatMap((state) => {
      const own = real.filter((one) => one.state === state);
      const caps = [...new Set(own.map(({ cap }) => cap))].sort((a, b) => (a ?? 1) - (b ?? 1));
      return caps.map((cap) => ({ state, cap, list: own.filter((one) => one.cap === cap).sort((a, b) => b.arr - a.arr) }));
    });
  const steps = stepsOf(all, terms.currency);
  const biggest = [...real].sort((a, b) => b.arr - a.arr)[0];
  return {
    currency: terms.currency ?? "",
    steps,
    groups: byState.map(({ state, cap, list }) => ({
      state,
      cap: known(cap, "No cap is named."),
      count: list.length,
      arr: money(list),
      rises: rises(list),
      names: list.map(named),
    })),
    paths: high.map(({ name, change }) => ({
      name,
      change,
      on_the_list: sumMoney([sumMoney(all.map(({ row }) => row.amount ?? 0)) * change]),
      can: sumMoney(real.map((one) => one.arr * riseAt(one, change))),
      can_without_unclear: sumMoney(real.filter((one) => !isUnclear(one)).map((one) => one.arr * riseAt(one, change))),
      bridge: bridgeOf(all, steps, change),
    })),
    beside: high.slice(0, -1).flatMap((higher, place) =>
      high.slice(place + 1).map((lower) => {
        const { result, limits: own } = limitsOf(real, [higher, lower], margin, sizes.losses);
        const first = result.differ[0];
        const alone = first !== undefined && first.arr > sizes.large * result.differ_arr && result.differ.length > 1;
        return {
          higher: higher.name,
          lower: lower.name,
          ...own,
          ahead_without_unclear: result.ahead_sure,
          chance_each: withoutNoise((higher.change - lower.change) / (margin + higher.change)),
          alone: result.alone.map(named),
          smallest: result.smallest.map(named),
          smallest_arr: money(result.smallest),
          mixed:
            result.alone.length === 0 || result.alone.length === result.differ.length
              ? unknown(result.alone.length === 0 ? "No single renewal turns it." : "Each of them alone turns it.")
              : mixedOf(real, result.alone, higher, lower),
          without_largest: alone
            ? {
                account: first.row.account,
                arr: first.arr,
                ...limitsOf(
                  real.filter((one) => one !== first),
                  [higher, lower],
                  margin,
                  sizes.losses,
                ).limits,
              }
            : noLarge,
        };
      }),
    ),
    largest:
      biggest === undefined || biggest.arr < sizes.large * total
        ? noLarge
        : { account: biggest.row.account, arr: biggest.arr, share: biggest.arr / total, state: biggest.state },
    decide_on: known(decide_on, "Nobody said when it is decided (book.decide_on)."),
    before: before.map(day),
    next: deadlines
      .filter(({ last_day, act_by, days_left }) => last_day > until && act_by > until && days_left <= sizes.next_days)
      .map(day),
    passed: real
      .filter(({ state }) => state !== "signed" && state !== "fixed")
      .flatMap(({ row, arr, letter_by, notice_by, bound, state }) => [
        ...(state === "too_late" && letter_by !== null
          ? [{ account: row.account, arr, who: "we" as const, last_day: letter_by }]
          : []),
        ...(bound ? [{ account: row.account, arr, who: "customer" as const, last_day: notice_by! }] : []),
      ]),
    watch: real
      .filter((one) => !soon.has(one))
      .filter(({ row, state }) => (row.note.risk || state === "promised" || state === "unclear") && state !== "signed")
      .sort((a, b) => b.arr - a.arr)
      .map(({ row, arr, state }) => ({
        account: row.account,
        arr,
        state,
        note: short([state === "unclear" ? row.clause_text : "", row.note_text].filter(Boolean).join("; ")),
      })),
    seats: real.flatMap(({ row, arr }) =>
      row.seats_used !== null &&
      row.seats_paid !== null &&
      row.seats_paid > 0 &&
      (row.seats_used > row.seats_paid || row.seats_used < sizes.seats_low * row.seats_paid)
        ? [
            {
              account: row.account,
              arr,
              used: row.seats_used,
              paid: row.seats_paid,
              more_worth: sumMoney([Math.max(0, row.seats_used - row.seats_paid) * (arr / row.seats_paid)]),
            },
          ]
        : [],
    ),
  };
}
