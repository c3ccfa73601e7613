import { describe, expect, it } from "vitest";
import { describeIssues } from "../../../src/tool/run.ts";
import { standardPolicy } from "../../../src/topics/retention/retention.ts";
import * as exact from "../../../src/topics/retention/totals.ts";
import { type RetentionTotals, Totals } from "../../../src/topics/retention/totals.ts";
import { retentionOfTotals, wired } from "./on-the-wire.ts";

const found = (totals: RetentionTotals) => retentionOfTotals(totals, standardPolicy);
const reason = (totals: RetentionTotals, field: string) =>
  wired(exact.retentionOfTotals(totals, standardPolicy)).reasons.find((one) => one.field === field)?.reason;
const problem = (totals: RetentionTotals): string => {
  try {
    const wrong = Totals.safeParse(totals).error;
    if (wrong) return describeIssues(wrong.issues, Totals).join("\n");
    found(totals);
  } catch (error) {
    return (error as Error).message;
  }
  return "no problem";
};

describe("retentionOfTotals", () => {
  it("gives both published examples", () => {
    // (1,000,000 + 150,000 - 30,000 - 50,000) / 1,000,000 and (1,000,000 - 80,000) / 1,000,000.
    expect(found({ starting: 1_000_000, expansion: 150_000, contraction: 30_000, churn: 50_000 })).toMatchObject({
      nrr: 1.07,
      grr: 0.92,
    });
    expect(found({ starting: 100, expansion: 31, contraction: 3, churn: 8 })).toMatchObject({ nrr: 1.2, grr: 0.89 });
  });

  it("is 100% when nothing moved, also when a customer without revenue left", () => {
    const still = { starting: 5000, expansion: 0, contraction: 0, churn: 0, starting_accounts: 100 };
    expect(found({ ...still, churned_accounts: 0 })).toMatchObject({ nrr: 1, grr: 1, logo_retention: 1 });
    expect(found({ ...still, churned_accounts: 1 })).toMatchObject({ nrr: 1, grr: 1, logo_retention: 0.99 });
  });

  it("does not take missing for zero", () => {
    const given = found({ starting: 100, churn: 8, contraction: 3 });
    expect(given).toMatchObject({ nrr: null, grr: 0.89, logo_retention: null });
    expect(reason({ starting: 100, churn: 8, contraction: 3 }, "nrr")).toContain("totals.expansion");
    expect(given.bridge).toMatchObject({ starting: 100, new: null, expansion: null, ending: null });
  });

  it("ties the bridge when every part is given: 100 + 20 + 10 + 5 - 3 - 8 = 124", () => {
    const { bridge } = found({ starting: 100, new: 20, expansion: 10, reactivation: 5, contraction: 3, churn: 8 });
    expect(bridge.ending).toBe(124);
  });

  it("has no rate on an opening of zero, and says why", () => {
    const given = found({ starting: 0, expansion: 0, contraction: 0, churn: 0 });
    expect(given).toMatchObject({ nrr: null, grr: null });
    expect(reason({ starting: 0, expansion: 0, contraction: 0, churn: 0 }, "grr")).toContain("totals.starting is 0");
  });

  it("names every impossible input at once", () => {
    const message = problem({ starting: -100, expansion: -500, churn: -5, starting_accounts: 10, churned_accounts: 20 });
    expect(message).toContain("starting: is -100: it cannot be below zero");
    expect(message).toContain("expansion: is -500: it cannot be below zero");
    expect(message).toContain("churn: is -5: did you enter losses as negatives?");
    expect(problem({ starting: 1, starting_accounts: 10, churned_accounts: 20 })).toContain(
      "totals.churned_accounts is 20 of 10",
    );
  });

  it("refuses all customers' movements over the opening: 300 + 425 of 575", () => {
    const message = problem({ starting: 575, expansion: 520, contraction: 300, churn: 425 });
    expect(message).toContain("725, more than totals.starting 575");
    expect(message).toContain("cohort is mixed");
  });

  it("refuses an account's summed movements: 100 to 200 to 50 contracts by 150", () => {
    expect(problem({ starting: 100, expansion: 100, contraction: 150, churn: 0 })).toContain(
      "150, more than totals.starting 100",
    );
  });

  it("refuses revenue that left with no customer, and revenue of no customer", () => {
    const known = { starting: 1000, expansion: 0, contraction: 0 };
    expect(problem({ ...known, churn: 50, starting_accounts: 40, churned_accounts: 0 })).toContain(
      "totals.churn is 50 and totals.churned_accounts 0",
    );
    expect(problem({ ...known, churn: 0, starting_accounts: 0 })).toContain(
      "totals.starting is 1000 and totals.starting_accounts 0",
    );
    // A customer who left and paid nothing is no contradiction.
    expect(found({ ...known, churn: 0, starting_accounts: 100, churned_accounts: 1 }).logo_retention).toBe(0.99);
  });

  it("refuses amounts that no double holds to the hundredth", () => {
    expect(problem({ starting: 1e18, expansion: 0, contraction: 0, churn: 1e17 })).toContain("starting: is too large");
  });

  it("refuses millions with decimals that a hundredth cannot hold", () => {
    expect(problem({ starting: 18.4567, expansion: 1, contraction: 0, churn: 1 })).toContain("whole units instead of millions");
  });
});
