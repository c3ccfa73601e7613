import { describe, expect, it } from "vitest";
import { plainNumbers, plainWords } from "../../../src/topics/blueprint/words-appendix.ts";

describe("plainWords", () => {
  it.each([
    ["drivers shows both ends; give your own.", "The table of what moves the need shows both ends; give your own."],
    ["Only csm_fte_with_attrition moves.", "Only the need with leavers counted moves."],
    ["hours_per_account", "Hours per account"],
    ["Chiara Rossi owns 51 accounts.", "Chiara Rossi owns 51 accounts."],
  ])("%j reads %j", (text, plain) => expect(plainWords(text)).toBe(plain));
});

describe("plainNumbers", () => {
  it.each([
    ["0.15 leave a year, 2 months vacant, 6 of ramp at 0.45", "15% leave a year, 2 months vacant, 6 of ramp at 45%"],
    ["2080 contract hours less 200 of leave", "2,080 contract hours less 200 of leave"],
    ["more than 0.03 of it, 0.125 here", "more than 3% of it, 12.5% here"],
    ["on 2026-01-31 and 15,749,892 and 150000.", "on 2026-01-31 and 15,749,892 and 150,000."],
    ["0 hours, 81.5 and 10.5", "0 hours, 81.5 and 10.5"],
  ])("%j reads %j", (text, plain) => expect(plainNumbers(text)).toBe(plain));
});
