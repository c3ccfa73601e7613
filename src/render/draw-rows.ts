import { scaleLinear } from "d3-scale";
import { largest, smallest } from "../core/order.ts";
import {
  barAt,
  type Drawing,
  element,
  isNarrow,
  type Key,
  keyLines,
  lineAt,
  SMALL,
  type Tone,
  textAt,
  textWidth,
  wrapped,
} from "./svg.ts";

/** One mark of a row: a bar or a range between two values, a dot or a ring at one. */
export interface RowMark {
  shape: "bar" | "thin" | "range" | "dot" | "ring";
  from: number;
  to?: number;
  tone: Tone;
}

export interface DrawnRow {
  name: string;
  marks: readonly RowMark[];
  /** The row's number in words, at its right end. */
  value: string;
  strong?: boolean;
}

/** Rows of marks over one scale. */
interface RowsDrawing {
  rows: readonly DrawnRow[];
  /** Ends of the scale; by the marks where they are not given. */
  from?: number;
  to?: number;
  /** Values that every row is read against. */
  lines?: readonly { at: number; tone: Tone }[];
  tick(value: number): string;
  /** Ticks where they are not to be chosen by the scale. */
  ticks?: readonly { at: number; name: string }[];
  keys: readonly Key[];
  /** Names stand above the marks at every width; for names that are sentences. */
  above?: boolean;
}

const BAR = 14;
const LINE = 17;

function mark({ shape, from, to = from, tone }: RowMark, x: (value: number) => number, middle: number): string {
  if (shape === "bar") return barAt(x(from), x(to), middle - BAR / 2, BAR, tone);
  if (shape === "thin") return barAt(x(from), x(to), middle - BAR / 5, BAR / 2.5, tone);
  if (shape === "range") {
    const ends = [from, to].map((end) => lineAt(x(end), middle - 6, x(end), middle + 6, `stroke-${tone} curve`));
    return [lineAt(x(from), middle, x(to), middle, `stroke-${tone} curve`), ...ends].join("");
  }
  return element("circle", { cx: x(from), cy: middle, r: 5, class: shape === "dot" ? `fill-${tone}` : `ring-${tone}` });
}

/** Ends that hold every mark and every line, and 0. */
function endsOf({ rows, lines = [], from, to }: RowsDrawing): [number, number] {
  const values = rows.flatMap(({ marks }) => marks.flatMap((one) => [one.from, one.to ?? one.from]));
  const all = [0, ...values, ...lines.map(({ at }) => at)].filter(Number.isFinite);
  const [low, high] = [from ?? smallest(all), to ?? largest(all)];
  return low === high ? [low, low + 1] : [low, high];
}

/** The ticks of a scale that have room beside one another. */
function roomyTicks(ticks: readonly { at: number; name: string }[], x: (value: number) => number, width: number) {
  let free = Number.NEGATIVE_INFINITY;
  return ticks.flatMap(({ at, name }) => {
    const half = textWidth(name, SMALL) / 2;
    const place = Math.min(Math.max(x(at), half), width - half);
    if (place - half < free) return [];
    free = place + half + 8;
    return [{ at, name, place }];
  });
}

/**
 * Rows of bars, ranges and dots over one scale, the name of each beside it, or above it where there is little room. Names too long are cut and
 * whole when pointed at; the table beside the drawing has them all.
 */
export function drawRows(drawing: RowsDrawing, width: number): Drawing {
  const { rows, lines = [], above = false } = drawing;
  const stacked = above || isNarrow(width);
  const key = keyLines(drawing.keys, width);
  const values = largest([0, ...rows.map(({ value }) => textWidth(value))]);
  const names = Math.min(width * 0.4, largest([0, ...rows.map(({ name }) => textWidth(name))]));
  const left = stacked ? 6 : names + 14;
  const right = stacked ? width - 6 : width - values - 14;
  const [low, high] = endsOf(drawing);
  const scale = scaleLinear([low, high], [left, right]);
  if (drawing.from === undefined && drawing.to === undefined && drawing.ticks === undefined) scale.nice(6);
  const x = (value: number) => scale(value);
  const parts: string[] = [];
  const top = key.height + 4;
  // Lines to read against stop where a name stands above its marks.
  const zones: [number, number][] = [];
  let y = top;
  for (const { name, marks, value, strong = false } of rows) {
    if (stacked) {
      const room = width - (value === "" ? 6 : textWidth(value) + 20);
      const said = wrapped(name, room);
      parts.push(said.map((line, index) => textAt(6, y + 13 + index * LINE, line, { strong })).join(""));
      parts.push(textAt(width - 6, y + 13, value, { anchor: "end", strong }));
      y += said.length * LINE + 6;
      parts.push(marks.map((one) => mark(one, x, y + BAR / 2)).join(""));
      zones.push([y - 2, y + BAR + 2]);
      y += BAR + 10;
    } else {
      parts.push(textAt(0, y + 18, name, { most: names, strong }));
      parts.push(marks.map((one) => mark(one, x, y + BAR)).join(""));
      parts.push(textAt(width, y + 18, value, { anchor: "end", strong }));
      y += 2 * BAR;
    }
  }
  if (!stacked) zones.push([top, y]);
  const upright = (at: number, name: string) => zones.map(([from, to]) => lineAt(x(at), from, x(at), to, name)).join("");
  const chosen = scale.ticks(stacked ? 3 : 6).map((at) => ({ at, name: drawing.tick(at) }));
  const ticks = roomyTicks(drawing.ticks ?? chosen, x, width);
  const grid = ticks.map(({ at }) => upright(at, "grid"));
  const said = ticks.map(({ name, place }) => textAt(place, y + 16, name, { anchor: "middle", soft: true, size: SMALL }));
  const read = lines.map(({ at, tone }) => upright(at, `stroke-${tone} dashed`));
  return { width, height: y + 22, body: [key.body, ...grid, ...parts, ...read, ...said].join("") };
}
