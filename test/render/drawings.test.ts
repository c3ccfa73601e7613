import { describe, expect, it } from "vitest";
import { drawHeat, drawSpread, drawSteps } from "../../src/render/draw-curves.ts";
import { drawMap } from "../../src/render/draw-map.ts";
import { drawRows } from "../../src/render/draw-rows.ts";
import { drawTree } from "../../src/render/draw-tree.ts";
import { clipped, escapeXml, NARROW, type Picture, svgFile, textWidth, WIDE, wrapped } from "../../src/render/svg.ts";

const widths = (body: string, name: string): number[] =>
  [...body.matchAll(/<rect [^>]*width="([\d.]+)"[^>]*class="([\w-]+)"/g)]
    .filter((match) => match[2] === name)
    .map((match) => Number(match[1]));

describe("drawRows", () => {
  const drawing = {
    rows: [
      { name: "Ana", marks: [{ shape: "bar" as const, from: 0, to: 100, tone: "main" as const }], value: "100" },
      { name: "Ben", marks: [{ shape: "bar" as const, from: 0, to: 50, tone: "main" as const }], value: "50" },
    ],
    tick: String,
    keys: [],
  };

  it.each([WIDE, NARROW])("draws a bar of half the amount half as long, at %i pixels", (width) => {
    const [whole, half] = widths(drawRows(drawing, width).body, "fill-main");
    expect(half! * 2).toBeCloseTo(whole!, 0);
  });

  it("shows a short name whole, also the longest of them", () => {
    const names = ["Cleo", "Ana", "Theodora", "Vi"];
    const rows = names.map((name) => ({ name, marks: [], value: "1" }));
    for (let width = 480; width < 800; width += 7)
      for (const some of [rows, rows.slice(0, 2)])
        expect(drawRows({ rows: some, from: 0, to: 1, tick: String, keys: [] }, width).body).not.toContain("…");
  });

  it("keeps every mark inside, above and below zero, and draws nothing that is no number", () => {
    const rows = [-40, 0, 25].map((to) => ({
      name: "x".repeat(200),
      marks: [{ shape: "bar" as const, from: 0, to, tone: "loss" as const }],
      value: String(to),
    }));
    for (const width of [WIDE, NARROW]) {
      const { body } = drawRows({ rows, tick: String, keys: [] }, width);
      expect(body).not.toMatch(/NaN|Infinity|undefined/);
      for (const [, x, wide] of body.matchAll(/<rect x="([-\d.]+)"[^>]*width="([\d.]+)"/g)) {
        expect(Number(x)).toBeGreaterThanOrEqual(0);
        expect(Number(x) + Number(wide)).toBeLessThanOrEqual(width + 1);
      }
    }
  });

  it("draws rows that are all nothing", () => {
    const rows = [{ name: "none", marks: [{ shape: "dot" as const, from: 0, tone: "main" as const }], value: "0" }];
    expect(drawRows({ rows, tick: String, keys: [] }, WIDE).body).not.toMatch(/NaN|Infinity/);
    expect(drawRows({ rows: [], tick: String, keys: [] }, WIDE).body).not.toMatch(/NaN|Infinity/);
  });
});

describe("drawMap", () => {
  const point = (amount: number, marked = false) => ({ name: `of ${amount}`, amount, tone: "main" as const, marked });
  const keys: [] = [];
  const amountText = String;

  it("has a dot for each account, and a ring for each that is marked", () => {
    const { body } = drawMap(
      { points: [point(10), point(1000), point(95, true)], floors: [{ at: 100, name: "Big" }], amountText, keys },
      WIDE,
    );
    expect(body.match(/<circle [^>]*fill-main/g)).toHaveLength(2);
    expect(body.match(/<circle [^>]*ring-loss/g)).toHaveLength(1);
  });

  it("puts several accounts into a dot where a stack would be too high, and says so", () => {
    const { body, height } = drawMap(
      { points: Array.from({ length: 10_000 }, () => point(500)), floors: [], amountText, keys },
      WIDE,
    );
    // 10,000 of one amount in stacks of at most 26: 385 a dot.
    expect(body.match(/<circle/g)).toHaveLength(26);
    expect(body).toContain("One dot is up to 385 accounts.");
    expect(height).toBeLessThan(400);
  });

  it("leaves an amount of 0 to the table, since a scale of ratios has no place for it", () => {
    expect(drawMap({ points: [point(0)], floors: [], amountText, keys }, WIDE).body).toContain("No account pays anything.");
    expect(drawMap({ points: [point(0), point(7)], floors: [{ at: 0, name: "All" }], amountText, keys }, WIDE).body).not.toMatch(
      /NaN|Infinity/,
    );
  });
});

describe("drawTree", () => {
  const nodes = (reports: number) => [
    { id: "ceo", under: null, name: "CEO", note: "" },
    ...Array.from({ length: reports }, (_, index) => ({ id: `p${index}`, under: "ceo", name: `Person ${index}`, note: "" })),
  ];
  const boxes = (body: string) => body.match(/class="box"/g)?.length;

  it("has a box for everybody, side by side or stepped in where there is no room", () => {
    expect(boxes(drawTree(nodes(3), WIDE).body)).toBe(4);
    expect(boxes(drawTree(nodes(3), NARROW).body)).toBe(4);
    expect(boxes(drawTree(nodes(30), WIDE).body)).toBe(31);
    expect(drawTree(nodes(30), WIDE).height).toBeGreaterThan(drawTree(nodes(3), WIDE).height);
  });

  it("draws one person alone", () => expect(boxes(drawTree(nodes(0), WIDE).body)).toBe(1));
});

describe("curves and grids", () => {
  it("stacks the parts of a column to its whole", () => {
    const columns = [
      {
        from: 0,
        to: 1,
        parts: [
          { share: 0.3, tone: "loss" as const },
          { share: 0.1, tone: "main" as const },
        ],
      },
      {
        from: 1,
        to: 2,
        parts: [
          { share: 0, tone: "loss" as const },
          { share: 0.6, tone: "main" as const },
        ],
      },
    ];
    const { body } = drawSpread({ columns, lines: [], tick: String, keys: [], empty: "" }, WIDE);
    const heights = [...body.matchAll(/<rect [^>]*height="([\d.]+)" class="fill-(\w+)"/g)].map((match) => [
      match[2],
      Number(match[1]),
    ]);
    expect(heights.map(([tone]) => tone)).toEqual(["loss", "main", "main"]);
    const [low, top, other] = heights.map(([, height]) => height as number);
    expect((low! + top!) / other!).toBeCloseTo(0.4 / 0.6, 2);
  });

  it("says what an empty one says", () =>
    expect(drawSpread({ columns: [], lines: [], tick: String, keys: [], empty: "Nothing." }, WIDE).body).toContain("Nothing."));

  it("draws a stair whose band is not known", () => {
    const steps = [{ month: 3, share: 0.5, low: null, high: null }];
    expect(drawSteps({ steps, to: 3, shareText: String, keys: [] }, NARROW).body).not.toMatch(/NaN|null/);
    expect(drawSteps({ steps: [], to: 0, shareText: String, keys: [] }, NARROW).body).not.toMatch(/NaN|null/);
  });

  it("draws a cell for each age that is known", () => {
    const rows = [
      { name: "2024", note: "9", values: [1, 0.9, null] },
      { name: "2025", note: "4", values: [1, null, null] },
    ];
    expect(drawHeat(rows, String, WIDE).body.match(/<rect/g)).toHaveLength(3);
  });
});

describe("text in drawings", () => {
  it("is cut to its room, by whole signs", () => {
    expect(clipped("Short", 200)).toBe("Short");
    const cut = clipped("A customer whose name never seems to come to an end", 120);
    expect(cut).toMatch(/…$/);
    expect(textWidth(cut)).toBeLessThanOrEqual(120);
    expect(clipped("💠".repeat(50), 60)).toMatch(/^(💠)+…$/u);
  });

  it("is broken between words, and says where something is missing", () => {
    expect(wrapped("one two three", 10_000)).toEqual(["one two three"]);
    const lines = wrapped("word ".repeat(60), 100, 13, 2);
    expect(lines).toHaveLength(2);
    expect(lines[1]).toMatch(/…$/);
  });

  it("is escaped, and rid of signs that no XML file may hold", () => {
    expect(escapeXml(`<a href="x">&\u0000\u0008\u001f`)).toBe("&lt;a href=&quot;x&quot;&gt;&amp;");
  });

  it("makes a file that stands alone", () => {
    const picture: Picture = {
      name: "x",
      title: `<script>alert(1)</script>`,
      basis: "Basis & base.",
      draw: (width) => ({ width, height: 10, body: "" }),
      table: { headers: [], rows: [], words: [] },
    };
    const file = svgFile(picture);
    expect(file).toContain("<title>&lt;script&gt;alert(1)&lt;/script&gt;</title>");
    expect(file).not.toMatch(/<script|href|url\(|@import/);
  });

  it("says the whole of what a picture rests on, on as many lines as it takes", () => {
    const basis = "Every account by its ARR, on a scale on which each step multiplies. ".repeat(3).trim();
    const draw = (width: number) => ({ width, height: 10, body: "" });
    const file = (said: string) =>
      svgFile({ name: "x", title: "X", basis: said, draw, table: { headers: [], rows: [], words: [] } });
    const drawn = [...file(basis).matchAll(/<text[^>]*class="soft small"[^>]*>([^<]*)</g)].map((match) => match[1]);
    expect(drawn.length).toBeGreaterThan(1);
    expect(drawn.join(" ")).toBe(basis);
    expect(file("")).not.toContain('class="soft small"');
  });
});
