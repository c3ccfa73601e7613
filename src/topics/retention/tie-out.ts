import { type Known, orNull } from "../../core/known.ts";
import { isExactMoney, isTooLarge, sumMoney } from "../../core/money.ts";
import { Problem } from "../../core/problem.ts";
import type { TableIssue } from "../../core/table.ts";
import type { LocatedTie, RetentionAnswer, TieCandidate, TieSide } from "./answer.ts";
import type { AccountChange } from "./retention.ts";

/**
 * A stated figure against the computed one: the difference, stated less computed, and every candidate that equals it to the hundredth, in
 * the order given and at most `most` of them. Candidates are looked at only where there is a difference. Money in one unit.
 * @example tieOut(560, 640, () => [{ cause: "new_lacks", amount: -80 }], 12).located.length // 1
 */
export function tieOut(stated: number, computed: number, candidates: () => readonly TieCandidate[], most: number): LocatedTie {
  const difference = sumMoney([stated, -computed]);
  const located = difference === 0 ? [] : candidates().filter(({ amount }) => sumMoney([amount, -difference]) === 0);
  return { stated, computed, difference, located: located.slice(0, most) };
}

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

type Answer = Pick<RetentionAnswer["fields"], "bridge" | "price_expansion">;

/**
 * What may explain that a stated opening or closing differs from the computed one, likeliest first: rows left out, parts of the bridge,
 * exchange rates, price, parents, the day itself, a month taken for a year, single accounts. Money in one unit, as it adds to the stated figure.
 * @example tieCandidates("closing", { bridge }, noEvidence, 480).find(({ cause }) => cause === "new_lacks")
 */
export function tieCandidates(side: TieSide, answer: Answer, evidence: TieEvidence, computed: number): TieCandidate[] {
  const candidates: TieCandidate[] = [
    ...rowsLeftOut(evidence.issues),
    ...(side === "closing" ? bridgeParts(answer) : []),
    ...asTheyStand(side, evidence, computed),
    ...parents(side, evidence),
    ...boundaryDay(side, evidence),
    { cause: "year_for_month", amount: sumMoney([computed * 12, -computed]) },
    ...[...evidence.changes, ...evidence.children].flatMap((change) => singleAccount(side, change)),
  ];
  const seen = new Set<string>();
  const key = ({ cause, of }: TieCandidate) => `${cause} ${of ?? ""}`;
  return candidates.filter((one) => one.amount !== 0 && !seen.has(key(one)) && seen.add(key(one)));
}

function rowsLeftOut(issues: readonly TableIssue[]): TieCandidate[] {
  const left = issues.flatMap(({ row, code, amount_left_out: amount }) => (amount ? [{ row, code, amount }] : []));
  const blank = left.filter(({ code }) => code === "missing_arr_end" || code === "missing_arr_start");
  const total = (rows: typeof left) => sumMoney(rows.map(({ amount }) => amount));
  return [
    ...(blank.length < left.length ? [{ cause: "all_rows" as const, of: left.length, amount: total(left) }] : []),
    { cause: "blank_rows", of: blank.length, amount: total(blank) },
    ...left.map(({ row, amount }) => ({ cause: "row" as const, of: row, amount })),
  ];
}

function bridgeParts({ bridge, price_expansion: price }: Answer): TieCandidate[] {
  const part = (amount: Known<number> | undefined) => (amount === undefined ? 0 : (orNull(amount) ?? 0));
  return [
    { cause: "new_lacks", amount: -part(bridge.new) },
    { cause: "returned_lack", amount: -part(bridge.reactivation) },
    { cause: "new_and_returned_lack", amount: -sumMoney([part(bridge.new), part(bridge.reactivation)]) },
    { cause: "opening_rates", amount: -part(bridge.fx) },
    { cause: "price_lacks", amount: -part(price) },
    { cause: "lost_still_in", amount: part(bridge.churn) },
    { cause: "downgrades_lack", amount: part(bridge.contraction) },
    { cause: "expansion_lacks", amount: -part(bridge.expansion) },
  ];
}

function asTheyStand(side: TieSide, { unconverted }: TieEvidence, computed: number): TieCandidate[] {
  if (unconverted === null) return [];
  const amount = sumMoney([unconverted[side], -computed]);
  return [{ cause: "unconverted", amount }];
}

const amountAt = (side: TieSide, change: AccountChange) =>
  side === "opening" ? change.start : sumMoney([change.end, change.fx ?? 0]);

function parents(side: TieSide, { children }: TieEvidence): TieCandidate[] {
  const amount = sumMoney(children.map((child) => amountAt(side, child)));
  return [
    { cause: "children_twice", amount },
    { cause: "children_lack", amount: -amount },
  ];
}

function boundaryDay(side: TieSide, { boundary }: TieEvidence): TieCandidate[] {
  if (boundary === null) return [];
  const { date, ends, starts } = boundary[side];
  return [
    { cause: "ends_still_in", of: date, amount: ends },
    { cause: "starts_lack", of: date, amount: -starts },
  ];
}

function singleAccount(side: TieSide, change: AccountChange): TieCandidate[] {
  const { account: of } = change;
  const amount = amountAt(side, change);
  const other = side === "opening" ? change.end : change.start;
  const moved = sumMoney([other, -amount]);
  return [
    { cause: "account_lacks", of, amount: -amount },
    { cause: "account_twice", of, amount },
    ...(amount !== 0 && other !== 0
      ? [{ cause: side === "opening" ? ("at_closing" as const) : ("at_opening" as const), of, amount: moved }]
      : moved > 0
        ? [{ cause: side === "opening" ? ("already_in" as const) : ("still_in" as const), of, amount: moved }]
        : []),
  ];
}

/** Figures somebody else stated for the two dates of the answer; major units of money. */
export interface Stated {
  stated_opening?: number;
  stated_closing?: number;
}

/** As many explanations as one answer shows. */
const MOST = 12;

/**
 * An answer with the figures somebody stated tied to it, each difference located where something equals it. Money in the answer's unit.
 * Throws Problem for a stated figure that cannot be an amount, and where the answer has no figure to tie it to.
 * @example withTies(answer, { stated_closing: 560 }, () => noEvidence).ties?.closing?.difference
 */
export function withTies(answer: RetentionAnswer, stated: Stated, evidence: () => TieEvidence): RetentionAnswer {
  const tie = (side: TieSide, figure: number | undefined) => {
    if (figure === undefined) return undefined;
    const computed = orNull(side === "opening" ? answer.fields.bridge.starting : answer.fields.bridge.ending);
    refuse(side, figure, computed);
    return tieOut(figure, computed!, () => tieCandidates(side, answer.fields, evidence(), computed!), MOST);
  };
  const opening = tie("opening", stated.stated_opening);
  const closing = tie("closing", stated.stated_closing);
  return { ...answer, ties: { ...(closing && { closing }), ...(opening && { opening }) } };
}

function refuse(side: TieSide, figure: number, computed: number | null): void {
  if (figure < 0 || isTooLarge(figure) || !isExactMoney(figure))
    throw new Problem({
      what: `stated_${side} is ${figure}; an amount is zero or more and exact to the hundredth.`,
      remedy: "Give it in whole units of money, in the unit of the table.",
    });
  if (computed === null)
    throw new Problem({
      what: `stated_${side} has nothing to be tied to: the data does not give the ${side}.`,
      remedy:
        side === "opening"
          ? "Give totals.starting, a table or rows."
          : "Give all of totals.starting, new, expansion, reactivation, contraction and churn, or a table or rows.",
    });
}
