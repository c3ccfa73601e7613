import { describe, expect, it } from "vitest";
import { dayOf, effortOf, saysWhen } from "../../../src/topics/playbooks/read-text.ts";
import { words } from "./real-rule.ts";

describe("saysWhen", () => {
  it.each([
    "Day 3: call",
    "T-30: send the offer",
    "On 2026-03-02 call",
    "Call by 3 March",
    "Within 24 hours, call",
    "Call after two weeks",
    "Send it the same day",
    "7 days before the review, send the pre-read",
    "Every Monday, look at the list",
    "Week 2: train",
  ])("knows a term: %s", (text) => {
    expect(saysWhen(text, words)).toBe(true);
  });

  it.each([
    "Hold a 30-minute call",
    "Look at the last 90 days",
    "Write a 90-day plan",
    "Call soon",
    "Train users (2 h)",
    "List tickets of 6 months",
  ])("takes no length and no look back for one: %s", (text) => {
    expect(saysWhen(text, words)).toBe(false);
  });
});

describe("dayOf", () => {
  it.each([
    ["Day 0: call", 0],
    ["Day -14: ask", -14],
    ["T-120: read", -120],
    ["D+3: send", 3],
    ["Week 1: start", 0],
    // The third week begins after two weeks of seven days.
    ["Week 3: train", 14],
    ["Week -6: confirm", -42],
    ["Within 24 hours, call", 1],
    ["Within 4 hours, call", 0],
    ["After 2 weeks, look", 14],
    ["the same day", 0],
    ["Call soon", null],
    ["On 1970-01-02", 1],
    ["On 2026-02-30", null],
  ])("%s is day %s", (text, day) => {
    expect(dayOf(text)).toBe(day);
  });
});

describe("effortOf", () => {
  it.each([
    ["Call (CSM, 1.5 h)", 1.5],
    ["A 90-minute workshop", 1.5],
    ["Takes 3 hours", 3],
    ["Prepare (2 hours) and hold (30 min)", 2.5],
    ["No work (0 h)", 0],
    ["Call within 24 hours", null],
    ["Answer 4 hours after the ticket", null],
    ["Look at the last 48 hours", null],
    ["Call", null],
  ])("%s: %s", (text, hours) => {
    expect(effortOf(text)).toBe(hours);
  });
});
