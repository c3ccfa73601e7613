import { expect, it } from "vitest";
import type { TableField } from "../../src/core/table.ts";
import { detectShape } from "../../src/tables/build-table.ts";

const shape = (
  fields: TableField[],
  more: { hasAmount?: boolean; hasTwoAmounts?: boolean; monthIsCertain?: boolean; oneRowAnAccount?: boolean } = {},
) =>
  detectShape({
    fields: new Set(fields),
    hasAmount: false,
    hasTwoAmounts: false,
    monthIsCertain: false,
    oneRowAnAccount: false,
    ...more,
  });

it("follows the columns", () => {
  expect(shape(["account", "month"], { hasAmount: true })).toBe("snapshots");
  expect(shape(["account", "month", "start"], { hasAmount: true })).toBe("subscriptions");
  expect(shape(["account", "month", "start"], { hasAmount: true, monthIsCertain: true })).toBe("snapshots");
  expect(shape(["account", "start", "end"], { hasAmount: true })).toBe("subscriptions");
  expect(shape(["account", "start", "owner"], { hasAmount: true, oneRowAnAccount: true })).toBe("accounts");
  expect(shape(["account", "start", "owner"], { hasAmount: true })).toBe("subscriptions");
  expect(shape(["account", "start"], { hasAmount: true, hasTwoAmounts: true })).toBe("accounts");
  expect(shape(["account", "score", "outcome"])).toBe("accounts");
  expect(shape(["respondent", "score"])).toBe("survey");
  expect(shape(["account", "score"], { hasAmount: true })).toBe("accounts");
  expect(shape(["contact", "role", "account"])).toBe("stakeholders");
});
