import type { TableIssue } from "../contract/table.ts";
import { sumMoney } from "../money/sum-money.ts";
import type { AccountChange } from "./account-change.ts";
import type { RetentionFields } from "./retention-result.ts";
import type { TieCandidate } from "./tie-out.ts";

/** Which figure is tied: the one of the first date or of the last. */
export type TieSide = "opening" | "closing";

/** All that a difference may hide in, beside the answer itself. */
export interface TieEvidence {
  changes: readonly AccountChange[];
  /** Accounts that were counted under a parent, under their own names. */
  children: readonly AccountChange[];
  issues: readonly TableIssue[];
  /** What subscriptions pay that end, or start, on the date of each side; null where there are none. */
  boundary: Record<TieSide, { date: string; ends: number; starts: number }> | null;
  /** What amounts in several currencies add up to when nothing is converted; null where nothing was. */
  unconverted: Record<TieSide, number> | null;
}

/** No accounts and no table: totals. */
export const noEvidence: TieEvidence = { changes: [], children: [], issues: [], boundary: null, unconverted: null };

type Answer = Pick<RetentionFields, "bridge" | "price_expansion">;

/**
 * What may explain that a stated opening or closing differs from the computed one, likeliest first: rows left out, parts of the bridge,
 * exchange rates, price, parents, the day itself, a month taken for a year, single accounts. Money in one unit, as it adds to the stated figure.
 * @example tieCandidates("closing", { bridge }, noEvidence, 480).find(({ what }) => what.startsWith("New customers"))
 */
export function tieCandidates(side: TieSide, answer: Answer, evidence: TieEvidence, computed: number): TieCandidate[] {
  const candidates = [
    ...rowsLeftOut(evidence.issues),
    ...(side === "closing" ? bridgeParts(answer) : []),
    ...asTheyStand(side, evidence, computed),
    ...parents(side, evidence),
    ...boundaryDay(side, evidence),
    {
      what: "The stated figure is twelve times the computed one, a year against a month",
      amount: sumMoney([computed * 12, -computed]),
    },
    ...[...evidence.changes, ...evidence.children].flatMap((change) => singleAccount(side, change)),
  ];
  const seen = new Set<string>();
  return candidates.filter(({ what, amount }) => amount !== 0 && !seen.has(what) && seen.add(what));
}

function rowsLeftOut(issues: readonly TableIssue[]): TieCandidate[] {
  const left = issues.flatMap(({ row, code, amount_left_out: amount }) => (amount ? [{ row, code, amount }] : []));
  const blank = left.filter(({ code }) => code === "missing_arr_end" || code === "missing_arr_start");
  const total = (rows: typeof left) => sumMoney(rows.map(({ amount }) => amount));
  return [
    ...(blank.length < left.length ? [{ what: `All ${left.length} rows left out`, amount: total(left) }] : []),
    { what: `Rows left out because an amount is blank: ${blank.length}`, amount: total(blank) },
    ...left.map(({ row, amount }) => ({ what: `Row ${row}, left out`, amount })),
  ];
}

function bridgeParts({ bridge, price_expansion: price }: Answer): TieCandidate[] {
  const part = (amount: number | null | undefined) => amount ?? 0;
  return [
    { what: "New customers are not in the stated figure", amount: -part(bridge.new) },
    { what: "Returned customers are not in the stated figure", amount: -part(bridge.reactivation) },
    {
      what: "New and returned customers are not in the stated figure",
      amount: -sumMoney([part(bridge.new), part(bridge.reactivation)]),
    },
    { what: "Exchange rates; the stated figure is at the opening's rates", amount: -part(bridge.fx) },
    { what: "The price increase is not in the stated figure", amount: -part(price) },
    { what: "Customers who left are still in the stated figure", amount: part(bridge.churn) },
    { what: "Downgrades are not in the stated figure", amount: part(bridge.contraction) },
    { what: "Expansion is not in the stated figure", amount: -part(bridge.expansion) },
  ];
}

function asTheyStand(side: TieSide, { unconverted }: TieEvidence, computed: number): TieCandidate[] {
  if (unconverted === null) return [];
  const amount = sumMoney([unconverted[side], -computed]);
  return [{ what: "Exchange rates; the stated figure adds amounts in several currencies as they stand", amount }];
}

const amountAt = (side: TieSide, change: AccountChange) =>
  side === "opening" ? change.start : sumMoney([change.end, change.fx ?? 0]);

function parents(side: TieSide, { children }: TieEvidence): TieCandidate[] {
  const amount = sumMoney(children.map((child) => amountAt(side, child)));
  return [
    { what: "Accounts under a parent are counted only once in the computed figure, twice in the stated one", amount },
    { what: "Accounts under a parent are not in the stated figure", amount: -amount },
  ];
}

function boundaryDay(side: TieSide, { boundary }: TieEvidence): TieCandidate[] {
  if (boundary === null) return [];
  const { date, ends, starts } = boundary[side];
  return [
    {
      what: `Subscriptions that end on ${date} are still in the stated figure; an end is the first day not paid for`,
      amount: ends,
    },
    { what: `Subscriptions that start on ${date} are not in the stated figure`, amount: -starts },
  ];
}

function singleAccount(side: TieSide, change: AccountChange): TieCandidate[] {
  const { account } = change;
  const amount = amountAt(side, change);
  const other = side === "opening" ? change.end : change.start;
  const moved = sumMoney([other, -amount]);
  return [
    { what: `${account} is not in the stated figure`, amount: -amount },
    { what: `${account} is twice in the stated figure`, amount },
    ...(amount === 0 || other === 0
      ? moved > 0
        ? [{ what: `${account} ${side === "opening" ? "is already" : "is still"} in the stated figure`, amount: moved }]
        : []
      : [
          {
            what: `${account} is at its ${side === "opening" ? "closing" : "opening"} amount in the stated figure`,
            amount: moved,
          },
        ]),
  ];
}
