import { because, type UndefinedField, type Warning } from "../../core/answer.ts";
import { isExactMoney, isTooLarge, ratioOfMoney, sumMoney } from "../../core/money.ts";
import { addAll } from "../../core/order.ts";
import { Problem } from "../../core/problem.ts";
import { assessRetention, openBands, type RetentionAnswer, type RetentionFigures, yearAssumed } from "./answer-of-accounts.ts";
import {
  type AccountCounts,
  type Bridge,
  type Definition,
  logoNoise,
  quickRatio,
  type RefusedFigure,
  type RetentionFields,
  type RetentionPolicy,
  sizeOfLost,
  standardPolicy,
} from "./retention.ts";
import { annualise } from "./segment-effects.ts";

/**
 * A monthly gross retention compounded to a year, and nothing else: every other field is null or empty. Rates as fractions.
 * Throws Problem for a rate outside 0 to 1.
 * @example answerFromMonthlyRate(0.98).fields.annualised // { monthly_grr: 0.98, grr: 0.7847... }
 */
export function answerFromMonthlyRate(monthlyGrr: number): RetentionAnswer {
  const annualised = annualise(monthlyGrr);
  const bridge = { starting: null, new: null, expansion: null, reactivation: null, contraction: null, churn: null, ending: null };
  const accounts = { starting: null, churned: null, contracted: null, flat: null, expanded: null, new: null, reactivated: null };
  const noise = { logo_low: null, logo_high: null, logo_half_width: null, grr_half_width: null };
  const concentration = {
    top_account: null,
    top_five: null,
    top_account_share_of_expansion: null,
    top_five_share_of_expansion: null,
  };
  const adverse_selection = { index: null, churned_average: null, opening_average: null, median_change_rate: null };
  const parts = { bridge, accounts, noise, concentration, adverse_selection };
  const names = Object.entries(parts).flatMap(([part, fields]) => Object.keys(fields).map((name) => `${part}.${name}`));
  return {
    fields: {
      nrr: null,
      grr: null,
      logo_retention: null,
      quick_ratio: null,
      ...parts,
      segments: [],
      definitions: [],
      assessment: [],
      refused: [],
      months: [],
      movements: null,
      annualised,
    },
    warnings: [
      {
        code: "compounded_rate",
        message: "A year compounded from one month is not a yearly cohort: never put the two side by side.",
      },
    ],
    assumptions: [
      {
        what: "The other eleven months",
        value: "as the given one",
        why: "One monthly rate says nothing of the others.",
        if_wrong: "The year is the product of its twelve monthly rates.",
      },
    ],
    undefined: because(
      "Only a monthly rate was given.",
      "nrr",
      "grr",
      "logo_retention",
      "quick_ratio",
      "movements",
      "annualised.nrr",
      names,
    ),
  };
}

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

const byAccountOnly = "Totals do not show single accounts; a table or rows do.";

/**
 * The retention answer that a period's totals allow: what they do not say is null with a reason. Money in one unit, rates as fractions.
 * Throws Problem for impossible totals, all of them named, and for a policy that totals cannot serve.
 * @example answerFromTotals({ starting: 100, expansion: 31, contraction: 3, churn: 8 }, standardPolicy, figures).fields.nrr // 1.2
 */
export function answerFromTotals(totals: RetentionTotals, policy: RetentionPolicy, figures: RetentionFigures): RetentionAnswer {
  const asked = policy.gap === "churned" ? "gap" : policy.winback_days === undefined ? null : "winback_days";
  if (asked !== null)
    throw new Problem({
      what: `policy.${asked} ${asked === "gap" ? '"churned" ' : ""}needs the months of each account, which totals do not show.`,
      remedy: `Give a table of monthly amounts or subscription periods, or leave policy.${asked} out.`,
    });
  const found = retentionOfTotals(totals, policy);
  const ratio = quickRatio(found.bridge);
  const { definitions, reasons } = definitionsOfTotals(totals);
  const logo =
    found.logo_retention === null
      ? null
      : logoNoise(found.accounts.starting!, found.logo_retention, figures.standardErrors.value);
  const refused = leakedIn(found);
  const lost = sizeOfLost(found.bridge, found.accounts);
  const fields: RetentionFields = {
    nrr: found.nrr,
    grr: found.grr,
    logo_retention: found.logo_retention,
    quick_ratio: ratio.value,
    bridge: found.bridge,
    accounts: found.accounts,
    segments: [],
    definitions,
    assessment: assessRetention(found, figures),
    noise: {
      logo_low: logo?.low ?? null,
      logo_high: logo?.high ?? null,
      logo_half_width: logo?.half_width ?? null,
      grr_half_width: null,
    },
    concentration: { top_account: null, top_five: null, top_account_share_of_expansion: null, top_five_share_of_expansion: null },
    refused,
    months: [],
    movements: null,
    adverse_selection: { ...lost, median_change_rate: null },
    annualised: null,
  };
  return {
    fields,
    warnings: warningsOf(totals, found, figures),
    assumptions: [yearAssumed],
    undefined: [
      ...found.undefined,
      ...(ratio.reason === null ? [] : because(ratio.reason, "quick_ratio")),
      ...reasons,
      ...openBands(fields.assessment),
      ...(refused.length ? because("New customers change net retention only; gross has no such form.", "refused[].grr") : []),
      ...(logo === null
        ? because(
            found.logo_retention === null
              ? "It needs logo retention."
              : "All accounts stayed or all left; from that alone chance cannot be gauged.",
            "noise.logo_low",
            "noise.logo_high",
            "noise.logo_half_width",
          )
        : []),
      ...because(
        byAccountOnly,
        "noise.grr_half_width",
        Object.keys(fields.concentration).map((name) => `concentration.${name}`),
      ),
      ...because(
        "It needs revenue and accounts at the start and lost, all above 0.",
        Object.entries(lost).flatMap(([name, value]) => (value === null ? [`adverse_selection.${name}`] : [])),
      ),
      ...because(byAccountOnly, "movements", "adverse_selection.median_change_rate"),
      ...because("Totals are taken to be a year's.", "annualised"),
    ],
  };
}

function definitionsOfTotals(totals: RetentionTotals): { definitions: Definition[]; reasons: UndefinedField[] } {
  const standard = retentionOfTotals(totals, standardPolicy);
  const churnOnly = retentionOfTotals(totals, { ...standardPolicy, grr: "churn_only" });
  const back = retentionOfTotals(totals, { ...standardPolicy, reactivation: "included" });
  const definitions: Definition[] = [
    {
      definition: "point_to_point",
      nrr: standard.nrr,
      grr: standard.grr,
      note: "As the totals give it, if they hold only customers of the opening.",
    },
    { definition: "gap_as_churn", nrr: null, grr: null, note: byAccountOnly },
    { definition: "movements_of_cohort", nrr: null, grr: null, note: byAccountOnly },
    {
      definition: "churn_only",
      nrr: standard.nrr,
      grr: churnOnly.grr,
      note: "Gross without downgrades, as some companies publish it.",
    },
    {
      definition: "reactivation_included",
      nrr: back.nrr,
      grr: standard.grr,
      note: "Net with customers who came back counted in.",
    },
  ];
  const reasons = (["nrr", "grr"] as const).flatMap((rate) => {
    const missing = definitions.filter((definition) => definition[rate] === null).map(({ definition }) => definition);
    return because(`${missing.join(", ")}: the totals do not hold what it needs.`, `definitions[].${rate}`);
  });
  return { definitions, reasons };
}

function leakedIn({ bridge }: RetentionOfTotals): RefusedFigure[] {
  if (!bridge.starting || bridge.ending === null || (bridge.new === 0 && bridge.reactivation === 0)) return [];
  return [
    {
      definition: "new_customers_leaked_in",
      nrr: ratioOfMoney(bridge.ending, bridge.starting),
      grr: null,
      why: "Everybody's ending revenue over the opening measures growth, not retention.",
    },
  ];
}

function warningsOf(totals: RetentionTotals, found: RetentionOfTotals, figures: RetentionFigures): Warning[] {
  const warnings: Warning[] = [];
  const { starting, contraction, churn, starting_accounts: accounts, churned_accounts: lost } = totals;
  if (found.nrr !== null || found.grr !== null)
    warnings.push({
      code: "totals_may_mix",
      message:
        "Totals often contain movements of customers won in the period, which do not belong to the opening. A table or rows would show it.",
    });
  if (accounts !== undefined && accounts > 0 && accounts < figures.fewAccounts.value)
    warnings.push({
      code: "few_accounts",
      message: `The rates rest on ${accounts} accounts, fewer than ${figures.fewAccounts.value}; one account more or less moves them visibly.`,
    });
  const allGone = accounts !== undefined && accounts > 0 && lost === accounts;
  if (allGone && starting !== undefined && starting > 0 && churn !== undefined && churn < starting)
    warnings.push({
      code: "totals_disagree",
      message: "All starting accounts left, but churn is less than the opening revenue.",
    });
  if (lost === 0 && churn !== undefined && churn > 0)
    warnings.push({
      code: "totals_disagree",
      message: "There is churned revenue but no churned account. If parts of accounts were cancelled, that is contraction.",
    });
  if (!allGone && lost !== undefined && starting !== undefined && starting > 0 && churn === starting && contraction === 0)
    warnings.push({ code: "totals_disagree", message: "All revenue churned, but not all accounts did." });
  return warnings;
}
