import { describe, expect, it } from "vitest";
import { feedbackReads, voicesOf } from "../../../src/topics/feedback/question.ts";
import { silenceOf, themesOf } from "../../../src/topics/feedback/themes.ts";
import { callTool } from "../../../src/topics/tools.ts";
import { openTestPorts } from "../../open-test-ports.ts";
import { figuresOf } from "../../shipped-library.ts";
import { temporaryFolder } from "../../temporary-folder.ts";

const figures = figuresOf(feedbackReads);
const roll = (items: Parameters<typeof voicesOf>[0], book: Parameters<typeof voicesOf>[1] = []) => {
  const { voices, names } = voicesOf(items, book);
  const whole = themesOf(voices, names, book, { months: [], as_of: null, renew_by: null }, figures);
  return { voices, themes: whole.map(({ row, test }) => ({ ...test, ...row })), silent: silenceOf(voices, book) };
};
const many = (count: number, name: string, of: object) =>
  Array.from({ length: count }, (_, place) => ({ account: `${name}${place}`, theme: "Other", ...of }));

describe("themes", () => {
  it("count an account once, however often it writes and however the theme is spelled", () => {
    const { themes, voices } = roll([
      { account: "Acme", theme: "SSO", arr: 500 },
      { account: "acme ", theme: " sso", arr: 500 },
      { account: "Beta", theme: "SSO", arr: 300 },
      { account: "Acme", theme: "Price", arr: 500 },
    ]);
    expect(voices).toHaveLength(2);
    expect(themes.map(({ theme, accounts, items, arr }) => [theme, accounts, items, arr])).toEqual([
      ["SSO", 2, 3, 800],
      ["Price", 1, 1, 500],
    ]);
  });

  it("give Wilson's interval of the accounts that spoke", () => {
    // 5 of 20 at 1.96: 0.1119 to 0.4687 (Wilson 1927).
    const { themes } = roll([...many(5, "A", { theme: "SSO", arr: 10 }), ...many(15, "B", {})]);
    expect(themes[0]!.low).toBeCloseTo(0.1119, 4);
    expect(themes[0]!.high).toBeCloseTo(0.4687, 4);
  });

  it("name a segment only where the theme is heard there more often than chance makes it", () => {
    // 18 of 20 enterprise accounts against 2 of 20: Fisher's chance is 4e-7. And 11 against 9 is nothing.
    const strong = roll([
      ...many(18, "E", { theme: "SSO", segment: "Enterprise", arr: 10 }),
      ...many(2, "F", { segment: "Enterprise" }),
      ...many(2, "G", { theme: "SSO", segment: "SMB" }),
      ...many(18, "H", { segment: "SMB" }),
    ]);
    expect(strong.themes.find(({ theme }) => theme === "SSO")!.segment).toBe("Enterprise");
    const weak = roll([
      ...many(11, "E", { theme: "SSO", segment: "Enterprise", arr: 10 }),
      ...many(9, "F", { segment: "Enterprise" }),
      ...many(9, "G", { theme: "SSO", segment: "SMB" }),
      ...many(11, "H", { segment: "SMB" }),
    ]);
    expect(weak.themes.find(({ theme }) => theme === "SSO")!.segment).toHaveProperty("why");
  });

  it("grow only beyond chance, by accounts that first spoke of them in each half", () => {
    const early = { date: "2026-01-10" };
    const late = { date: "2026-06-10" };
    const { themes } = roll([
      ...many(19, "A", early),
      ...many(1, "B", { ...early, theme: "SSO" }),
      ...many(15, "C", { ...late, theme: "SSO" }),
      ...many(5, "D", late),
    ]);
    expect(themes.find(({ theme }) => theme === "SSO")).toMatchObject({ earlier: 1, later: 15, trend: "grows" });
    expect(themes.find(({ theme }) => theme === "Other")).toMatchObject({ trend: "fades" });
  });

  it("say who was silent, who is a stranger, and which labels are sure", () => {
    const { silent, themes } = roll(
      [
        { account: "A", theme: "SSO", sure: 0.9 },
        { account: "Z", theme: "SSO", sure: 0.4 },
      ],
      [
        { account: "A", arr: 60 },
        { account: "B", arr: 40 },
      ],
    );
    expect(silent).toMatchObject({ accounts: 1, arr: 40, share_of_book: 0.4, strangers: ["Z"] });
    expect(themes[0]!.sure_accounts).toBe(1);
  });

  it("refuse one account of two amounts", () => {
    expect(() =>
      roll([
        { account: "A", theme: "SSO", arr: 1 },
        { account: "A", theme: "Price", arr: 2 },
      ]),
    ).toThrow(/two amounts: 1 and 2/);
  });
});

describe("the theme that is advised", () => {
  it("is that of most money which no single account carries, and the summary says whose the larger one is", async () => {
    // SSO has 110,000, of which Big holds 100,000; the limits 60,000 in three equal parts.
    const items = [
      { account: "Big", theme: "SSO", arr: 100_000 },
      { account: "A", theme: "SSO", arr: 10_000 },
      ...["B", "C", "D"].map((account) => ({ account, theme: "Limits", arr: 20_000 })),
    ];
    const outcome = await callTool("roll_up_feedback", { items, currency: "USD" }, openTestPorts());
    if (outcome.kind !== "done") throw new Error(outcome.message);
    const { summary, do_next } = outcome.run.result as unknown as { summary: string; do_next: string[] };
    expect(summary).toContain("Limits is asked by 3 accounts of 5 that spoke, with $60K, and no single account decides it");
    expect(summary).toContain("SSO has more money behind it ($110K), most of it Big's");
    expect(do_next[0]).toContain("take Limits to product");
  });
});

describe("a table of feedback with faults", () => {
  const ask = async (lines: readonly string[], book: readonly string[]) => {
    const outcome = await callTool(
      "roll_up_feedback",
      { items: "f.csv", book: "b.csv", currency: "USD", detail: true },
      openTestPorts(temporaryFolder({ "f.csv": lines.join("\n"), "b.csv": book.join("\n") })),
    );
    if (outcome.kind !== "done") throw new Error(outcome.message);
    return outcome.run.result as unknown as Record<string, unknown> & {
      check_first: string[];
      warnings: { code: string; message: string }[];
    };
  };
  const lines = [
    "Date,Customer,Source,Label,What they said",
    ...Array.from({ length: 20 }, (_, place) => `2026-07-${10 + place},C${place},ticket,export,words ${place}`),
    "2026-08-01,C0 Pte Ltd,ticket,Export,more",
    "2026-08-01,C1,call,,no label here",
    "2026-08-02,(internal),sales,AI,wish",
    "2026-08-02,Prospect - Dora,sales,AI,asked in demo",
    "2026-08-03,C2,email fwd,export,words 2",
  ];
  const book = ["Customer,ARR", ...Array.from({ length: 21 }, (_, place) => `C${place} Ltd,1000`)];

  it("counts rows of colleagues, prospects and mails passed on apart, and rows without a label as unlabeled", async () => {
    const result = await ask(lines, book);
    // 25 rows less three and one bare; C0 speaks twice and stands in the book under another legal form.
    expect(result).toMatchObject({
      items: 21,
      accounts: 20,
      arr: 20_000,
      themes: [{ theme: "export", accounts: 20, items: 21 }],
      silent: { accounts: 1, strangers: [] },
    });
    expect(result.check_first[0]).toContain(
      "Of 25 rows 3 are no customer's own new word and not counted: 1 passed on, 1 internal, 1 of a prospect",
    );
    expect(result.check_first[0]).toContain("1 row has no label");
    expect(result.warnings.map(({ code }) => code)).toEqual(
      expect.arrayContaining(["rows_passed_over", "unlabeled_rows", "labels_united"]),
    );
  });

  it("asks where more than half have no label, and says that words find themes", async () => {
    const outcome = await callTool(
      "roll_up_feedback",
      { items: "f.csv" },
      openTestPorts(temporaryFolder({ "f.csv": "Customer,Label,Comment\nA,export,x\nB,,y\nC,,z" })),
    );
    expect(outcome.kind === "done" ? "" : outcome.message).toMatch(/2 of 3 rows have no theme.*"words"/s);
  });
});
