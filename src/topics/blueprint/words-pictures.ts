import { listed, plural } from "../../core/english.ts";
import { largest, smallest } from "../../core/order.ts";
import type { Touch } from "../../core/vocabulary.ts";
import { drawSpread } from "../../render/draw-curves.ts";
import { drawMap } from "../../render/draw-map.ts";
import { type DrawnRow, drawRows } from "../../render/draw-rows.ts";
import { decimal, money, percent, shortMoney } from "../../render/numbers.ts";
import type { Picture, Tone } from "../../render/svg.ts";
import type { Plan } from "./plan.ts";
import { cash, rateText, servedBy } from "./words-choice.ts";

/** Rows that a table beside a picture shows; account-list.csv has every account. */
const MOST_ROWS = 40;

const currencyNote = (plan: Plan): string => (plan.currency === "" ? "The currency was not given." : `In ${plan.currency}.`);

/** Where a scale may begin so that small movements beside a large total can be seen: at a round amount below them all. */
export function scaleStart(values: readonly number[]): number {
  const [low, high] = [smallest(values), largest(values)];
  if (low < high * 0.6 || low <= 0) return 0;
  const step = 10 ** Math.floor(Math.log10(high - low || high));
  return Math.max(0, Math.floor((low - (high - low) * 0.4) / step) * step);
}

/** From the opening ARR to the closing one, movement by movement. */
export function bridgePicture(plan: Plan): Picture | null {
  const { retention } = plan;
  if (retention === null) return null;
  const { bridge, accounts } = retention;
  const moves = [
    { name: "New customers", by: bridge.new, accounts: accounts.new },
    { name: "Expansion", by: bridge.expansion, accounts: accounts.expanded },
    { name: "Came back", by: bridge.reactivation, accounts: accounts.reactivated },
    { name: "Downgrades", by: -bridge.contraction, accounts: accounts.contracted },
    { name: "Left", by: -bridge.churn, accounts: accounts.churned },
  ];
  let at = bridge.starting;
  const steps = moves.map((move) => {
    const from = at;
    at += move.by;
    return { ...move, from, to: at };
  });
  const ends = [bridge.starting, bridge.ending, ...steps.map(({ to }) => to)];
  const start = scaleStart(ends);
  const total = (name: string, amount: number): DrawnRow => ({
    name,
    marks: [{ shape: "bar", from: start, to: amount, tone: "second" }],
    value: cash(plan, amount),
    strong: true,
  });
  const rows: DrawnRow[] = [
    total("Opening ARR", bridge.starting),
    ...steps.map(({ name, by, from, to }): DrawnRow => {
      const tone: Tone = by < 0 ? "loss" : "gain";
      return {
        name,
        marks: by === 0 ? [] : [{ shape: "bar", from, to, tone }],
        value: by === 0 ? "none" : `${by > 0 ? "+" : ""}${cash(plan, by)}`,
      };
    }),
    total("Closing ARR", bridge.ending),
  ];
  const gained = bridge.new + bridge.expansion + bridge.reactivation;
  const lost = bridge.contraction + bridge.churn;
  const window =
    retention.from === null
      ? "The table's two amounts an account"
      : `From ${retention.from} to ${retention.to}, start against end`;
  const closing = accounts.starting + accounts.new + accounts.reactivated - accounts.churned;
  return {
    name: "arr-bridge",
    title: `${cash(plan, bridge.starting)} became ${cash(plan, bridge.ending)}: ${cash(plan, gained)} gained, ${cash(plan, lost)} lost`,
    basis: `${window}; ${plural(accounts.starting, "account")} paid at the start. ${currencyNote(plan)}${start > 0 ? ` The scale begins at ${cash(plan, start)}.` : ""}`,
    draw: (width) =>
      drawRows(
        {
          rows,
          from: start,
          to: largest(ends),
          tick: (value) => cash(plan, value),
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
        ["Opening ARR", money(bridge.starting, plan.currency), String(accounts.starting)],
        ...steps.map(({ name, by, accounts: count }) => [name, money(by, plan.currency), String(count)]),
        ["Closing ARR", money(bridge.ending, plan.currency), String(closing)],
      ],
    },
  };
}

/** Net and gross retention of each tier, by what its accounts paid at the start. */
export function retentionPicture(plan: Plan): Picture | null {
  const { retention } = plan;
  const tiers = retention?.by_tier.filter(({ grr, nrr }) => grr !== null || nrr !== null) ?? [];
  if (retention === null || retention === undefined || tiers.length === 0) return null;
  const said = (value: number | null) => (value === null ? "not known" : rateText(value));
  const all = [
    ...tiers,
    {
      ...{ tier: "All accounts", accounts: retention.accounts.starting, starting: retention.bridge.starting },
      ...rates(retention),
    },
  ];
  const values = all.flatMap(({ nrr, grr }) => [nrr ?? 1, grr ?? 1]);
  const least = [...tiers].sort((a, b) => (a.grr ?? 1) - (b.grr ?? 1))[0]!;
  const step = 20; // scale ends at twentieths
  return {
    name: "retention-by-tier",
    title:
      tiers.length === 1
        ? `GRR is ${said(retention.grr)} and NRR ${said(retention.nrr)}`
        : `${least.tier} keeps least of its ARR: GRR ${said(least.grr)}, the whole book ${said(retention.grr)}`,
    basis: `By the tier of what an account paid at the start; new and returned customers stay out. The dashed line is 100%. Few accounts in a tier make its rate move by chance.`,
    draw: (width) =>
      drawRows(
        {
          rows: all.map(({ tier, accounts, nrr, grr }, index) => ({
            name: `${tier} (${accounts.toLocaleString("en-US")})`,
            marks: [
              ...(nrr === null || grr === null ? [] : [{ shape: "thin" as const, from: grr, to: nrr, tone: "pale" as const }]),
              ...(grr === null ? [] : [{ shape: "ring" as const, from: grr, tone: "loss" as const }]),
              ...(nrr === null ? [] : [{ shape: "dot" as const, from: nrr, tone: "main" as const }]),
            ],
            value: `${said(grr)}, ${said(nrr)}`,
            strong: index === all.length - 1,
          })),
          from: Math.floor((smallest(values) - 0.01) * step) / step,
          to: Math.ceil((largest([1, ...values]) + 0.01) * step) / step,
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
      headers: ["Tier at the start", "Accounts", "ARR", "NRR", "GRR", "Customers kept"],
      words: [0],
      rows: all.map((one) => [
        one.tier,
        String(one.accounts),
        money(one.starting, plan.currency),
        said(one.nrr),
        said(one.grr),
        said(one.logo_retention),
      ]),
    },
  };
}

const rates = ({ nrr, grr, logo_retention }: NonNullable<Plan["retention"]>) => ({ nrr, grr, logo_retention });

const toneOf: Record<Touch, Tone> = { high: "main", low: "second", tech: "pale" };

/** Every account over its ARR with the floors of the tiers; without accounts, the tiers and the range their ARR may lie in. */
export function tiersPicture(plan: Plan): Picture | null {
  const paying = plan.accounts.filter(({ arr }) => arr > 0);
  if (paying.length === 0) return tierBars(plan);
  const near = new Set(plan.near_floor.map(({ account }) => account));
  const floors = plan.tiers.map(({ tier, min_arr }) => ({ at: min_arr, name: tier }));
  const top = [...plan.tiers].sort((a, b) => b.arr - a.arr)[0]!;
  const nearArr = plan.near_floor.reduce((sum, { arr }) => sum + arr, 0);
  const touches = [...new Set(plan.tiers.map(({ touch }) => touch))];
  const close = [...plan.near_floor].sort((a, b) => b.arr - a.arr).slice(0, MOST_ROWS);
  const rest = plan.near_floor.length - close.length;
  return {
    name: "tier-map",
    title: `${top.tier} holds ${percent(top.arr_share, 0)} of ARR; ${near.size === 0 ? "no account stands" : `${plural(near.size, "account")} ${near.size === 1 ? "stands" : "stand"}`} near a floor`,
    basis: `Every account by its ARR, on a scale on which each step multiplies. Dashed lines are the floors of the tiers.${near.size ? ` Those near a floor pay ${cash(plan, nearArr)}: look at them by hand before a line decides.` : ""} ${currencyNote(plan)}`,
    draw: (width) =>
      drawMap(
        {
          points: paying.map(({ account, arr, touch }) => ({
            name: account,
            amount: arr,
            tone: toneOf[touch],
            marked: near.has(account),
          })),
          floors,
          amountText: (amount) => cash(plan, amount),
          keys: [
            ...touches.map((touch) => ({
              shape: "dot" as const,
              tone: toneOf[touch],
              name: `${listed(plan.tiers.filter((one) => one.touch === touch).map(({ tier }) => tier))}: ${servedBy(touch)}`,
            })),
            ...(near.size ? [{ shape: "ring" as const, tone: "loss" as const, name: "near a floor" }] : []),
          ],
        },
        width,
      ),
    table: {
      headers: ["Tier, or account near a floor", "Served by", "From ARR of", "Accounts", "ARR", "Of all ARR"],
      words: [0, 1],
      rows: [
        ...plan.tiers.map((tier) => [
          tier.tier,
          servedBy(tier.touch),
          money(tier.min_arr, plan.currency),
          String(tier.accounts),
          money(tier.arr, plan.currency),
          percent(tier.arr_share, 0),
        ]),
        ...close.map(({ account, arr, tier, floor }) => [
          account,
          `now ${tier}`,
          money(floor, plan.currency),
          "1",
          money(arr, plan.currency),
          percent(arr / plan.facts.arr, 1),
        ]),
        ...(rest > 0 ? [[`${plural(rest, "more account")} near a floor`, "", "", String(rest), "", ""]] : []),
      ],
    },
  };
}

function tierBars(plan: Plan): Picture {
  const known = plan.facts.arr_by_tier_known;
  const top = [...plan.tiers].sort((a, b) => b.arr - a.arr)[0]!;
  return {
    name: "tier-map",
    title: `${top.tier} ${known ? "holds" : "would hold"} ${percent(top.arr_share, 0)} of ARR`,
    basis: known
      ? `ARR by tier as given. ${currencyNote(plan)}`
      : `ARR by tier was not given: the bar is the central case, the line all that the accounts and floors allow. ${currencyNote(plan)}`,
    draw: (width) =>
      drawRows(
        {
          rows: plan.tiers.map(({ tier, touch, accounts, arr, arr_low, arr_high }) => ({
            name: `${tier} (${accounts.toLocaleString("en-US")})`,
            marks: [
              { shape: "bar", from: 0, to: arr, tone: toneOf[touch] },
              ...(known ? [] : [{ shape: "range" as const, from: arr_low, to: arr_high, tone: "ink" as const }]),
            ],
            value: cash(plan, arr),
          })),
          tick: (value) => cash(plan, value),
          keys: [...new Set(plan.tiers.map(({ touch }) => touch))].map((touch) => ({
            shape: "bar" as const,
            tone: toneOf[touch],
            name: servedBy(touch),
          })),
        },
        width,
      ),
    table: {
      headers: ["Tier", "Served by", "From ARR of", "Accounts", "ARR", "At least", "At most"],
      words: [0, 1],
      rows: plan.tiers.map((tier) => [
        tier.tier,
        servedBy(tier.touch),
        money(tier.min_arr, plan.currency),
        String(tier.accounts),
        money(tier.arr, plan.currency),
        money(tier.arr_low, plan.currency),
        money(tier.arr_high, plan.currency),
      ]),
    },
  };
}

/** How likely each total of the year's renewals is, the largest renewal kept and lost. */
export function forecastPicture(plan: Plan): Picture | null {
  const { renewals } = plan;
  if (renewals === null || renewals.spread === null || renewals.due === 0) return null;
  const { spread, due, expected, low, high } = renewals;
  const { account, arr, rate, columns } = spread;
  const lost = columns.filter((column) => column.lost > 0 || column.kept > 0);
  const between = (amount: number) => shortMoney(amount, plan.currency);
  return {
    name: "renewal-forecast",
    title: `Of ${cash(plan, due)} due, expect ${cash(plan, expected)}: ${cash(plan, low)} to ${cash(plan, high)} eight times in ten`,
    basis: `Renewals that decide from ${renewals.from} to ${renewals.to}, each kept or lost by itself, with chances from health scores and not from your own record. The largest, ${account}, is ${cash(plan, arr)} with a chance of ${percent(rate, 0)}.${renewals.left_out_arr > 0 ? ` ${cash(plan, renewals.left_out_arr)} stands outside, without a chance or a date in the year.` : ""}`,
    draw: (width) =>
      drawSpread(
        {
          columns: columns.map(({ from, to, kept, lost }) => ({
            ...{ from, to },
            parts: [
              { share: lost, tone: "loss" },
              { share: kept, tone: "main" },
            ],
          })),
          lines: [
            { at: low, tone: "second" },
            { at: expected, tone: "ink" },
            { at: high, tone: "second" },
          ],
          tick: between,
          keys: [
            { shape: "bar", tone: "main", name: "with the largest kept" },
            { shape: "bar", tone: "loss", name: "with the largest lost" },
            { shape: "line", tone: "ink", name: `expected, ${cash(plan, expected)}` },
            { shape: "line", tone: "second", name: "one time in ten below, one in ten above" },
          ],
          empty: "Nothing is in the forecast.",
        },
        width,
      ),
    table: {
      headers: ["Total renewed, from", "to", "Chance", "With the largest kept", "With it lost"],
      words: [],
      rows: lost
        .filter((column) => column.kept + column.lost >= 0.005) // what prints as 0%
        .map((column) => [
          money(Math.round(column.from), plan.currency),
          money(Math.round(column.to), plan.currency),
          percent(column.kept + column.lost, 0),
          percent(column.kept, 0),
          percent(column.lost, 0),
        ]),
    },
  };
}

/** Hours of every owner's book, now and after the accounts that change hands. */
export function booksPicture(plan: Plan): Picture | null {
  const { books, rebalanced } = plan.team;
  const books_after = rebalanced.length ? plan.team.books_after : null;
  const owned = books.filter(({ load }) => load !== null);
  if (owned.length === 0) return null;
  const full = plan.sizing.hours_per_csm;
  const after = new Map((books_after ?? []).map((book) => [book.owner, book]));
  const names = [...new Set([...owned, ...(books_after ?? []).filter(({ load }) => load !== null)].map(({ owner }) => owner))];
  const before = new Map(books.map((book) => [book.owner, book]));
  const over = owned.filter(({ load }) => (load ?? 0) > 1).length;
  const sorted = names.sort((a, b) => (before.get(b)?.hours ?? 0) - (before.get(a)?.hours ?? 0));
  const shown = sorted.slice(0, MOST_ROWS / 2);
  const rest = sorted.length - shown.length;
  const unowned = books.find(({ load }) => load === null);
  const hours = (name: string, map: typeof before) => map.get(name)?.hours ?? 0;
  return {
    name: "books-of-business",
    title:
      over === 0
        ? `No book is over one CSM's year${books_after === null ? "" : `; ${plural(rebalanced.length, "account")} ${rebalanced.length === 1 ? "changes" : "change"} hands`}`
        : `${over} of ${plural(owned.length, "book")} ${over === 1 ? "is" : "are"} over one CSM's year${books_after === null ? "" : `; moving ${plural(rebalanced.length, "account")} evens them out`}`,
    basis: `Hours a year of each owner's accounts, by the hours of their tier. The dashed line is what one CSM has for customers, ${decimal(full, 0)} hours.${unowned ? ` ${plural(unowned.accounts, "account")} with ${cash(plan, unowned.arr)} ${unowned.accounts === 1 ? "has" : "have"} no owner.` : ""}${rest > 0 ? ` The ${shown.length} fullest of ${sorted.length} are drawn.` : ""}`,
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
            value:
              books_after === null
                ? decimal(hours(name, before), 0)
                : `${decimal(hours(name, before), 0)} → ${decimal(hours(name, after), 0)}`,
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
          money(now?.arr ?? 0, plan.currency),
          decimal(now?.hours ?? 0, 0),
          books_after === null ? "no moves" : String(then?.accounts ?? 0),
          books_after === null ? "no moves" : decimal(then?.hours ?? 0, 0),
        ];
      }),
    },
  };
}
