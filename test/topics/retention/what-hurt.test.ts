import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { nameStem } from "../../../src/topics/retention/movers.ts";
import { computeNrr } from "../../../src/topics/retention/tool.ts";
import { openTestPorts } from "../../open-test-ports.ts";
import { temporaryFolder } from "../../temporary-folder.ts";
import { callerOf, type ResultOf } from "../../tool-caller.ts";

const folder = temporaryFolder();
const caller = callerOf(computeNrr, openTestPorts(folder));
const call = async (input: object): Promise<ResultOf<typeof computeNrr>> => {
  const result = await caller.call(input);
  expect(result.summary.split(/\s+/).length).toBeLessThanOrEqual(60);
  expect(result.summary).not.toMatch(/\d\.\d{3,}|undefined|null|_/);
  return result;
};
const write = (name: string, text: string): string => {
  writeFileSync(join(folder, name), text);
  return name;
};
const monthly = (rows: Record<string, number[]>): string =>
  Object.entries(rows)
    .flatMap(([account, amounts]) =>
      amounts.map((amount, month) => `${account},2025-${String(month + 1).padStart(2, "0")}-01,${amount}`),
    )
    .join("\n");

describe("which months hurt", () => {
  // February: A 100 -> 60. March: B 80 -> 0, A 60 -> 50. May: C 40 -> 0.
  const table = write(
    "hurt.csv",
    `customer,month,mrr\n${monthly({ A: [100, 60, 50, 50, 50], B: [80, 80, 0, 0, 0], C: [40, 40, 40, 40, 0], D: [200, 200, 200, 210, 210] })}\n`,
  );

  it("names the three worst with their money, their rate, and who left or shrank", async () => {
    const found = await call({ table, from: "2025-01-01", to: "2025-05-01" });
    expect(found.months.map(({ lost, rate }) => [lost, rate])).toEqual([
      [40, 40 / 420],
      [90, 90 / 380],
      [0, 0],
      [40, 40 / 300],
    ]);
    expect(found.months[1]!.who).toBe("B left 80, A less 10");
    expect(found.left.map(({ account, amount }) => [account, amount])).toEqual([
      ["B", 80],
      ["C", 40],
    ]);
    expect(found.shrank.map(({ account, amount }) => [account, amount])).toEqual([["A", 50]]);
    // The table's amounts are a month's, so a year's are twelve times them. Two months lost 40: the earlier one first.
    expect(found.left[0]).toEqual({ account: "B", amount: 80, arr: 960 });
    expect(found.summary).toContain("Most was lost in March (90), February (40) and May (40).");
    expect(found.do_next!.join(" ")).toContain("B (80)");
  });

  it("takes any day of a month, and the last year of the table where no dates are given", async () => {
    const exact = await call({ table, from: "2025-01-01", to: "2025-05-01" });
    const loose = await call({ table, from: "2025-01-15", to: "2025-05-31" });
    expect([loose.nrr, loose.grr, loose.months_total]).toEqual([exact.nrr, exact.grr, 4]);
    const all = await call({ table });
    expect([all.nrr, all.months_total]).toEqual([exact.nrr, 4]);
    expect(all.summary).toContain("from January to May 2025");
  });
});

const asked = new URL("../../../evals/files/mrr_monthly.csv", import.meta.url).pathname;

describe("a table of one column a month", () => {
  /** The file read by hand: commas inside quotes are thousands, a blank is nothing. */
  const rows = () =>
    readFileSync(asked, "utf8")
      .trim()
      .split("\n")
      .slice(1)
      .map((line) => {
        const cells = line.replace(/"([^"]*)"/g, (_, text: string) => text.replaceAll(",", "")).split(",");
        return { account: cells[0]!, plan: cells[1]!, paid: cells.slice(2).map((cell) => Number(cell || 0)) };
      });
  const total = (numbers: number[]) => numbers.reduce((sum, one) => sum + one, 0);

  it("keeps what came and went inside the window apart, names the segment, the largest and other ways to count", async () => {
    writeFileSync(join(folder, "asked.csv"), readFileSync(asked));
    const found = await call({ table: "asked.csv", reading: { blank: "zero" } });
    const book = rows();
    const start = book.filter(({ paid }) => paid[0]! > 0);
    const opening = total(start.map(({ paid }) => paid[0]!));
    expect(found.nrr).toBeCloseTo(total(start.map(({ paid }) => paid[11]!)) / opening, 12);
    const falls = (of: typeof book, month: number) => total(of.map(({ paid }) => Math.max(0, paid[month - 1]! - paid[month]!)));
    const rises = (of: typeof book, month: number) =>
      total(of.map(({ paid }) => (paid[month - 1]! > 0 ? Math.max(0, paid[month]! - paid[month - 1]!) : 0)));
    const steps = Array.from({ length: 11 }, (_, index) => index + 1);
    expect(found.months.map(({ lost, lost_counted }) => [lost, lost_counted])).toEqual(
      steps.map((month) => [falls(book, month), falls(start, month)]),
    );
    const opens = (month: number) => total(book.map(({ paid }) => paid[month - 1]!));
    const chained = found.definitions.find(({ definition }) => definition === "months_multiplied")!;
    expect(chained.grr).toBeCloseTo(
      steps.reduce((all, month) => all * (1 - falls(book, month) / opens(month)), 1),
      12,
    );
    expect(chained.nrr).toBeCloseTo(
      steps.reduce((all, month) => all * (1 + (rises(book, month) - falls(book, month)) / opens(month)), 1),
      12,
    );
    // October lost most of what the rates hold; April's 1,798 are Gruber 2's 1,618, won in March, and 180.
    expect(found.summary).toContain("These rates lost most in October (1,303), September (844)");
    expect(found.because!.join(" ")).toContain(
      "April lost most money (1,798), but 1,618 of it was Gruber 2 GmbH & Co. KG, won since the start and in no rate",
    );
    expect(found.since_start).toMatchObject({
      won: 8,
      gone: [{ account: "Gruber 2 GmbH & Co. KG" }, { account: "Faktor 2 KG" }],
    });
    const basic = start.filter(({ plan }) => plan === "Basic");
    const lost = (of: typeof book) => total(of.map(({ paid }) => Math.max(0, paid[0]! - paid[11]!)));
    expect(Math.round((100 * lost(basic)) / lost(start))).toBe(58);
    expect(found.because!.join(" ")).toContain("By Plan, Basic keeps least: 77.2% gross");
    expect(found.because!.join(" ")).toContain("58% of the loss");
    const closing = total(book.map(({ paid }) => paid[11]!));
    expect(found.largest_now).toMatchObject({ account: "Elbwerk 2 SE", counted: false, since: "2025-05-01" });
    expect(found.largest_now!.share).toBeCloseTo(9419 / closing, 12);
    // Six customers won since bear the name of one who paid in January; Faktor 2 and Gruber 2 are gone.
    expect(found.look_alikes!.nrr_if_same).toBeCloseTo(closing / opening, 12);
    // Gross gains what an earlier customer lost, as far as the contract of the same name makes up for it: Elbwerk's 148 alone.
    const elbwerk = found.look_alikes!.pairs.find(({ account }) => account === "Elbwerk 2 SE")!;
    expect(elbwerk).toMatchObject({ like: "Elbwerk GmbH & Co. KG", amount: 9419 });
    expect(elbwerk.grr_if_same).toBeCloseTo(found.grr! + 148 / opening, 12);
    expect(elbwerk.nrr_if_same).toBeCloseTo(found.nrr! + 9419 / opening, 12);
    const won = book
      .filter(({ paid }) => paid[0] === 0 && paid[11]! > 0)
      .flatMap(({ account, paid }) => {
        const same = start.filter((one) => nameStem(one.account) === nameStem(account));
        return same.length === 1 ? [Math.min(paid[11]!, Math.max(0, same[0]!.paid[0]! - same[0]!.paid[11]!))] : [];
      });
    expect(won.length).toBe(6);
    expect(found.look_alikes!.grr_if_same).toBeCloseTo(found.grr! + total(won) / opening, 12);
    // The drops of the months, 4,818, are more than the 3,264 the rate lost, and the answer ties the two.
    const drops = total(steps.map((month) => falls(start, month)));
    expect(drops).toBe(4818);
    expect(found.because![0]).toContain(
      "The drops of all months come to 4,818, of which gross counts 3,264: the other 1,554 had been added before it was lost, or came back.",
    );
    // Only Albrecht 2 lost a hundredth of the opening without leaving: 790 of 28,610.
    expect(found.do_next![0]).toContain("Albrecht 2 S.A. (790), who pays that much less, calls first.");
    expect(found.do_next!.join(" ")).not.toMatch(/Rheingold|Elbwerk GmbH/);
  });
});

describe("names that say the same customer", () => {
  it("hold but for numbers and the legal form", () => {
    expect(["Elbwerk 2 SE", "Elbwerk GmbH & Co. KG", "Weser S.A.", "B.V."].map(nameStem)).toEqual([
      "elbwerk",
      "elbwerk",
      "weser",
      "",
    ]);
  });

  it("say nothing where many names are alike but for a number", async () => {
    const rows = Array.from({ length: 30 }, (_, index) => ({
      account: `Customer ${index}`,
      start: index < 28 ? 10 : 0,
      end: 10,
    }));
    expect((await call({ rows })).look_alikes).toBeNull();
  });
});

describe("one account that decides", () => {
  it("is said with the number without it", async () => {
    // Of 1,000 the large one loses 300: net 0.7; without it 600 of 600... and 400 of it are 400 -> 100.
    const rows = [
      { account: "Xenon", start: 400, end: 100 },
      ...Array.from({ length: 30 }, (_, index) => ({ account: `small ${index}`, start: 20, end: 20 })),
    ];
    const found = await call({ rows });
    expect(found.nrr).toBe(0.7);
    expect(found.without_account).toEqual({ account: "Xenon", start: 400, end: 100, nrr: 1, grr: 1 });
    expect(found.summary).toContain("Without Xenon net would be 100.0% and gross 100.0%.");
    const calm = await call({ rows: rows.slice(1) });
    expect(calm.without_account).toBeNull();
  });

  it("gives rates and no label for a handful of customers", async () => {
    const { summary } = await call({ rows: [{ account: "A", start: 100, end: 150 }] });
    expect(summary).toContain("Net retention 150.0% and gross 100.0%");
    expect(summary).not.toContain("excellent");
  });
});

describe("segments", () => {
  it("names the best and the worst, and that chance may make the difference", async () => {
    const rows = ["a", "b", "c"].flatMap((segment, place) =>
      Array.from({ length: 3 }, (_, index) => ({ account: `${segment}${index}`, segment, start: 100, end: 100 - 20 * place })),
    );
    const { summary } = await call({ rows, segment_by: "segment" });
    expect(summary).toContain(
      // Of 900 the three of c pay 300 and lose 120 of the 180 lost.
      "c keeps least: 60.0% gross and 60.0% net from 3 customers, with 33% of the opening and 67% of the loss (gross of a 100.0% and b 80.0%); on so few, chance may make the difference",
    );
  });

  it("splits typed rows that all name a segment without being asked, under the names people give amounts", async () => {
    const rows = [
      { customer: "Adler", before: 400, after: 480, segment: "Enterprise" },
      { customer: "Cormoran", before: 50, after: 0, segment: "SMB" },
      { customer: "Elster", before: 50, after: 50, segment: "SMB" },
    ];
    // SMB keeps 50 of 100 and loses all that is lost.
    const { summary } = await call({ rows });
    expect(summary).toContain(
      "SMB keeps least: 50.0% gross and 50.0% net from 2 customers, with 20% of the opening and 100% of the loss",
    );
  });

  it("leaves a column alone that spells a value in two ways, since nobody asked for it", async () => {
    const lines = Array.from({ length: 12 }, (_, index) => `A${index},${index % 2 ? "SMB" : "smb"},100,90`).join("\n");
    const found = await call({ table: write("spelt.csv", `account,segment,arr_start,arr_end\n${lines}\n`) });
    expect([found.grr, found.segments]).toEqual([0.9, []]);
    const split = write("split.csv", `account,segment,arr_start,arr_end\n${lines.replaceAll("smb", "Enterprise")}\n`);
    expect((await call({ table: split })).segments.map(({ segment }) => segment)).toEqual(["Enterprise", "SMB"]);
  });

  it("counts products by their rows: 400 of 350 for one, nothing of 100 for the other", async () => {
    const table = write(
      "products.csv",
      "account,month,product,mrr\nA,2025-01-01,p1,250\nA,2025-01-01,p2,100\nA,2026-01-01,p1,300\nB,2025-01-01,p1,100\nB,2026-01-01,p1,100\n",
    );
    const found = await call({ table, from: "2025-01-01", to: "2026-01-01", segment_by: "product" });
    expect(found.segments_count).toBe("rows");
    expect(found.segments.map(({ segment, nrr, starting }) => [segment, nrr, starting])).toEqual([
      ["p1", 400 / 350, 350],
      ["p2", 0, 100],
    ]);
    // The book itself counts accounts: 400 of 450.
    expect(found.nrr).toBeCloseTo(400 / 450, 12);
    expect(found.warnings.map(({ code }) => code)).toContain("segments_mixed");
  });
});

describe("figures that are too good", () => {
  it("asks of totals whether they are a month's or a quarter's", async () => {
    const { check_first } = await call({ totals: { starting: 1000, expansion: 10, contraction: 5, churn: 15 } });
    // 0.98 to the twelfth and to the fourth.
    expect(check_first![0]).toContain("a year would keep 78.5%");
    expect(check_first![0]).toContain("92.2%");
  });

  it("asks whether downgrades are in the data where nobody shrank", async () => {
    const rows = Array.from({ length: 40 }, (_, index) => ({ account: `A${index}`, start: 100, end: index < 4 ? 0 : 100 }));
    expect((await call({ rows })).check_first!.join(" ")).toContain("do the amounts show downgrades");
  });
});

describe("ends that look like last days paid for", () => {
  it("lead, with the rates if they are", async () => {
    const table = write(
      "inclusive.csv",
      "account,start_date,end_date,mrr\nA,2024-01-01,2024-12-31,100\nA,2025-01-01,2025-12-31,120\nB,2024-01-01,2024-12-31,100\nB,2025-01-01,2025-12-31,100\nC,2024-06-01,2025-05-31,70\nC,2025-06-01,2026-05-31,70\n",
    );
    const found = await call({ table, from: "2024-12-31", to: "2025-12-31", reading: { ends: "first_day_after" } });
    // Read as first days not paid for only C pays on both days; as last days 290 of 270.
    if (found.ends_inclusive) expect(found.ends_inclusive.nrr).toBeCloseTo(290 / 270, 12);
    else expect(found.nrr).toBeCloseTo(290 / 270, 12);
  });
});

describe("an export that ends before the window does", () => {
  it("lets nobody repeat its rates, and names the day until which it looks whole", async () => {
    const names = ["A", "B", "C", "D"];
    const lines = names.map((name) => `${name},2024-01-01,2025-06-01,100`).join("\n");
    const table = write("ends.csv", `account,start_date,end_date,mrr\n${lines}\nE,2024-01-01,2026-01-01,100\n`);
    const found = await call({ table, from: "2024-06-01", to: "2025-06-01", reading: { ends: "first_day_after" } });
    expect(found.summary).toContain("4 of 5 customers of the month before 2025-06-01 are gone");
    expect(found).not.toHaveProperty("say");
    expect(found).not.toHaveProperty("do_next");
    expect(found.next![0]!.call).toContain("2025-05-01");
  });
});

describe("a trend", () => {
  it("gives the same window a year earlier, as far as the data reaches", async () => {
    const table = write(
      "trend.csv",
      "account,month,mrr\nA,2024-01-01,100\nA,2025-01-01,80\nA,2026-01-01,60\nB,2024-01-01,100\nB,2025-01-01,100\nB,2026-01-01,100\n",
    );
    const { trend } = await call({ table, from: "2025-01-01", to: "2026-01-01", trend: "year" });
    expect(trend!.map(({ from, to, nrr }) => [from, to, nrr])).toEqual([
      ["2024-01-01", "2025-01-01", 180 / 200],
      ["2025-01-01", "2026-01-01", 160 / 180],
    ]);
  });
});
