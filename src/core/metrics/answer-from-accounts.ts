import type { Assumption, UndefinedField, Warning } from "../contract/envelope.ts";
import { Problem } from "../contract/problem.ts";
import type { AccountChange, AccountChanges } from "./account-change.ts";
import { annualise } from "./annualise.ts";
import { because } from "./because.ts";
import { concentration } from "./concentration.ts";
import { definitionsOfAccounts } from "./definitions.ts";
import { noiseOfAccounts } from "./noise.ts";
import { quickRatio } from "./quick-ratio.ts";
import type { RetentionPolicy } from "./retention.ts";
import { assessRetention, openBands, type RetentionAnswer, type RetentionFigures, yearAssumed } from "./retention-answer.ts";
import { retentionOfAccounts } from "./retention-of-accounts.ts";
import type { RetentionFields } from "./retention-result.ts";
import { segmentsOfAccounts } from "./segments.ts";
import { checkWindow, isOneMonth, isOneYear, type Window } from "./window.ts";

/**
 * The whole retention answer for a list of accounts: rates under the policy, bridge, segments, other definitions, bands, noise, concentration.
 * Money in the accounts' unit, rates as fractions. Without a window the period is taken to be a year, and said to be.
 * Throws Problem when the policy needs monthly history that is not known.
 * @example answerFromAccounts(changesFromTable(table, window), standardPolicy, figures, window).fields.nrr
 */
export function answerFromAccounts(
  { changes, notices }: AccountChanges,
  policy: RetentionPolicy,
  figures: RetentionFigures,
  window: Window | null,
): RetentionAnswer {
  if (window !== null) checkWindow(window);
  if (policy.gap === "churned" && changes.some(({ start, gap }) => start > 0 && gap === null)) refuseGapPolicy();
  const retention = retentionOfAccounts(changes, policy);
  const ratio = quickRatio(retention.bridge);
  const { definitions, refused, undefined: definitionReasons } = definitionsOfAccounts(changes);
  const yearly = window === null || isOneYear(window);
  const fields: RetentionFields = {
    nrr: retention.nrr,
    grr: retention.grr,
    logo_retention: retention.logo_retention,
    quick_ratio: ratio.value,
    bridge: retention.bridge,
    accounts: retention.accounts,
    segments: segmentsOfAccounts(changes, policy),
    definitions,
    assessment: yearly ? assessRetention(retention, figures) : [],
    noise: noiseOfAccounts(changes, retention.logo_retention, figures.standardErrors.value),
    concentration: concentration(changes, policy),
    refused,
    annualised: window !== null && isOneMonth(window) && retention.grr !== null ? annualise(retention.grr) : null,
  };
  return {
    fields,
    warnings: [...notices, ...warningsOf(changes, fields, figures, yearly ? null : window)],
    assumptions: [...(window === null ? [yearAssumed] : []), ...assumeNew(changes)],
    undefined: [
      ...(ratio.reason === null ? [] : because(ratio.reason, "quick_ratio")),
      ...definitionReasons,
      ...openBands(fields.assessment),
      ...nullReasons(fields),
    ],
  };
}

function refuseGapPolicy(): never {
  throw new Problem({
    what: 'policy.gap "churned" needs to know what each account paid in the months between, and this data does not say.',
    remedy: "Give a table of monthly amounts or subscription periods, or leave policy.gap out.",
  });
}

function warningsOf(
  changes: readonly AccountChange[],
  { accounts }: RetentionFields,
  figures: RetentionFigures,
  notYearly: Window | null,
): Warning[] {
  const warnings: Warning[] = [];
  const few = figures.fewAccounts.value;
  const starting = accounts.starting!;
  if (starting > 0 && starting < few)
    warnings.push({
      code: "few_accounts",
      message: `The rates rest on ${starting} ${starting === 1 ? "account" : "accounts"}, fewer than ${few}; one account more or less moves them visibly.`,
    });
  if (notYearly !== null)
    warnings.push({
      code: "not_a_year",
      message: `From ${notYearly.from} to ${notYearly.to} is not twelve months, so the yearly bands are left out. Do not compare these rates with yearly ones.`,
    });
  const inside = changes.filter(({ start, end, series }) => start === 0 && end === 0 && series?.some((amount) => amount > 0));
  if (inside.length)
    warnings.push({
      code: "won_and_lost_inside",
      message: `Accounts that started and left between the two dates: ${inside.length}. They are in no part of the bridge; a shorter window shows them.`,
    });
  return warnings;
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

function nullReasons(fields: RetentionFields): UndefinedField[] {
  const reasons: UndefinedField[] = [];
  const nobody = fields.accounts.starting === 0;
  const noStart = "No account pays at the start, so there is nothing to retain.";
  if (nobody) reasons.push(...because(noStart, "nrr", "grr", "logo_retention"));
  if (fields.noise.logo_half_width === null)
    reasons.push(
      ...because(
        nobody ? noStart : "All accounts stayed or all left; from that alone chance cannot be gauged.",
        ...Object.keys(fields.noise).map((name) => `noise.${name}`),
      ),
    );
  if (nobody) reasons.push(...because(noStart, "concentration.top_account", "concentration.top_five"));
  if (fields.concentration.top_account_share_of_expansion === null)
    reasons.push(
      ...because(
        "No account of the cohort expanded.",
        "concentration.top_account_share_of_expansion",
        "concentration.top_five_share_of_expansion",
      ),
    );
  if (fields.segments.some(({ nrr }) => nrr === null))
    reasons.push(
      ...because("No account of the segment pays at the start.", "segments[].nrr", "segments[].grr", "segments[].logo_retention"),
    );
  if (fields.annualised === null) reasons.push(...because("Only a gross retention of one month is annualised.", "annualised"));
  return reasons;
}
