import { describe, expect, it } from "vitest";
import { standardPolicy } from "../../../src/topics/retention/retention.ts";
import type { RetentionTotals } from "../../../src/topics/retention/totals.ts";
import { retentionWords, type SummaryContext } from "../../../src/topics/retention/words.ts";
import { account } from "./account.ts";
import { retentionFigures } from "./figures.ts";
import { answerFromAccounts, answerFromTotals } from "./on-the-wire.ts";

const figures = retentionFigures();
const context: SummaryContext = {
  policy: standardPolicy,
  figures,
  currency: "USD",
  unit: "arr",
  from: "2025-01-01",
  to: "2026-01-01",
  source: "accounts",
  segment_by: null,
  split_asked: false,
  by_month: false,
  doubts: [],
  whole_to: null,
  moves: [],
};
/** Everything that is said. */
const said = (fields: Parameters<typeof retentionWords>[0], with_: SummaryContext = context): string => {
  const { summary, because, check_first, do_next, unknown } = retentionWords(fields, with_);
  return [summary, ...because, ...check_first, ...do_next, ...unknown].join(" ");
};
const ofTotals = (totals: RetentionTotals) =>
  retentionWords(answerFromTotals(totals, standardPolicy, figures).fields, { ...context, source: "totals", unit: "unclear" })
    .summary;

describe("summariseRetention", () => {
  it("names rates, labels, cohort, denominator and who moved", () => {
    // 98 flat at 1, one gone at 1, one up from 1 to 3: net 101 of 100, gross 99 of 100.
    const flat = Array.from({ length: 98 }, (_, index) => account(`flat ${index}`, 1, 1));
    const changes = [...flat, account("gone", 1, 0), account("up", 1, 3)];
    const { fields } = answerFromAccounts({ changes, dates: null, notices: [] }, standardPolicy, figures, {
      from: "2025-01-01",
      to: "2026-01-01",
    });
    const text = said(fields);
    expect(text).toContain(
      "Net retention 101.0% (good) and gross 99.0% (excellent by the strategist standard) from 2025-01-01 to 2026-01-01, on $100 of opening ARR from 100 customers, of whom 99 stayed.",
    );
    expect(text).toContain("99 of 100 customers stayed (99.0%): 1 left ($1), none pay less, 1 pays more ($2).");
    // Chance: 1.96 x sqrt(0.99 x 0.01 x 100) / 100 = 1.95 points, so gross stays above 95%; no other definition differs.
    expect(text).not.toContain("chance");
    expect(text).not.toContain("happen to leave");
    expect(text).not.toContain("Counted another way");
  });

  it("says chance of one year, and not of the change between two", () => {
    // 90 of 100 equal accounts stay: 1.96 x sqrt(0.9 x 0.1 / 100) = 5.9 points, so 84.1% to 95.9%. A change between two years moves 1.41 times as far.
    const stay = Array.from({ length: 90 }, (_, index) => account(`stay ${index}`, 1, 1));
    const left = Array.from({ length: 10 }, (_, index) => account(`left ${index}`, 1, 0));
    const { fields } = answerFromAccounts({ changes: [...stay, ...left], dates: null, notices: [] }, standardPolicy, figures, {
      from: "2025-01-01",
      to: "2026-01-01",
    });
    expect(said(fields)).toContain(
      "With 100 customers, which of them happen to leave can put gross about 6 points higher or lower",
    );
  });

  it("says what is missing instead of a rate", () => {
    expect(ofTotals({ starting: 100, churn: 3 })).toBe(
      "These totals give no retention rate; not given: expansion, contraction. $3 went with customers who left.",
    );
    expect(ofTotals({ starting: 0 })).toContain("The opening revenue is 0");
    expect(ofTotals({ starting_accounts: 340, churned_accounts: 27 })).toBe("313 of 340 customers stayed (92.1%).");
    expect(ofTotals({ new: 20, expansion: 10, churn: 8, contraction: 2 })).toContain("Quick ratio 3:");
  });
});
