import { describe, expect, it } from "vitest";
import { folded } from "../../../src/topics/feedback/names.ts";
import { holds, labelKey, likeLabels, themesIn, wordsAcross } from "../../../src/topics/feedback/search.ts";

describe("words in what was said", () => {
  it("short ones are whole words, longer ones begin a word, several stand in a row", () => {
    expect(holds("users from ad please", "AD")).toBe(true);
    expect(holds("add users", "AD")).toBe(false);
    expect(holds("second approvals", "approv")).toBe(true);
    expect(holds("disapproval", "approv")).toBe(false);
    expect(holds(folded("Zweite Freigabe fehlt"), "zweite Freigabe")).toBe(true);
    expect(holds(folded("導出が遅い"), "遅い")).toBe(true);
  });

  it("make a theme of a row by any of them, unless one that rules it out stands there", () => {
    const words = { Approvals: ["approv", "-works"], Roles: ["role"] };
    expect(themesIn("Approver by role?", words)).toEqual(["Approvals", "Roles"]);
    expect(themesIn("approval works", words)).toEqual([]);
  });

  it("labels are one by case, signs and plural, and maybe one by their beginning, initials or a letter", () => {
    expect(["Dash-boards", "dash board", "DASH BOARDS"].map(labelKey)).toEqual(["dash board", "dash board", "dash board"]);
    expect(labelKey("Policies")).toBe("policy");
    expect(likeLabels(["perf", "performance", "SSO", "single sign-on", "billing"])).toEqual([
      ["perf", "performance"],
      ["SSO", "single sign-on"],
    ]);
    expect(likeLabels(["reports", "exports"])).toEqual([]);
  });

  it("a word under several labels is found with its forms and its spelled-out initials; one under a single label is not", () => {
    const rows = [
      ["A", "access", "need SSO"],
      ["B", "other", "single sign on missing"],
      ["C", null, "SSO!"],
      ["A", "billing", "invoice wrong"],
      ["B", "billing", "invoice late"],
      ["C", "billing", "invoices twice"],
    ].map(([account, label, text]) => ({ account: account!, label: label ?? null, text: text! }));
    const found = wordsAcross(rows, { accounts: 3, one_label: 0.8, common: new Set(["need", "missing"]) });
    expect(found).toEqual([
      {
        forms: ["sso", "single sign on"],
        accounts: ["A", "B", "C"],
        rows: 3,
        labels: new Map([
          ["access", 1],
          ["other", 1],
          [null, 1],
        ]),
      },
    ]);
  });
});
