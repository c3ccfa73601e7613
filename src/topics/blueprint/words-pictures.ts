import { grouped, listed, plural } from "../../core/english.ts";
import {
  booksPicture,
  bridgePicture,
  currencyNote,
  forecastTitle,
  leastKept,
  ratesPicture,
  rateText,
  servedBy,
  tierBars,
  toneOf,
} from "../../render/answer-pictures.ts";
import { drawSpread } from "../../render/draw-curves.ts";
import { drawMap } from "../../render/draw-map.ts";
import { money, percent, shortMoney } from "../../render/numbers.ts";
import type { Picture } from "../../render/svg.ts";
import type { Plan } from "./plan.ts";
import { cash } from "./words-choice.ts";

/** Rows that a table beside a picture shows; account-list.csv has every account. */
const MOST_ROWS = 40;

/** From the opening ARR to the closing one, movement by movement. */
export function bridgeOfPlan({ retention, currency }: Plan): Picture | null {
  if (retention === null) return null;
  const { bridge, accounts, from, to } = retention;
  const window = from === null ? "The table's two amounts an account" : `From ${from} to ${to}, start against end`;
  return bridgePicture({ bridge, accounts, window, currency });
}

/** Net and gross retention of each tier, by what its accounts paid at the start. */
export function retentionPicture(plan: Plan): Picture | null {
  const { retention } = plan;
  const tiers = retention?.by_tier.filter(({ grr, nrr }) => grr !== null || nrr !== null) ?? [];
  if (retention === null || retention === undefined || tiers.length === 0) return null;
  const all = [
    ...tiers,
    {
      ...{ tier: "All accounts", accounts: retention.accounts.starting, starting: retention.bridge.starting },
      ...rates(retention),
    },
  ];
  const least = [...tiers].sort((a, b) => (a.grr ?? 1) - (b.grr ?? 1))[0]!;
  return ratesPicture({
    name: "retention-by-tier",
    title:
      tiers.length === 1
        ? `GRR is ${rateText(retention.grr)} and NRR ${rateText(retention.nrr)}`
        : leastKept(least.tier, least.grr, retention.grr),
    basis: `By the tier of what an account paid at the start; new and returned customers stay out. The dashed line is 100%. Few accounts in a tier make its rate move by chance.`,
    row: "Tier at the start",
    more: ["Accounts", "ARR", "Customers kept"],
    rows: all.map(({ tier, accounts, starting, nrr, grr, logo_retention }, index) => ({
      name: `${tier} (${grouped(accounts)})`,
      nrr,
      grr,
      strong: index === all.length - 1,
      more: [String(accounts), money(starting, plan.currency), rateText(logo_retention)],
    })),
  });
}

const rates = ({ nrr, grr, logo_retention }: NonNullable<Plan["retention"]>) => ({ nrr, grr, logo_retention });

/** Every account over its ARR with the floors of the tiers; without accounts, the tiers and the range their ARR may lie in. */
export function tiersPicture(plan: Plan): Picture | null {
  const paying = plan.accounts.filter(({ arr }) => arr > 0);
  if (paying.length === 0) return tierBars(plan.tiers, plan.facts.arr_by_tier_known, plan.currency);
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
    basis: `Every account by its ARR, on a scale on which each step multiplies. Dashed lines are the floors of the tiers.${near.size ? ` Those near a floor pay ${cash(plan, nearArr)}: look at them by hand before a line decides.` : ""} ${currencyNote(plan.currency)}`,
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
    title: forecastTitle(due, expected, low, high, plan.currency),
    basis: `Renewals to be decided up to ${renewals.to}, also those whose last day to object has passed, each kept or lost by itself, with chances from health scores and not from your own record. The largest, ${account}, is ${cash(plan, arr)} with a chance of ${percent(rate, 0)}.${renewals.left_out_arr > 0 ? ` ${cash(plan, renewals.left_out_arr)} stands outside, without a chance or a date in the year.` : ""}`,
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
export function booksOfPlan({ team, sizing, currency }: Plan): Picture | null {
  const { books, rebalanced } = team;
  const books_after = rebalanced.length ? team.books_after : null;
  return booksPicture({
    books,
    books_after,
    moved: rebalanced.length,
    full: sizing.hours_per_csm,
    currency,
    most: MOST_ROWS / 2,
  });
}
