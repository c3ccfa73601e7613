// What a slide shows: axes whose numbers can be told apart, columns of text in one size, tables as wide as their words.
import { describe, expect, it } from "vitest";
import { type DeckBlock, deckFile } from "../../src/deliver/deck.ts";
import { textOf, unpacked } from "../../src/deliver/package.ts";

type Chart = Extract<DeckBlock, { kind: "chart" }>["chart"];

async function parts(...blocks: DeckBlock[]) {
  const files = unpacked(await deckFile("T", [{ title: "T", blocks, foot: "", notes: "" }]));
  return { slide: textOf(files, "ppt/slides/slide1.xml"), chart: textOf(files, "ppt/charts/chart1.xml") };
}

const slideOf = async (block: DeckBlock) => ({
  slide: textOf(unpacked(await deckFile("T", [{ title: "T", blocks: [block], foot: "", notes: "" }])), "ppt/slides/slide1.xml"),
});

const bars = (values: number[], more: Partial<Chart> = {}): DeckBlock => ({
  kind: "chart",
  title: "Bars",
  chart: {
    names: values.map((_, at) => `bar ${at}`),
    series: [{ name: "One", color: "2B5C9E", values }],
    ...{ stacked: false, across: true, amounts: true, legend: true },
    ...more,
  },
});

/** The axis of numbers: its ends, the step between its numbers, and how they are written. */
async function axis(block: DeckBlock) {
  const { chart } = await parts(block);
  const values = /<c:valAx>[\s\S]*<\/c:valAx>/.exec(chart)![0];
  const number = (name: string) => Number(new RegExp(`<c:${name} val="([^"]+)"`).exec(values)?.[1]);
  return [number("min"), number("max"), number("majorUnit"), /formatCode="([^"]+)"/.exec(values)![1]!.replaceAll("&quot;", '"')];
}

describe("an axis", () => {
  it.each([
    // 70,000 over five steps are 14,000 each: 20,000 is the round number from there on.
    ["thousands", bars([70_000, 20_000]), [0, 80_000, 20_000, '#,##0,"K";-#,##0,"K";0']],
    // 4.32M from 14M are 0.864M each: whole millions, up to 19M.
    ["millions above a start", bars([15.64e6, 18.32e6], { from: 14e6 }), [14e6, 19e6, 1e6, '#,##0,,"M";-#,##0,,"M";0']],
    // 0.09M from 1.31M are 0.018M each: 0.02M, which takes two decimals to tell from the next. It begins at a multiple of it.
    [
      "millions close together",
      bars([1.38e6, 1.4e6], { from: 1.31e6 }),
      [1.3e6, 1.4e6, 20_000, '#,##0.00,,"M";-#,##0.00,,"M";0'],
    ],
    ["less than a thousand", bars([900, 30]), [0, 1000, 200, "#,##0;-#,##0;0"]],
    ["people", bars([0.4, 0.3], { amounts: false }), [0, 0.4, 0.1, "#,##0.0;-#,##0.0;0"]],
    ["people by hundreds", bars([182.5, 7], { amounts: false }), [0, 200, 50, "#,##0;-#,##0;0"]],
  ])("of %s has five or six round numbers, no two of them alike", async (_, block, expected) => {
    const found = await axis(block as DeckBlock);
    for (const [at, value] of (expected as (number | string)[]).entries())
      if (typeof value === "number") expect(found[at]).toBeCloseTo(value, 6);
      else expect(found[at]).toBe(value);
  });

  it("counts what stands on each other, and is not there where every bar is empty", async () => {
    const two = [10, 30].map((value) => ({ name: String(value), color: "2B5C9E", values: [value] }));
    expect((await axis(bars([0], { series: two, stacked: true, amounts: false })))[1]).toBe(40);
    expect((await parts(bars([0, 0]))).chart).toMatch(/<c:valAx>[\s\S]*<c:delete val="1"\/>/);
  });
});

it("columns of text beside each other have one size, the smaller of the two", async () => {
  const long = Array.from({ length: 9 }, () => "A sentence that takes two lines of half a slide at every size there is for it.");
  const { slide } = await parts({ kind: "bullets", title: "", lines: ["Short."] }, { kind: "bullets", title: "", lines: long });
  const sizes = [...slide.matchAll(/<a:r><a:rPr[^>]* sz="(\d+)"[^>]*>(?:(?!<\/a:r>)[\s\S])*<a:t>(?:Short|A sentence)/g)].map(
    (match) => match[1],
  );
  expect(sizes).toHaveLength(10);
  expect(new Set(sizes).size).toBe(1);
});

it("a legend names what is drawn: none for one kind of bar", async () => {
  const series = (second: number) => [
    { name: "Work", color: "2B5C9E", values: [3, 0] },
    { name: "People", color: "7A8698", values: [0, second] },
  ];
  const legend = async (second: number) =>
    (await parts(bars([0, 0], { series: series(second), stacked: true }))).chart.includes("<c:legend>");
  expect([await legend(2), await legend(0)]).toEqual([true, false]);
});

it("a table gives its columns the room of their words, and rows of one line one height", async () => {
  const { slide } = await parts(
    {
      kind: "table",
      title: "",
      headers: ["Plan", "People", "Cost a year"],
      words: [0],
      rows: [
        ["B, cover the work (recommended)", "10", "$1.57M"],
        ["A", "9", "$1.43M"],
      ],
    },
    { kind: "bullets", title: "", lines: ["Beside it."] },
  );
  const widths = [...slide.matchAll(/<a:gridCol w="(\d+)"/g)].map((match) => Number(match[1]));
  expect(widths[0]! / widths[1]!).toBeGreaterThan(3);
  expect(new Set([...slide.matchAll(/<a:tr h="(\d+)"/g)].slice(1).map((match) => match[1])).size).toBe(1);
});

describe("a text on a slide", () => {
  it("keeps each of its dates on one line", async () => {
    const lines = ["Renewing 2026-12-15, paid net-30."];
    const { slide } = await slideOf({ kind: "bullets", title: "B", lines });
    expect(slide).toContain("2026\u201112\u201115, paid net-30.");
  });

  it("stands under a table that leaves room, and not under one that fills its place", async () => {
    const table = (rows: number): DeckBlock => ({
      ...{ kind: "table", title: "T", headers: ["Plan", "Cost"], words: [0] },
      rows: Array.from({ length: rows }, (_, at) => [`row ${at}`, "1"]),
      below: { title: "Below", lines: ["Said of it."] },
    });
    // Five inches hold a head and some fifteen rows of 0.3 inches.
    expect((await slideOf(table(2))).slide).toContain("Said of it.");
    expect((await slideOf(table(15))).slide).not.toContain("Said of it.");
  });
});
