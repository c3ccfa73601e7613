import { describe, expect, it } from "vitest";
import { distributionOf, spreadOf } from "../../../src/topics/renewals/distribution.ts";
import { samples, writtenPlan } from "./written-plan.ts";

const titles = (page: string) => [...page.matchAll(/<figure id="picture-([\w-]+)"/g)].map((match) => match[1]);

describe("the page of a plan", () => {
  it.each(samples)("%s: one file, nothing from elsewhere, no broken number", async (_, input) => {
    const { file, written } = await writtenPlan(input);
    const page = file("blueprint.html");
    expect(page).not.toMatch(/<script|<link|<img|src=|@import|url\(|https?:/);
    expect(page).not.toMatch(/NaN|Infinity|undefined|\[object/);
    const anchors = new Set([...page.matchAll(/ id="([^"]+)"/g)].map((match) => match[1]));
    for (const [, place] of page.matchAll(/href="#([^"]+)"/g)) expect(anchors, place).toContain(place);
    expect(anchors.size).toBe([...page.matchAll(/ id="/g)].length);
    // Each picture is a file of its own too.
    const drawn = written.flatMap((path) => path.match(/chart-([\w-]+)\.svg$/)?.[1] ?? []);
    expect(drawn.sort()).toEqual(titles(page).sort());
    for (const name of drawn)
      expect(file(`chart-${name}.svg`)).toMatch(/^<\?xml[^>]*>\n<svg xmlns="http:\/\/www.w3.org\/2000\/svg"/);
  });

  it("tells the story before the pictures, and the pictures before the chapters", async () => {
    const page = (await writtenPlan({ company_file: "company.yaml", table: "accounts.csv", as_of: "2026-01-01" })).file(
      "blueprint.html",
    );
    const order = ["<blockquote>", 'id="why-now"', 'id="30-60-and-90-days"', 'id="in-pictures"', 'id="tiers"'].map((sign) =>
      page.indexOf(sign),
    );
    expect(order.every((place) => place > 0)).toBe(true);
    expect(order).toEqual(order.toSorted((a, b) => a - b));
    expect(titles(page)).toEqual([
      ...[
        "arr-bridge",
        "retention-by-tier",
        "retention-by-definition",
        "tier-map",
        "capacity-and-need",
        "books-of-business",
        "org-chart",
        "break-even",
      ],
      ...["renewal-forecast", "roadmap"],
    ]);
  });

  it("draws cohorts and survival where a table has the customers' history", async () => {
    const page = (await writtenPlan({ table: "subscriptions.csv", as_of: "2026-01-01" })).file("blueprint.html");
    expect(titles(page)).toEqual(expect.arrayContaining(["cohorts", "survival"]));
    // No account has an owner or a renewal date there.
    expect(titles(page)).not.toEqual(expect.arrayContaining(["books-of-business"]));
  });

  it("shows hostile and right-to-left names as text", async () => {
    const hostile = `<img src=x onerror=alert(1)>`;
    const rows = [`"${hostile}",1000,900,"</text><script>x</script>",2026-06-01,80`, "שלום בעמ,50000,60000,דנה,2026-07-01,30"];
    const { file, written } = await writtenPlan(
      { table: "hostile.csv", as_of: "2026-01-01" },
      { "hostile.csv": `Account,ARR 2025-01-01,ARR 2026-01-01,Owner,Renewal date,Health\n${rows.join("\n")}\n` },
    );
    for (const name of written.filter((path) => /html|svg/.test(path))) expect(file(name), name).not.toMatch(/<img|<script/);
    expect(file("blueprint.html")).toContain("שלום בעמ");
  });
});

describe("spreadOf", () => {
  it("puts the renewal kept and lost where they fall", () => {
    // One of $100 at 90% and nothing else: $0 one time in ten, $100 nine times in ten.
    expect(spreadOf(distributionOf([]), { value: 10_000, rate: 0.9 }, 2)).toEqual([
      { from: 0, to: 50, kept: 0, lost: expect.closeTo(0.1, 12) },
      { from: 50, to: 100, kept: 0.9, lost: 0 },
    ]);
  });

  it("holds all chances, for a renewal that may go either way and for one that is certain", () => {
    const rest = distributionOf(Array.from({ length: 30 }, (_, index) => ({ value: 1000 * (index + 1), rate: 0.8 })));
    for (const rate of [0, 0.3, 1]) {
      const columns = spreadOf(rest, { value: 40_000, rate }, 48);
      expect(columns.reduce((sum, { kept }) => sum + kept, 0)).toBeCloseTo(rate, 9);
      expect(columns.reduce((sum, { lost }) => sum + lost, 0)).toBeCloseTo(1 - rate, 9);
    }
  });
});
