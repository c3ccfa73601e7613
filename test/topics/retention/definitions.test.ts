import { describe, expect, it } from "vitest";
import { changesFromPeriods } from "../../../src/topics/retention/changes-of-table.ts";
import * as definitions from "../../../src/topics/retention/definitions.ts";
import type { AccountChange } from "../../../src/topics/retention/retention.ts";
import { periodsMissing, periodsNote, subscriptionPeriods } from "../../core/subscription-periods.ts";
import { account } from "./account.ts";
import { definitionsOfAccounts, wired } from "./on-the-wire.ts";

const byName = (changes: readonly AccountChange[]) => {
  const { definitions, refused } = definitionsOfAccounts(changes);
  return {
    definitions: Object.fromEntries(definitions.map(({ definition, nrr, grr }) => [definition, [nrr, grr]])),
    refused: Object.fromEntries(refused.map(({ definition, nrr, grr }) => [definition, [nrr, grr]])),
  };
};

const reasonsOf = (changes: readonly AccountChange[]) =>
  wired(definitions.definitionsOfAccounts(changes)).reasons.map(({ reason }) => reason);

describe("definitionsOfAccounts", () => {
  it("refuses summed movements that lose more than there was: 100 to 200 to 50", () => {
    // Point to point 50 of 100; movements: up 100, down 150, so gross 1 - 150/100 = -0.5.
    const book = [account("A", 100, 50, { gap: false, series: [100, 200, 50] })];
    const found = definitionsOfAccounts(book);
    expect(found.definitions.find(({ definition }) => definition === "point_to_point")).toMatchObject({ nrr: 0.5, grr: 0.5 });
    expect(found.definitions.find(({ definition }) => definition === "movements_of_cohort")).toMatchObject({
      nrr: null,
      grr: null,
    });
    expect(found.refused).toMatchObject([{ definition: "movements_of_cohort", nrr: 0.5, grr: -0.5 }]);
    expect(reasonsOf(book).some((reason) => reason.includes("exceed the opening"))).toBe(true);
  });

  it("names the leak of new and returned customers: 560 of 550", () => {
    const leaky = byName([
      account("A", 550, 440, { paid_before: false }),
      account("D", 0, 80, { paid_before: false }),
      account("F", 0, 40, { paid_before: true }),
    ]);
    expect(leaky.refused.new_customers_leaked_in![0]).toBeCloseTo(1.018181818181818, 12);
    // (440 + 40) / 550
    expect(leaky.definitions.reactivation_included![0]).toBeCloseTo(480 / 550, 12);
  });

  it("leaves out what two amounts cannot tell, with a reason for each", () => {
    const book = [account("A", 100, 90), account("N", 0, 10)];
    const found = definitionsOfAccounts(book);
    for (const definition of ["gap_as_churn", "movements_of_cohort", "reactivation_included"])
      expect(found.definitions.find((one) => one.definition === definition)!.nrr).toBeNull();
    const reasons = reasonsOf(book).join("\n");
    expect(reasons).toContain("months between the two dates");
    expect(reasons).toContain("give paid_before");
  });

  it.skipIf(periodsMissing)(`gives the published table of the subscription periods${periodsNote}`, () => {
    const { changes } = changesFromPeriods(subscriptionPeriods(), { from: "2018-11-01", to: "2019-11-01" });
    const { definitions, refused } = byName(changes);
    // 560 and 460 of 575; customer 5 (25 at the end) had a gap: 535 and 435 of 575.
    expect(definitions.point_to_point![0]).toBeCloseTo(560 / 575, 12);
    expect(definitions.point_to_point![1]).toBe(0.8);
    expect(definitions.gap_as_churn![0]).toBeCloseTo(535 / 575, 12);
    expect(definitions.gap_as_churn![1]).toBeCloseTo(435 / 575, 12);
    // Cohort's monthly rises 230 and falls 345: (575 + 230 - 345) and (575 - 345) of 575.
    expect(definitions.movements_of_cohort).toEqual([0.8, 0.4]);
    // Everybody's rises 520 and falls 725.
    expect(refused.losses_of_all_customers![0]).toBeCloseTo(370 / 575, 12);
    expect(refused.losses_of_all_customers![1]).toBeCloseTo(-150 / 575, 12);
    expect(refused.new_customers_leaked_in).toEqual([3.2, null]);
    expect(Object.keys(definitions)).not.toContain("losses_of_all_customers");
  });
});
