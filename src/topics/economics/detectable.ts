import { type Answered, type Known, known, mapKnown, orNull, type Unknown, unknown } from "../../core/known.ts";
import { sumMoney } from "../../core/money.ts";
import { logoNoise } from "../retention/chance.ts";
import type { Detectable } from "./answer.ts";
import type { EconomicsFigures } from "./figures.ts";
import type { CaseBook } from "./question.ts";

const HALVINGS = 100;

/**
 * The churn that the treated half of the accounts, drawn by lot, must reach within a year for the difference to be noticed: two shares, the
 * spread pooled under "no difference". Rates as fractions; null when even no churn at all could not be told from chance.
 * `errors` and `power` are the standard errors of the interval and of the power. Throws nothing.
 * @example trialChurn(340, 0.08, 1.96, 0.8416) // 0.0150
 */
export function trialChurn(accounts: number, churn: number, errors: number, power: number): number | null {
  const half = accounts / 2;
  const seen = (other: number) => {
    const middle = (churn + other) / 2;
    const pooled = Math.sqrt((2 * middle * (1 - middle)) / half);
    const apart = Math.sqrt((churn * (1 - churn) + other * (1 - other)) / half);
    return churn - other >= errors * pooled + power * apart;
  };
  if (accounts === 0 || churn <= 0 || !seen(0)) return null;
  let [low, high] = [0, churn];
  for (let step = 0; step < HALVINGS; step += 1) {
    const middle = (low + high) / 2;
    if (seen(middle)) low = middle;
    else high = middle;
  }
  return low;
}

/** The spread of a year's gross retention when accounts of a segment have its average size and each is lost alone with the same chance. */
function grrSpread({ segments }: CaseBook, churn: number): number | null {
  const total = sumMoney(segments.map((segment) => segment.arr));
  if (total === 0) return null;
  const squares = segments.map(({ arr, accounts }) => (accounts === 0 ? 0 : arr ** 2 / accounts)).sort((a, b) => a - b);
  return Math.sqrt(churn * (1 - churn) * squares.reduce((sum, square) => sum + square, 0)) / total;
}

function whyUnknown({ accounts, annual_churn }: CaseBook): Unknown {
  const missing = [...(accounts === null ? ["accounts"] : []), ...(annual_churn === null ? ["annual_churn"] : [])];
  if (missing.length) return unknown(`Needs ${missing.join(" and ")}.`);
  if (accounts === 0) return unknown("There are no accounts.");
  return unknown(`${annual_churn === 0 ? "Nobody" : "Everybody"} leaves, which tells nothing about chance.`);
}

/**
 * How small a change of retention could still be told from chance: of one year, from year to year, and in a trial on half the accounts, at
 * the power in force. Each account is lost or kept alone. Rates as fractions. Throws nothing. Source: rule economics-what-can-be-detected.
 */
export function detectableEffect(
  book: CaseBook,
  figures: EconomicsFigures,
): { fields: Answered<Detectable>; spread: number | null } {
  const [errors, power] = [figures.standardErrors.value, figures.powerErrors.value];
  const { accounts, annual_churn: churn } = book;
  const logo = accounts === null || churn === null ? null : logoNoise(accounts, 1 - churn, errors);
  const logoSpread = logo === null ? whyUnknown(book) : logo.half_width / errors;
  const ofArr = logo === null || churn === null ? null : grrSpread(book, churn);
  const arrSpread = logo === null ? whyUnknown(book) : known(ofArr, "Needs segments with ARR.");
  const scaled = (spread: Known<number>, by: number) => mapKnown(spread, (value) => value * by);
  const trial =
    logo === null
      ? whyUnknown(book)
      : known(trialChurn(accounts!, churn!, errors, power), "Even if nobody in the treated half left, it could be chance.");
  return {
    fields: {
      accounts: known(accounts, "Not given."),
      annual_churn: known(churn, "Not given."),
      power_share: figures.powerShare.value,
      logo_half_width: scaled(logoSpread, errors),
      logo_change: scaled(logoSpread, errors * Math.SQRT2),
      noticeable_change: scaled(logoSpread, (errors + power) * Math.SQRT2),
      grr_half_width: scaled(arrSpread, errors),
      grr_change: scaled(arrSpread, errors * Math.SQRT2),
      noticeable_grr_change: scaled(arrSpread, (errors + power) * Math.SQRT2),
      trial_churn: trial,
      trial_change: mapKnown(trial, (reached) => churn! - reached),
      years_to_read: figures.yearsToRead.value,
    },
    spread: orNull(arrSpread) ?? orNull(logoSpread),
  };
}
