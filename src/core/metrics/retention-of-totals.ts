import type { UndefinedField } from "../contract/envelope.ts";
import { Problem } from "../contract/problem.ts";
import { sumMoney } from "../money/sum-money.ts";
import { addAll } from "../order/add-all.ts";
import { because } from "./because.ts";
import { isExactMoney, isTooLarge } from "./exact-money.ts";
import { ratioOfMoney } from "./ratio-of-money.ts";
import type { AccountCounts, Bridge, RetentionPolicy } from "./retention.ts";

/** A period's totals as somebody reads them off a report; what is missing is not zero. Money in one recurring unit. */
export interface RetentionTotals {
  starting?: number;
  expansion?: number;
  contraction?: number;
  churn?: number;
  new?: number;
  reactivation?: number;
  starting_accounts?: number;
  churned_accounts?: number;
}
type TotalName = keyof RetentionTotals;

export interface RetentionOfTotals {
  nrr: number | null;
  grr: number | null;
  logo_retention: number | null;
  bridge: Bridge;
  accounts: AccountCounts;
  undefined: UndefinedField[];
}

/**
 * Retention out of totals, rates as fractions of `starting`; a rate whose parts are not all given is null with a reason.
 * Throws one Problem that names every impossible input at once: negatives, more customers lost than there were, more revenue lost than there was.
 * @example retentionOfTotals({ starting: 1000000, expansion: 150000, contraction: 30000, churn: 50000 }, standardPolicy).nrr // 1.07
 */
export function retentionOfTotals(
  totals: RetentionTotals,
  policy: Pick<RetentionPolicy, "reactivation" | "grr">,
): RetentionOfTotals {
  refuseImpossible(totals);
  const reasons: UndefinedField[] = [];
  const rate = (field: string, names: TotalName[], base: TotalName, compute: () => number): number | null => {
    const missing = names.filter((name) => totals[name] === undefined);
    if (missing.length) {
      reasons.push({ field, reason: `It needs totals.${missing.join(", totals.")}, which was not given; missing is not zero.` });
      return null;
    }
    if (totals[base] === 0) {
      reasons.push({ field, reason: `totals.${base} is 0, so there is nothing to retain.` });
      return null;
    }
    return compute();
  };
  const value = (name: TotalName) => totals[name] ?? 0;
  const withBack = policy.reactivation === "included";
  const nrr = rate(
    "nrr",
    ["starting", "expansion", "contraction", "churn", ...(withBack ? (["reactivation"] as const) : [])],
    "starting",
    () =>
      ratioOfMoney(
        sumMoney([
          value("starting"),
          value("expansion"),
          withBack ? value("reactivation") : 0,
          -value("contraction"),
          -value("churn"),
        ]),
        value("starting"),
      ),
  );
  const churnOnly = policy.grr === "churn_only";
  const grr = rate("grr", ["starting", "churn", ...(churnOnly ? [] : (["contraction"] as const))], "starting", () => {
    return ratioOfMoney(sumMoney([value("starting"), churnOnly ? 0 : -value("contraction"), -value("churn")]), value("starting"));
  });
  const logoRetention = rate("logo_retention", ["starting_accounts", "churned_accounts"], "starting_accounts", () => {
    return (value("starting_accounts") - value("churned_accounts")) / value("starting_accounts");
  });
  const { bridge, missing } = bridgeOf(totals);
  addAll(
    reasons,
    because(
      "Not given; missing is not zero, and the ending needs every part.",
      missing.map((name) => `bridge.${name}`),
    ),
  );
  return { nrr, grr, logo_retention: logoRetention, bridge, accounts: countsOf(totals, reasons), undefined: reasons };
}

function bridgeOf(totals: RetentionTotals): { bridge: Bridge; missing: (keyof Bridge)[] } {
  const names = ["starting", "new", "expansion", "reactivation", "contraction", "churn"] as const;
  const missing: (keyof Bridge)[] = names.filter((name) => totals[name] === undefined);
  const part = (name: (typeof names)[number]) => totals[name] ?? null;
  const ending = missing.length
    ? null
    : sumMoney([totals.starting!, totals.new!, totals.expansion!, totals.reactivation!, -totals.contraction!, -totals.churn!]);
  const bridge = {
    starting: part("starting"),
    new: part("new"),
    expansion: part("expansion"),
    reactivation: part("reactivation"),
    contraction: part("contraction"),
    churn: part("churn"),
    ending,
  };
  return { bridge, missing: missing.length ? [...missing, "ending"] : [] };
}

function countsOf(totals: RetentionTotals, reasons: UndefinedField[]): AccountCounts {
  if (totals.starting_accounts === undefined) addAll(reasons, because("Not given in the totals.", "accounts.starting"));
  if (totals.churned_accounts === undefined) addAll(reasons, because("Not given in the totals.", "accounts.churned"));
  const byAccount = ["contracted", "flat", "expanded", "new", "reactivated"].map((name) => `accounts.${name}`);
  addAll(reasons, because("Totals do not say what single accounts did; a table or rows do.", byAccount));
  return {
    starting: totals.starting_accounts ?? null,
    churned: totals.churned_accounts ?? null,
    contracted: null,
    flat: null,
    expanded: null,
    new: null,
    reactivated: null,
  };
}

function refuseImpossible(totals: RetentionTotals): void {
  const places: string[] = [];
  const given = Object.entries(totals).filter((entry): entry is [string, number] => entry[1] !== undefined);
  for (const [name, amount] of given)
    if (amount < 0)
      places.push(
        name === "contraction" || name === "churn" || name === "churned_accounts"
          ? `totals.${name} is ${amount}: did you enter losses as negatives? Give the size of the loss, zero or more.`
          : `totals.${name} is ${amount}: it cannot be below zero.`,
      );
  const money = given.filter(([name]) => !name.endsWith("_accounts"));
  const huge = money.filter(([, amount]) => isTooLarge(amount));
  for (const [name, amount] of huge) places.push(`totals.${name} is ${amount}: too large to be an amount.`);
  for (const [name, amount] of money)
    if (!isTooLarge(amount) && !isExactMoney(amount))
      places.push(`totals.${name} is ${amount}, finer than a hundredth: give whole units instead of millions, or round it.`);
  const { starting, contraction, churn, starting_accounts: accounts, churned_accounts: lost } = totals;
  if (accounts !== undefined && lost !== undefined && lost > accounts)
    places.push(`totals.churned_accounts is ${lost} of ${accounts} starting accounts: more left than there were.`);
  if (lost === 0 && churn !== undefined && churn > 0)
    places.push(
      `totals.churn is ${churn} and totals.churned_accounts 0: revenue left without a customer; what stayed and shrank is contraction.`,
    );
  if (accounts === 0 && starting !== undefined && starting > 0)
    places.push(`totals.starting is ${starting} and totals.starting_accounts 0: revenue without a customer.`);
  const losses = huge.length ? 0 : sumMoney([Math.max(0, contraction ?? 0), Math.max(0, churn ?? 0)]);
  if (starting !== undefined && losses > Math.max(0, starting))
    places.push(
      `totals.contraction + totals.churn is ${losses}, more than totals.starting ${starting}: the losses include customers who were not in the opening (won in the period, or counted more than once), so the cohort is mixed.`,
    );
  if (places.length)
    throw new Problem({
      what: "These totals cannot be right:",
      places,
      remedy:
        "Count only customers who paid at the start, each lost at most once and by no more than it paid then; or give a table or rows.",
    });
}
