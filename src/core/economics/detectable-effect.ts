import type { UndefinedField } from "../contract/envelope.ts";
import { because } from "../metrics/because.ts";
import { logoNoise } from "../metrics/noise.ts";
import { sumMoney } from "../money/sum-money.ts";
import type { Detectable } from "./business-case-fields.ts";
import type { CaseBook } from "./case-book.ts";
import type { EconomicsFigures } from "./economics-reads.ts";
import { trialChurn } from "./trial-churn.ts";

export interface DetectableAnswer {
  fields: Detectable;
  /** The spread of one year's retention, of ARR where segments are known, else of accounts; a fraction, null when unknown. */
  spread: number | null;
  undefined: UndefinedField[];
}

/** The spread of a year's gross retention when accounts of a segment have its average size and each is lost alone with the same chance. */
function grrSpread({ segments }: CaseBook, churn: number): number | null {
  const total = sumMoney(segments.map((segment) => segment.arr));
  if (total === 0) return null;
  const squares = segments.map(({ arr, accounts }) => (accounts === 0 ? 0 : arr ** 2 / accounts)).sort((a, b) => a - b);
  return Math.sqrt(churn * (1 - churn) * squares.reduce((sum, square) => sum + square, 0)) / total;
}

function whyUnknown({ accounts, annual_churn }: CaseBook): string {
  const missing = [...(accounts === null ? ["accounts"] : []), ...(annual_churn === null ? ["annual_churn"] : [])];
  if (missing.length) return `Needs ${missing.join(" and ")}.`;
  if (accounts === 0) return "There are no accounts.";
  return `${annual_churn === 0 ? "Nobody" : "Everybody"} leaves, which tells nothing about chance.`;
}

/**
 * How small a change of retention could still be told from chance: of one year, from year to year, and in a trial on half the accounts, at
 * the power in force. Each account is lost or kept alone. Rates as fractions. Throws nothing. Source: rule economics-what-can-be-detected.
 */
export function detectableEffect(book: CaseBook, figures: EconomicsFigures): DetectableAnswer {
  const [errors, power] = [figures.standardErrors.value, figures.powerErrors.value];
  const { accounts, annual_churn: churn } = book;
  const logo = accounts === null || churn === null ? null : logoNoise(accounts, 1 - churn, errors);
  const logoSpread = logo === null ? null : logo.half_width / errors;
  const arrSpread = logo === null || churn === null ? null : grrSpread(book, churn);
  const scaled = (spread: number | null, by: number) => (spread === null ? null : spread * by);
  const trial = logo === null ? null : trialChurn(accounts!, churn!, errors, power);
  const at = (...names: (keyof Detectable)[]) => names.map((name) => `detectable_effect.${name}`);
  return {
    fields: {
      accounts,
      annual_churn: churn,
      power_share: figures.powerShare.value,
      logo_half_width: scaled(logoSpread, errors),
      logo_change: scaled(logoSpread, errors * Math.SQRT2),
      noticeable_change: scaled(logoSpread, (errors + power) * Math.SQRT2),
      grr_half_width: scaled(arrSpread, errors),
      grr_change: scaled(arrSpread, errors * Math.SQRT2),
      noticeable_grr_change: scaled(arrSpread, (errors + power) * Math.SQRT2),
      trial_churn: trial,
      trial_change: trial === null ? null : churn! - trial,
      years_to_read: figures.yearsToRead.value,
    },
    spread: arrSpread ?? logoSpread,
    undefined: [
      ...(accounts === null ? because("Not given.", at("accounts")) : []),
      ...(churn === null ? because("Not given.", at("annual_churn")) : []),
      ...(logo === null ? because(whyUnknown(book), at("logo_half_width", "logo_change", "noticeable_change")) : []),
      ...(arrSpread === null
        ? because(
            logo === null ? whyUnknown(book) : "Needs segments with ARR.",
            at("grr_half_width", "grr_change", "noticeable_grr_change"),
          )
        : []),
      ...(trial === null
        ? because(
            logo === null ? whyUnknown(book) : "Even if nobody in the treated half left, it could be chance.",
            at("trial_churn", "trial_change"),
          )
        : []),
    ],
  };
}
