import pptx from "pptxgenjs";
import { largest, smallest } from "../core/order.ts";
import { type PackageParts, packed, setText, textOf, unpacked, withoutPhantoms } from "./package.ts";

/** The package's types put its class one level below where it is. */
const PptxGenJS = pptx as unknown as typeof pptx.default;
type Deck = InstanceType<typeof pptx.default>;

/** Bars over names, one series beside or on the other. A series without a color holds others up and is not seen. */
interface DeckChart {
  names: readonly string[];
  series: readonly { name: string; color: string | null; values: readonly number[] }[];
  stacked: boolean;
  across: boolean;
  /** Whether its numbers are amounts, written in thousands or millions. */
  amounts: boolean;
  /** Where the axis begins, if not at 0. */
  from?: number;
  legend: boolean;
}

export type DeckBlock =
  | { kind: "bullets"; title: string; lines: readonly string[] }
  | { kind: "chart"; title: string; chart: DeckChart }
  | {
      kind: "table";
      title: string;
      headers: readonly string[];
      rows: readonly (readonly string[])[];
      words: readonly number[];
      /** What is said of it, where it leaves room. */
      below?: { title: string; lines: readonly string[] };
    }
  | { kind: "tiles"; tiles: readonly { name: string; value: string }[] };

/** One slide: what it says, what shows it, what it rests on, and what the speaker may say. */
export interface DeckSlide {
  title: string;
  /** One block across, or two beside each other. */
  blocks: readonly DeckBlock[];
  tiles?: readonly { name: string; value: string }[];
  foot: string;
  notes: string;
}

export const deckColors = {
  ink: "1C2430",
  soft: "556070",
  main: "2B5C9E",
  gain: "1A7F78",
  loss: "B8501A",
  second: "7A8698",
  pale: "7391C0",
};

const PAGE = { width: 13.33, left: 0.6, right: 12.73 };
const TOP = 1.75;
const BOTTOM = 6.75;

/** Signs that fit a line of a width in inches at a size in points. */
const signsIn = (width: number, points: number): number => Math.floor((width * 72) / (points * 0.52));

const linesOf = (text: string, width: number, points: number): number =>
  Math.max(1, Math.ceil(text.length / signsIn(width, points)));

/** Its dates stand on one line each: a slide would break them at a hyphen. */
const wholeDates = (text: string): string => text.replace(/\b(\d{4})-(\d{2})-(\d{2})\b/g, "$1\u2011$2\u2011$3");

/** A text cut to so many lines, since a slide has no place for more. */
function cutToLines(text: string, width: number, points: number, lines: number): string {
  const most = signsIn(width, points) * lines;
  const plain = wholeDates(text.replace(/[^\P{Cc}]+/gu, " ").trim());
  return plain.length <= most ? plain : `${plain.slice(0, most - 1).trimEnd()}…`;
}

type Slide = ReturnType<Deck["addSlide"]>;
interface Place {
  x: number;
  y: number;
  w: number;
  h: number;
}

function addTiles(slide: Slide, tiles: readonly { name: string; value: string }[], y: number): void {
  const gap = 0.15;
  const w = (PAGE.right - PAGE.left - gap * (tiles.length - 1)) / tiles.length;
  // Bold digits are wider than the text that signs are counted by.
  const size =
    [18, 16, 14, 12].find((points) => tiles.every(({ value }) => value.length * 1.25 <= signsIn(w - 0.25, points))) ?? 11;
  for (const [index, { name, value }] of tiles.entries()) {
    const x = PAGE.left + index * (w + gap);
    slide.addText(
      [
        { text: cutToLines(name, w - 0.25, 10, 2), options: { fontSize: 10, color: deckColors.soft, breakLine: true } },
        { text: cutToLines(value, w - 0.25, size, 1), options: { fontSize: size, bold: true, color: deckColors.ink } },
      ],
      { x, y, w, h: 0.85, fill: { color: "F4F6F9" }, align: "left", valign: "middle", margin: 6 },
    );
  }
}

type Bullets = Extract<DeckBlock, { kind: "bullets" }>;

/** The largest size at which the bullets have room. */
const bulletSize = ({ lines }: Bullets, { w, h }: Pick<Place, "w" | "h">): number =>
  [16, 14, 12, 11].find(
    (points) => lines.reduce((sum, line) => sum + linesOf(line, w - 0.3, points) * points * 1.32 + 7, 0) < (h - 0.4) * 72,
  ) ?? 11;

function addBullets(slide: Slide, { title, lines }: Bullets, { x, y, w, h }: Place, size: number): void {
  addHead(slide, title, x, y, w);
  slide.addText(
    lines.map((line) => ({
      text: cutToLines(line, w - 0.3, size, 5),
      options: { bullet: { indent: 14 }, breakLine: true, paraSpaceAfter: 6 },
    })),
    { x, y: y + 0.38, w, h: h - 0.4, fontSize: size, color: deckColors.ink, valign: "top", margin: 2 },
  );
}

function addHead(slide: Slide, title: string, x: number, y: number, w: number): void {
  if (title === "") return;
  slide.addText(cutToLines(title, w, 13, 1), { x, y, w, h: 0.34, fontSize: 13, bold: true, color: deckColors.main, margin: 2 });
}

const LINE = 0.2;
/** Inches under a table from which something more is said there. */
const SPARE = 1.2;

function addTable(slide: Slide, block: Extract<DeckBlock, { kind: "table" }>, { x, y, w, h }: Place): void {
  addHead(slide, block.title, x, y, w);
  const size = block.headers.length > 5 ? 10 : 11;
  // As wide as what stands in it: a head may take two lines, and bold signs are wider.
  const parts = block.headers.map((head, column) => {
    const words = head.split(" ").map((word) => word.length * 1.2);
    return Math.min(34, largest([5, ...words, ...block.rows.map((row) => row[column]!.length)])) + 2;
  });
  const whole = parts.reduce((sum, part) => sum + part, 0);
  const room = (column: number) => (w * parts[column]!) / whole - 0.12;
  const height = (row: readonly string[]) =>
    0.1 + LINE * Math.min(2, largest(row.map((text, column) => linesOf(text, room(column), size))));
  const shown: (readonly string[])[] = [];
  let left = h - 0.4 - height(block.headers) - 0.3;
  for (const row of block.rows) {
    left -= height(row);
    if (left < 0) break;
    shown.push(row);
  }
  const rest = block.rows.length - shown.length;
  const line = { type: "solid" as const, color: "D5DBE3", pt: 0.75 };
  const none = { type: "none" as const };
  const cell = (text: string, column: number, bold: boolean) => ({
    text: cutToLines(text, room(column), size, 2),
    options: {
      align: block.words.includes(column) ? ("left" as const) : ("right" as const),
      bold,
      ...(bold ? { fill: { color: "E4EAF3" } } : {}),
      border: [none, none, line, none] as [typeof none, typeof none, typeof line, typeof none],
    },
  });
  const rows = [...shown, ...(rest > 0 ? [block.headers.map((_, column) => (column === 0 ? `and ${rest} more` : ""))] : [])];
  slide.addTable(
    [
      block.headers.map((text, column) => cell(text, column, true)),
      ...rows.map((row) => row.map((text, column) => cell(text, column, false))),
    ],
    {
      ...{ x, y: y + 0.4, w },
      colW: parts.map((part) => (w * part) / whole),
      rowH: [block.headers, ...rows].map(height),
      ...{ fontSize: size, color: deckColors.ink, margin: 0.05, valign: "middle" },
    },
  );
  const free = h - 0.7 - [block.headers, ...rows].reduce((sum, row) => sum + height(row), 0);
  if (block.below === undefined || block.below.lines.length === 0 || free < SPARE) return;
  const under = { kind: "bullets" as const, ...block.below };
  const place = { x, y: y + h - free, w, h: free };
  addBullets(slide, under, place, Math.min(14, bulletSize(under, place)));
}

interface Axis {
  from: number;
  to: number;
  step: number;
  /** How the numbers are written, as a spreadsheet does; a 0 has no unit. */
  format: string;
}

/** Five or six round numbers beside the bars, with as many decimals as tell them apart; none where every bar is empty. */
export function axisOf({ series, stacked, amounts, names, from: given = 0 }: DeckChart): Axis | null {
  const tops = names.map((_, at) => {
    const values = series.map(({ values: own }) => own[at]!);
    return stacked ? values.reduce((sum, value) => sum + value, 0) : largest(values);
  });
  const most = largest([given, ...tops]);
  if (most <= given) return null;
  const raw = (most - given) / 5;
  const power = 10 ** Math.floor(Math.log10(raw));
  const step = [1, 2, 5, 10].map((one) => one * power).find((one) => one >= raw * 0.999) ?? raw;
  const from = Math.floor(given / step + 1e-6) * step;
  const [unit, sign] = !amounts || most < 1000 ? [1, ""] : most < 1e6 ? [1000, "K"] : [1e6, "M"];
  const fits = (decimals: number) =>
    [step, from].every((value) => Math.abs((value / unit) * 10 ** decimals - Math.round((value / unit) * 10 ** decimals)) < 1e-6);
  const decimals = [0, 1, 2, 3].find(fits) ?? 3;
  const scaled = `#,##0${decimals === 0 ? "" : `.${"0".repeat(decimals)}`}${unit === 1 ? "" : unit === 1000 ? "," : ",,"}`;
  const text = sign === "" ? scaled : `${scaled}"${sign}"`;
  return { from, to: from + Math.ceil((most - from) / step - 1e-6) * step, step, format: `${text};-${text};0` };
}

function addChart(
  deck: Deck,
  slide: Slide,
  { title, chart }: Extract<DeckBlock, { kind: "chart" }>,
  { x, y, w, h }: Place,
): void {
  addHead(slide, title, x, y, w);
  // Bars across are drawn from the bottom up.
  const inOrder = <Item>(list: readonly Item[]): Item[] => (chart.across ? [...list].reverse() : [...list]);
  const series = chart.series.map(({ name, values }) => ({ name, labels: inOrder(chart.names), values: inOrder(values) }));
  const axis = axisOf(chart);
  const seen = chart.series.filter(({ color, values }) => color !== null && values.some((value) => value !== 0));
  const font = "Calibri";
  slide.addChart(deck.ChartType.bar, series, {
    ...{ x, y: y + 0.36, w, h: h - 0.36 },
    altText: title,
    barDir: chart.across ? "bar" : "col",
    barGrouping: chart.stacked ? "stacked" : "clustered",
    // A bar alone, or two, would else be as broad as the slide.
    barGapWidthPct: chart.names.length <= 3 ? 150 : 45,
    chartColors: chart.series.map(({ color }) => color ?? "FFFFFF"),
    catAxisLabelColor: deckColors.ink,
    catAxisLabelFontSize: 10,
    valAxisLabelColor: deckColors.soft,
    valAxisLabelFontSize: 9,
    catAxisLabelFontFace: font,
    valAxisLabelFontFace: font,
    legendFontFace: font,
    valAxisOrientation: "minMax",
    ...(axis === null
      ? { valAxisHidden: true }
      : {
          valAxisLabelFormatCode: axis.format,
          valAxisMinVal: axis.from,
          valAxisMaxVal: axis.to,
          valAxisMajorUnit: axis.step,
        }),
    valGridLine: { style: "none" },
    catGridLine: { style: "none" },
    showLegend: chart.legend && seen.length > 1,
    legendPos: "b",
    legendFontSize: 10,
    legendColor: deckColors.soft,
  });
}

function addSlide(deck: Deck, { title, blocks, tiles = [], foot, notes }: DeckSlide, page: string): void {
  const slide = deck.addSlide();
  const wide = PAGE.right - PAGE.left;
  const size = linesOf(title, wide, 26) > 2 ? 20 : linesOf(title, wide, 26) > 1 ? 22 : 26;
  slide.addText(cutToLines(title, wide, size, 2), {
    ...{ x: PAGE.left, y: 0.35, w: wide, h: 1.1 },
    ...{ fontSize: size, bold: true, color: deckColors.ink, valign: "middle", margin: 2 },
  });
  slide.addShape(deck.ShapeType.rect, {
    x: PAGE.left,
    y: 1.48,
    w: wide,
    h: 0.04,
    fill: { color: deckColors.main },
    line: { type: "none" },
  });
  if (tiles.length) addTiles(slide, tiles, TOP - 0.05);
  const top = tiles.length ? TOP + 0.98 : TOP;
  const gap = 0.45;
  const w = (wide - gap * (blocks.length - 1)) / blocks.length;
  // Columns beside each other in one size.
  const sizes = blocks.flatMap((block) => (block.kind === "bullets" ? [bulletSize(block, { w, h: BOTTOM - top })] : []));
  for (const [index, block] of blocks.entries()) {
    const place = { x: PAGE.left + index * (w + gap), y: top, w, h: BOTTOM - top };
    if (block.kind === "bullets") addBullets(slide, block, place, smallest(sizes));
    else if (block.kind === "table") addTable(slide, block, place);
    else if (block.kind === "chart") addChart(deck, slide, block, place);
    else addTiles(slide, block.tiles, top);
  }
  slide.addText(cutToLines(foot, wide - 1, 10, 2), {
    ...{ x: PAGE.left, y: 6.85, w: wide - 0.9, h: 0.45 },
    ...{ fontSize: 10, color: deckColors.soft, valign: "middle", margin: 2 },
  });
  slide.addText(page, {
    x: PAGE.right - 0.8,
    y: 6.85,
    w: 0.8,
    h: 0.45,
    fontSize: 10,
    color: deckColors.soft,
    align: "right",
    valign: "middle",
    margin: 2,
  });
  slide.addNotes(notes);
}

/** The sheet behind a chart as the chart has it: the writer leaves a 0 out of it, so that a slide edited later would lose it. */
function withZeros(sheet: Uint8Array): Uint8Array {
  const parts = unpacked(sheet);
  for (const path of parts.keys())
    if (/worksheets\/sheet\d+\.xml$/.test(path)) setText(parts, path, textOf(parts, path).replaceAll("<v></v>", "<v>0</v>"));
  withoutClock(parts);
  return packed(parts);
}

/** No hour of writing in it, so that the same plan is the same file. */
function withoutClock(parts: PackageParts): void {
  const core = "docProps/core.xml";
  const text = textOf(parts, core).replace(/(<dcterms:(?:created|modified)[^>]*>)[^<]*/g, "$12000-01-01T00:00:00Z");
  setText(parts, core, text.replaceAll("PptxGenJS", "cs-strategist"));
}

const CHART_FILE = /\b(chart|Microsoft_Excel_Worksheet)(\d+)(\.xml|\.xlsx)/g;

/** Charts counted from 1: the writer counts them over all decks that its process has written. */
function renumbered(parts: PackageParts): PackageParts {
  const numbers = [...parts.keys()].flatMap((path) => /^ppt\/charts\/chart(\d+)\.xml$/.exec(path)?.[1] ?? []);
  const places = new Map(numbers.sort((a, b) => Number(a) - Number(b)).map((number, index) => [number, String(index + 1)]));
  const inOrder = (text: string) =>
    text.replace(
      CHART_FILE,
      (_, name: string, number: string, ending: string) => `${name}${places.get(number) ?? number}${ending}`,
    );
  for (const path of parts.keys())
    if (/\.rels$|^\[Content_Types\]/.test(path)) setText(parts, path, inOrder(textOf(parts, path)));
  return new Map([...parts].map(([path, part]): [string, Uint8Array] => [inOrder(path), part]));
}

/** Slides of 16 to 9 with charts that can be edited, the same bytes for the same slides. */
export async function deckFile(title: string, slides: readonly DeckSlide[]): Promise<Uint8Array> {
  const deck = new PptxGenJS();
  deck.layout = "LAYOUT_WIDE";
  deck.title = title;
  deck.theme = { headFontFace: "Calibri", bodyFontFace: "Calibri" };
  for (const [index, slide] of slides.entries())
    addSlide(deck, slide, slides.length === 1 ? "" : `${index + 1} of ${slides.length}`);
  const parts = renumbered(withoutPhantoms(unpacked((await deck.write({ outputType: "uint8array" })) as Uint8Array)));
  for (const [path, part] of parts) if (path.endsWith(".xlsx")) parts.set(path, withZeros(part));
  withoutClock(parts);
  return packed(parts);
}
