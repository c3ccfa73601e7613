import { grouped, plural } from "../core/english.ts";
import { largest, smallest } from "../core/order.ts";
import { type DrawnRow, drawRows } from "./draw-rows.ts";
import { decimal, money, percent, shortMoney } from "./numbers.ts";
import type { Picture, Tone } from "./svg.ts";

// Pictures that a plan's report and a tool's answer in a conversation share.

/** Where a scale may begin so that small movements beside a large total can be seen: at a round amount below them all. */
export function scaleStart(values: readonly number[]): number {
  const [low, high] = [smallest(values), largest(values)];
  if (low < high * 0.6 || low <= 0 || low === high) return 0;
  const step = 10 ** Math.floor(Math.log10(high - low || high));
  return Math.max(0, Math.floor((low - (high - low) * 0.4) / step) * step);
}

/** A percentage without a decimal nobody needs. */
export const rateText = (rate: number | null): string => (rate === null ? "not known" : `${decimal(rate * 100, 1)}%`);

/** Which part of a book keeps least of its ARR; none where the least keeps what all keep. @example leastKept("Small", 0.8, 0.9) // "Small keeps least of its ARR: GRR 80%, the whole book 90%" */
export const leastKept = (name: string, least: number | null, whole: number | null): string =>
  rateText(least) === rateText(whole)
    ? `GRR is ${rateText(whole)} everywhere`
    : `${name} keeps least of its ARR: GRR ${rateText(least)}, the whole book ${rateText(whole)}`;

/** Whom ARR rests on; groups that are the whole of it say nothing more. @example largestInWords(concentration) // "Acme holds 41% of ARR, the five largest 80%." */
export function largestInWords({
  largest,
  top_five,
  top_twenty,
}: {
  largest: { account: string; share: number };
  top_five: number;
  top_twenty: number;
}): string {
  const groups = [["five", top_five] as const, ["twenty", top_twenty] as const].filter(([, share]) => share < 1);
  const rest = groups.map(([name, share]) => `, the ${name} largest ${percent(share, 0)}`).join("");
  return `${largest.account} holds ${percent(largest.share, 0)} of ARR${rest}.`;
}

export const currencyNote = (currency: string): string => (currency === "" ? "The currency was not given." : `In ${currency}.`);

/** Amounts of a bridge and, where they are known, the accounts behind each. Totals leave open who is new, who came back and what that comes to. */
export interface BridgeNumbers {
  bridge: Record<"starting" | "expansion" | "contraction" | "churn", number> &
    Record<"new" | "reactivation" | "ending", number | null>;
  accounts: Record<"starting" | "new" | "expanded" | "reactivated" | "contracted" | "churned", number> | null;
  /** What is compared, as the beginning of a sentence. */
  window: string;
  currency: string;
}

/** From the opening ARR to the closing one, movement by movement. */
export function bridgePicture({ bridge, accounts, window, currency }: BridgeNumbers): Picture {
  const cash = (amount: number) => shortMoney(amount, currency);
  const moves = [
    { name: "New customers", by: bridge.new, accounts: accounts?.new },
    { name: "Expansion", by: bridge.expansion, accounts: accounts?.expanded },
    { name: "Came back", by: bridge.reactivation, accounts: accounts?.reactivated },
    { name: "Downgrades", by: -bridge.contraction, accounts: accounts?.contracted },
    { name: "Left", by: -bridge.churn, accounts: accounts?.churned },
  ];
  let at = bridge.starting;
  const steps = moves.map((move) => {
    const from = at;
    at += move.by ?? 0;
    return { ...move, from, to: at };
  });
  const ends = [bridge.starting, ...(bridge.ending === null ? [] : [bridge.ending]), ...steps.map(({ to }) => to)];
  const start = scaleStart(ends);
  const total = (name: string, amount: number | null): DrawnRow => ({
    name,
    marks: amount === null ? [] : [{ shape: "bar", from: start, to: amount, tone: "second" }],
    value: amount === null ? "not known" : cash(amount),
    strong: true,
  });
  const amounts = (by: number | null) => (by === null ? "not known" : money(by, currency));
  const rows: DrawnRow[] = [
    total("Opening ARR", bridge.starting),
    ...steps.map(({ name, by, from, to }): DrawnRow => {
      if (by === null) return { name, marks: [], value: "not known" };
      const tone: Tone = by < 0 ? "loss" : "gain";
      return {
        name,
        marks: by === 0 ? [] : [{ shape: "bar", from, to, tone }],
        value: by === 0 ? "none" : `${by > 0 ? "+" : ""}${cash(by)}`,
      };
    }),
    total("Closing ARR", bridge.ending),
  ];
  const gained = (bridge.new ?? 0) + bridge.expansion + (bridge.reactivation ?? 0);
  const lost = bridge.contraction + bridge.churn;
  const count = (many: number | undefined) => (many === undefined ? "not known" : String(many));
  const paid = accounts === null ? "" : `; ${plural(accounts.starting, "account")} paid at the start`;
  return {
    name: "arr-bridge",
    title:
      bridge.ending === null
        ? `Of ${cash(bridge.starting)}: ${cash(gained)} gained, ${cash(lost)} lost`
        : gained === 0 && lost === 0
          ? `ARR stayed at ${cash(bridge.starting)}: nothing gained, nothing lost`
          : `${cash(bridge.starting)} became ${cash(bridge.ending)}: ${cash(gained)} gained, ${cash(lost)} lost`,
    basis: `${window}${paid}. ${currencyNote(currency)}${start > 0 ? ` The scale begins at ${cash(start)}.` : ""}`,
    draw: (width) =>
      drawRows(
        {
          rows,
          from: start,
          to: largest(ends),
          tick: cash,
          keys: [
            { shape: "bar", tone: "second", name: "ARR" },
            { shape: "bar", tone: "gain", name: "Gained" },
            { shape: "bar", tone: "loss", name: "Lost" },
          ],
        },
        width,
      ),
    table: {
      headers: ["Movement", "ARR", "Accounts"],
      words: [0],
      rows: [
        ["Opening ARR", money(bridge.starting, currency), count(accounts?.starting)],
        ...steps.map(({ name, by, accounts: many }) => [name, amounts(by), count(many)]),
        [
          "Closing ARR",
          amounts(bridge.ending),
          count(accounts ? accounts.starting + accounts.new + accounts.reactivated - accounts.churned : undefined),
        ],
      ],
    },
  };
}

/** Rows of gross and net retention: groups of customers, or definitions. */
export interface RateRow {
  name: string;
  nrr: number | null;
  grr: number | null;
  strong?: boolean;
  /** Cells of the table behind the name and the two rates. */
  more?: readonly string[];
}

interface RatesNumbers extends Pick<Picture, "name" | "title" | "basis"> {
  rows: readonly RateRow[];
  /** Headers of the table: what a row is, and the cells behind the two rates. */
  row: string;
  more: readonly string[];
  /** Columns of words behind the two rates. */
  words?: readonly number[];
}

const STEP = 20; // the ends of the scale stand at twentieths

/** Gross and net retention of each row over one scale, with a line at 100%. */
export function ratesPicture({ rows, row, more, words = [], ...said }: RatesNumbers): Picture {
  const values = rows.flatMap(({ nrr, grr }) => [nrr ?? 1, grr ?? 1]);
  return {
    ...said,
    draw: (width) =>
      drawRows(
        {
          rows: rows.map(({ name, nrr, grr, strong }) => ({
            name,
            marks: [
              ...(nrr === null || grr === null ? [] : [{ shape: "thin" as const, from: grr, to: nrr, tone: "pale" as const }]),
              ...(grr === null ? [] : [{ shape: "ring" as const, from: grr, tone: "loss" as const }]),
              ...(nrr === null ? [] : [{ shape: "dot" as const, from: nrr, tone: "main" as const }]),
            ],
            value:
              nrr === null && grr === null
                ? "not known"
                : [grr, nrr].map((one) => (one === null ? "–" : rateText(one))).join(", "),
            ...(strong === undefined ? {} : { strong }),
          })),
          from: Math.floor((smallest([1, ...values]) - 0.01) * STEP) / STEP,
          to: Math.ceil((largest([1, ...values]) + 0.01) * STEP) / STEP,
          lines: [{ at: 1, tone: "second" }],
          tick: (value) => percent(value, 0),
          keys: [
            { shape: "ring", tone: "loss", name: "GRR: what stayed" },
            { shape: "dot", tone: "main", name: "NRR: with what they added" },
          ],
        },
        width,
      ),
    table: {
      headers: [row, "NRR", "GRR", ...more],
      words: [0, ...words],
      rows: rows.map(({ name, nrr, grr, more: cells = [] }) => [name, rateText(nrr), rateText(grr), ...cells]),
    },
  };
}

/** Definitions of retention as people say them. */
const definitionNames: Record<string, string> = {
  point_to_point: "Start against end",
  gap_as_churn: "A gap counts as a loss",
  movements_of_cohort: "Every monthly move",
  months_multiplied: "Months multiplied",
  churn_only: "Without downgrades",
  reactivation_included: "With those who came back",
};

/** The rates of the same customers under each definition; null where all say the same, or only one can be worked out. */
export function definitionsPicture(
  definitions: readonly { definition: string; nrr: number | null; grr: number | null; note?: string }[],
): Picture | null {
  const known = definitions.filter(({ nrr, grr }) => nrr !== null || grr !== null);
  const several = (rates: readonly (number | null)[]) =>
    new Set(rates.flatMap((one) => (one === null ? [] : [rateText(one)]))).size > 1;
  if (!several(known.map(({ nrr }) => nrr)) && !several(known.map(({ grr }) => grr))) return null;
  const noted = known.some(({ note }) => note !== undefined && note !== "");
  return ratesPicture({
    name: "retention-by-definition",
    title: "The rate depends on what is counted",
    basis: "The same customers under each definition; what the data cannot tell is left out. The dashed line is 100%.",
    row: "Definition",
    more: noted ? ["What it counts"] : [],
    words: noted ? [3] : [],
    rows: known.map(({ definition, nrr, grr, note = "" }) => ({
      name: definitionNames[definition] ?? definition,
      ...{ nrr, grr, more: noted ? [note] : [] },
    })),
  });
}

/** What a forecast comes to, in one line; a range whose ends print the same is none. */
export function forecastTitle(due: number, expected: number, low: number, high: number, currency: string): string {
  const cash = (amount: number) => shortMoney(amount, currency);
  const range =
    cash(low) === cash(high) ? ` on average, nearly always ${cash(low)}` : `: ${cash(low)} to ${cash(high)} eight times in ten`;
  return `Of ${cash(due)} due, expect ${cash(expected)}${range}`;
}

/** A number of people with its range, where its ends print differently. @example withRange(5.68, 4.54, 6.81) // "5.7 (4.5 to 6.8)" */
export function withRange(middle: number, low: number, high: number): string {
  const [from, to] = [decimal(low, 1), decimal(high, 1)];
  if (high > 0 && to === "0") return "less than 0.1";
  return from === to ? decimal(middle, 1) : `${decimal(middle, 1)} (${from} to ${to})`;
}

/** A tier as both a plan and design_tiers give it. */
export interface TierNumbers {
  tier: string;
  touch: "high" | "low" | "tech";
  min_arr: number;
  accounts: number;
  arr: number;
  arr_share: number;
  arr_low: number;
  arr_high: number;
}

export const toneOf: Record<TierNumbers["touch"], Tone> = { high: "main", low: "second", tech: "pale" };

const touchWords: Record<TierNumbers["touch"] | "none", string> = {
  high: "named CSM",
  low: "shared CSM",
  tech: "digital program",
  none: "nobody",
};
/** How accounts are served, in words for people outside customer success. @example servedBy("high") // "named CSM" */
export const servedBy = (touch: TierNumbers["touch"] | "none"): string => touchWords[touch];

/** ARR of each tier, with the range it may lie in where nobody gave it. */
export function tierBars(tiers: readonly TierNumbers[], known: boolean, currency: string): Picture {
  const cash = (amount: number) => shortMoney(amount, currency);
  const top = [...tiers].sort((a, b) => b.arr - a.arr)[0]!;
  const touches = [...new Set(tiers.map(({ touch }) => touch))];
  return {
    name: "tier-map",
    title: `${top.tier} ${known ? "holds" : "would hold"} ${percent(top.arr_share, 0)} of ARR`,
    basis: known
      ? `ARR of each tier. ${currencyNote(currency)}`
      : `ARR by tier was not given: the bar is the central case, the line all that the accounts and floors allow. ${currencyNote(currency)}`,
    draw: (width) =>
      drawRows(
        {
          rows: tiers.map(({ tier, touch, accounts, arr, arr_low, arr_high }) => ({
            name: `${tier} (${grouped(accounts)})`,
            marks: [
              { shape: "bar", from: 0, to: arr, tone: toneOf[touch] },
              ...(known ? [] : [{ shape: "range" as const, from: arr_low, to: arr_high, tone: "ink" as const }]),
            ],
            value: cash(arr),
          })),
          tick: cash,
          keys: touches.map((touch) => ({ shape: "bar" as const, tone: toneOf[touch], name: servedBy(touch) })),
        },
        width,
      ),
    table: {
      headers: ["Tier", "Served by", "From ARR of", "Accounts", "ARR", "At least", "At most"],
      words: [0, 1],
      rows: tiers.map((tier) => [
        tier.tier,
        servedBy(tier.touch),
        money(tier.min_arr, currency),
        String(tier.accounts),
        money(tier.arr, currency),
        money(tier.arr_low, currency),
        money(tier.arr_high, currency),
      ]),
    },
  };
}

/** A book of business as both a plan and size_team give it; the load is null for accounts without an owner. */
export interface BookNumbers {
  owner: string;
  accounts: number;
  arr: number;
  hours: number;
  load: number | null;
}

interface BooksNumbers {
  books: readonly BookNumbers[];
  /** Null where nothing changes hands. */
  books_after: readonly BookNumbers[] | null;
  moved: number;
  /** Hours one CSM has for customers in a year. */
  full: number;
  currency: string;
  /** Books drawn at most. */
  most: number;
  /** All books, where an answer holds only its first ones. */
  total?: number;
}

/** Hours of every owner's book, now and after the accounts that change hands; null where no account has an owner. */
export function booksPicture({ books, books_after, moved, full, currency, most, total = 0 }: BooksNumbers): Picture | null {
  const owned = books.filter(({ load }) => load !== null);
  if (owned.length === 0) return null;
  const after = new Map((books_after ?? []).map((book) => [book.owner, book]));
  const names = [...new Set([...owned, ...(books_after ?? []).filter(({ load }) => load !== null)].map(({ owner }) => owner))];
  const before = new Map(books.map((book) => [book.owner, book]));
  const over = owned.filter(({ load }) => (load ?? 0) > 1).length;
  const sorted = names.sort((a, b) => (before.get(b)?.hours ?? 0) - (before.get(a)?.hours ?? 0));
  const shown = sorted.slice(0, most);
  const unowned = books.find(({ load }) => load === null);
  const hours = (name: string, map: typeof before) => map.get(name)?.hours ?? 0;
  const all = Math.max(total, sorted.length);
  const counted =
    all > sorted.length ? `${over} of these ${plural(owned.length, "book")}` : `${over} of ${plural(owned.length, "book")}`;
  const hands = `${plural(moved, "account")} ${moved === 1 ? "changes" : "change"} hands`;
  return {
    name: "books-of-business",
    title:
      over === 0
        ? `No book is over one CSM's year${books_after === null ? "" : `; ${hands}`}`
        : `${counted} ${over === 1 ? "is" : "are"} over one CSM's year${books_after === null ? "" : `; moving ${plural(moved, "account")} evens them out`}`,
    basis: `Hours a year of each owner's accounts, by the hours of their tier. The dashed line is what one CSM has for customers, ${decimal(full, 0)} hours.${unowned ? ` ${plural(unowned.accounts, "account")} with ${shortMoney(unowned.arr, currency)} ${unowned.accounts === 1 ? "has" : "have"} no owner.` : ""}${all > shown.length ? ` The ${shown.length} fullest of ${all} are drawn.` : ""}`,
    draw: (width) =>
      drawRows(
        {
          rows: shown.map((name) => ({
            name,
            marks: [
              { shape: "bar", from: 0, to: hours(name, before), tone: "pale" },
              ...(books_after === null
                ? []
                : [{ shape: "thin" as const, from: 0, to: hours(name, after), tone: "main" as const }]),
            ],
            value: [
              ...new Set(
                [hours(name, before), ...(books_after === null ? [] : [hours(name, after)])].map((one) => decimal(one, 0)),
              ),
            ].join(" → "),
          })),
          lines: [{ at: full, tone: "ink" }],
          tick: (value) => `${decimal(value, 0)} h`,
          keys: [
            { shape: "bar", tone: "pale", name: "today" },
            ...(books_after === null ? [] : [{ shape: "bar" as const, tone: "main" as const, name: "after the moves" }]),
            { shape: "line", tone: "ink", name: "one CSM's hours" },
          ],
        },
        width,
      ),
    table: {
      headers: ["Owner", "Accounts", "ARR", "Hours today", "Accounts after", "Hours after"],
      words: [0],
      rows: sorted.map((name) => {
        const [now, then] = [before.get(name), after.get(name)];
        return [
          name,
          String(now?.accounts ?? 0),
          money(now?.arr ?? 0, currency),
          decimal(now?.hours ?? 0, 0),
          books_after === null ? "no moves" : String(then?.accounts ?? 0),
          books_after === null ? "no moves" : decimal(then?.hours ?? 0, 0),
        ];
      }),
    },
  };
}
