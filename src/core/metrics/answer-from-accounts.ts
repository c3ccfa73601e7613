import type { Assumption } from "../contract/envelope.ts";
import { Problem } from "../contract/problem.ts";
import type { AccountChange, AccountChanges } from "./account-change.ts";
import { nullReasons } from "./accounts-null-reasons.ts";
import { warningsOfAccounts } from "./accounts-warnings.ts";
import { medianChange, sizeOfLost } from "./adverse-selection.ts";
import { annualiseWindow } from "./annualise.ts";
import { because } from "./because.ts";
import { concentration } from "./concentration.ts";
import { definitionsOfAccounts } from "./definitions.ts";
import { monthlyBridge } from "./monthly-bridge.ts";
import { movementsOfMonths } from "./movements-of-months.ts";
import { noiseOfAccounts } from "./noise.ts";
import { quickRatio } from "./quick-ratio.ts";
import type { RetentionPolicy } from "./retention.ts";
import { assessRetention, openBands, type RetentionAnswer, type RetentionFigures, yearAssumed } from "./retention-answer.ts";
import { retentionOfAccounts } from "./retention-of-accounts.ts";
import type { RetentionFields } from "./retention-result.ts";
import { revalue } from "./revalue.ts";
import { segmentsOfAccounts } from "./segments.ts";
import { checkWindow, isOneYear, type Window } from "./window.ts";
import { withoutPrice } from "./without-price.ts";

/**
 * The whole retention answer for a list of accounts: rates under the policy, bridge of the range and of its months, segments, other
 * definitions, bands, noise, concentration, and net without a price increase where one is given as a fraction.
 * Money in the accounts' unit, rates as fractions. Without a window the period is taken to be a year, and said to be.
 * Throws Problem when the policy needs monthly history that is not known, and for an impossible price increase.
 * @example answerFromAccounts(changesFromTable(table, window), standardPolicy, figures, window).fields.nrr
 */
export function answerFromAccounts(
  { changes, dates, notices }: AccountChanges,
  policy: RetentionPolicy,
  figures: RetentionFigures,
  window: Window | null,
  priceIncrease?: number,
): RetentionAnswer {
  if (window !== null) checkWindow(window);
  refuseWithoutHistory(changes, dates, policy);
  const retention = retentionOfAccounts(changes, policy);
  const { nrr, grr, accounts } = retention;
  const ratio = quickRatio(retention.bridge);
  const { definitions, refused, undefined: definitionReasons } = definitionsOfAccounts(changes);
  const yearly = window === null || isOneYear(window);
  const months = dates === null ? [] : monthlyBridge(changes, dates, policy);
  const fields: RetentionFields = {
    nrr,
    grr,
    logo_retention: retention.logo_retention,
    quick_ratio: ratio.value,
    bridge: revalue(retention.bridge, changes),
    accounts,
    segments: segmentsOfAccounts(changes, policy),
    definitions,
    assessment: yearly ? assessRetention(retention, figures) : [],
    noise: noiseOfAccounts(changes, retention.logo_retention, figures.standardErrors.value),
    concentration: concentration(changes, policy),
    refused,
    months,
    movements: movementsOfMonths(months),
    adverse_selection: { ...sizeOfLost(retention.bridge, accounts), median_change_rate: medianChange(changes, policy) },
    annualised: yearly || nrr === null || grr === null ? null : annualiseWindow(window, nrr, grr),
    ...(priceIncrease === undefined ? {} : withoutPrice(changes, retention, policy, priceIncrease)),
  };
  return {
    fields,
    warnings: [...notices, ...warningsOfAccounts(changes, fields, figures, yearly ? null : window, policy)],
    assumptions: [
      ...(window === null ? [yearAssumed] : []),
      ...assumeNew(changes),
      ...(priceIncrease === undefined ? [] : [assumePrice(priceIncrease)]),
    ],
    undefined: [
      ...(ratio.reason === null ? [] : because(ratio.reason, "quick_ratio")),
      ...definitionReasons,
      ...openBands(fields.assessment),
      ...nullReasons(fields, yearly),
    ],
  };
}

function refuseWithoutHistory(changes: readonly AccountChange[], dates: string[] | null, policy: RetentionPolicy): void {
  const gap = policy.gap === "churned" && changes.some((change) => change.start > 0 && change.gap === null);
  if (!gap && (policy.winback_days === undefined || dates !== null)) return;
  const asked = gap ? 'policy.gap "churned"' : "policy.winback_days";
  throw new Problem({
    what: `${asked} needs to know what each account paid in the months between, and this data does not say.`,
    remedy: `Give a table of monthly amounts or subscription periods, or leave ${gap ? "policy.gap" : asked} out.`,
  });
}

function assumeNew(changes: readonly AccountChange[]): Assumption[] {
  const unknown = changes.filter(({ start, end, paid_before }) => start === 0 && end > 0 && paid_before === null).length;
  if (unknown === 0) return [];
  return [
    {
      what: "Accounts that pay nothing at the start and something at the end",
      value: `${unknown} counted as new`,
      why: "Nothing says whether they paid before.",
      if_wrong: "Those that did belong to reactivation; net and gross retention stay, the bridge and the quick ratio change.",
    },
  ];
}

function assumePrice(increase: number): Assumption {
  return {
    what: "Price increase",
    value: `${increase} of the opening of every account that stayed, and no more than it grew`,
    why: "One increase for all was given, and no price of single accounts.",
    if_wrong:
      "Accounts that were spared it, or got it for part of the window, grew by more than price; net without price is higher.",
  };
}
