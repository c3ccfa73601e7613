import type { UndefinedField, Warning } from "../contract/envelope.ts";
import { Problem } from "../contract/problem.ts";
import { sizeOfLost } from "./adverse-selection.ts";
import { because } from "./because.ts";
import { logoNoise } from "./noise.ts";
import { quickRatio } from "./quick-ratio.ts";
import { ratioOfMoney } from "./ratio-of-money.ts";
import { type RetentionPolicy, standardPolicy } from "./retention.ts";
import { assessRetention, openBands, type RetentionAnswer, type RetentionFigures, yearAssumed } from "./retention-answer.ts";
import { type RetentionOfTotals, type RetentionTotals, retentionOfTotals } from "./retention-of-totals.ts";
import type { Definition, RefusedFigure, RetentionFields } from "./retention-result.ts";

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
