import type { Warning } from "../core/contract/envelope.ts";
import { sumMoney } from "../core/money/sum-money.ts";
import type { TierAssignment } from "../core/segmentation/assign-tiers.ts";
import type { BookAccount } from "../core/segmentation/book-account.ts";
import type { PreviousTiers } from "../core/segmentation/match-previous-tiers.ts";
import type { SettledOverrides } from "../core/segmentation/settle-overrides.ts";
import { percent, plural, shortMoney } from "./numbers.ts";
import { type CoverageWords, floorSentence } from "./tier-summary.ts";

/** The figures the warnings compare with. */
export interface WarningLevels {
  few_accounts: number;
  most_segments: number;
  override_share: number;
  override_months: number;
  at_risk_health: number;
}

/** Accounts a warning names before it only counts. */
const NAMED = 3;

const warning = (code: string, message: string): Warning => ({ code, message });
const arrOf = (accounts: readonly { arr: number }[]) => sumMoney(accounts.map(({ arr }) => arr));

/** Floors that do not agree with what coverage costs, one warning each. */
export function coverageWarnings(words: CoverageWords): Warning[] {
  return words.differences.map((difference) => warning(`floor_${difference.side}_crossover`, floorSentence(difference, words)));
}

/** A stated total that the parts do not add up to. */
export function tieWarnings(stated: number | null, sum: number, currency: string): Warning[] {
  if (stated === null || stated === sum) return [];
  const gap = sumMoney([stated, -sum]);
  return [
    warning(
      "arr_does_not_tie",
      `The stated ARR is ${shortMoney(stated, currency)} and the parts add up to ${shortMoney(sum, currency)}: ${shortMoney(Math.abs(gap), currency)} ${gap > 0 ? "missing" : "too much"}.`,
    ),
  ];
}

/** Tiers too many to manage, or too small to measure. */
export function sizeWarnings(
  tiers: readonly { tier: string; accounts: number }[],
  levels: Pick<WarningLevels, "few_accounts" | "most_segments">,
): Warning[] {
  const few = tiers.filter(({ accounts }) => accounts < levels.few_accounts);
  return [
    ...(tiers.length >= levels.most_segments
      ? [warning("many_tiers", `${tiers.length} tiers are too many for anybody to manage; three to five do.`)]
      : []),
    ...(few.length
      ? [
          warning(
            "few_accounts",
            `Fewer than ${levels.few_accounts} accounts: ${few.map(({ tier, accounts }) => `${tier} ${accounts}`).join(", ")}. Merge such a tier or read its rates as chance.`,
          ),
        ]
      : []),
  ];
}

/** What a reader of the book should know: who is left out, who is cared for otherwise, and which overrides need a look. */
export function bookWarnings(
  book: readonly BookAccount[],
  assignment: TierAssignment,
  previous: PreviousTiers,
  overrides: SettledOverrides,
  levels: WarningLevels,
  currency: string,
): Warning[] {
  const paying = book.filter(({ arr }) => arr > 0);
  const risky = paying.filter(({ health }) => health !== null && health < levels.at_risk_health);
  const partners = paying.filter(({ partner }) => partner === true);
  const children = paying.filter(({ account, parent }) => parent !== null && parent !== account);
  const applied = overrides.applied.size;
  const names = (list: readonly { account: string }[]) => {
    const first = list.slice(0, NAMED).map(({ account }) => account);
    return list.length > NAMED ? `${first.join(", ")} and ${list.length - NAMED} more` : first.join(", ");
  };
  const found: (Warning | false)[] = [
    previous.scheme === "new" &&
      warning(
        "new_scheme",
        `None of the tiers accounts have today (${previous.names.slice(0, 12).join(", ")}) is one of those asked for, so this is a first tiering and lists no moves.`,
      ),
    assignment.not_paying.length > 0 &&
      warning("not_paying", `${plural(assignment.not_paying.length, "account")} with no ARR in no tier; see not_paying.`),
    overrides.expired.length > 0 &&
      warning("override_expired", `Expired and not applied: ${names(overrides.expired)}. The rule decides again.`),
    overrides.too_long.length > 0 &&
      warning(
        "override_too_long",
        `Overrides that last longer than ${levels.override_months} months: ${names(overrides.too_long)}.`,
      ),
    applied > levels.override_share * paying.length &&
      warning(
        "override_share",
        `${applied} of ${plural(paying.length, "account")} are overridden, more than ${percent(levels.override_share, 0)}: tiers stop meaning anything.`,
      ),
    risky.length > 0 &&
      warning(
        "at_risk",
        `${plural(risky.length, "account")} (${shortMoney(arrOf(risky), currency)}) with health under ${levels.at_risk_health}: more care for a while, in the same tier.`,
      ),
    partners.length > 0 &&
      warning(
        "partner_managed",
        `${plural(partners.length, "account")} (${shortMoney(arrOf(partners), currency)}) looked after by a partner: counted in the tiers, not in CSM hours.`,
      ),
    children.length > 0 &&
      warning(
        "subsidiaries",
        `Accounts with a parent, each in a tier of its own: ${children.length}. Add them up under the parent if it signs the renewal.`,
      ),
  ];
  return found.filter((one) => one !== false);
}
