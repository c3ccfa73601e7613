import { scaleLinear } from "d3-scale";
import { area, curveStepAfter, line } from "d3-shape";
import { largest, smallest } from "../core/order.ts";
import {
  clipped,
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
} from "./svg.ts";

/** Columns over a scale of amounts: how likely each stretch of amounts is, in one or two parts. */
interface SpreadDrawing {
  columns: readonly { from: number; to: number; parts: readonly { share: number; tone: Tone }[] }[];
  lines: readonly { at: number; tone: Tone }[];
  tick(value: number): string;
  keys: readonly Key[];
  /** What an empty drawing says. */
  empty: string;
}

interface Frame {
  width: number;
  left: number;
  top: number;
  bottom: number;
  x(value: number): number;
}

function bottomTicks({ width, bottom, x }: Frame, ticks: readonly number[], text: (value: number) => string): string {
  let free = Number.NEGATIVE_INFINITY;
  return ticks
    .flatMap((at) => {
      const said = text(at);
      const half = textWidth(said, SMALL) / 2;
      const place = Math.min(Math.max(x(at), half), width - half);
      if (place - half < free) return [];
      free = place + half + 8;
      return [textAt(place, bottom + 17, said, { anchor: "middle", soft: true, size: SMALL })];
    })
    .join("");
}

/** How likely each total is, its parts stacked, with lines for the totals to know. */
export function drawSpread({ columns, lines, tick, keys, empty }: SpreadDrawing, width: number): Drawing {
  const key = keyLines(keys, width);
  if (columns.length === 0) return { width, height: key.height + 24, body: textAt(0, 18, empty) };
  const top = key.height + 6;
  const bottom = top + (isNarrow(width) ? 150 : 190);
  const ends = [columns[0]!.from, columns.at(-1)!.to, ...lines.map(({ at }) => at)];
  const [low, high] = [-largest(ends.map((end) => -end)), largest(ends)];
  const scale = scaleLinear([low, low === high ? low + 1 : high], [4, width - 4]);
  const x = (value: number) => scale(value);
  const most = largest(columns.map(({ parts }) => parts.reduce((sum, { share }) => sum + share, 0)));
  const tall = scaleLinear([0, most === 0 ? 1 : most], [0, bottom - top]);
  const bars = columns.flatMap(({ from, to, parts }) => {
    let ground = bottom;
    const room = Math.max(1, x(to) - x(from) - 1);
    return parts.flatMap(({ share, tone }) => {
      if (share <= 0) return [];
      const height = tall(share);
      ground -= height;
      return [element("rect", { x: x(from), y: ground, width: room, height, class: `fill-${tone}` })];
    });
  });
  const marks = lines.map(({ at, tone }) => lineAt(x(at), top, x(at), bottom, `stroke-${tone} dashed`));
  const frame = { width, left: 4, top, bottom, x };
  const ticks = bottomTicks(frame, scale.ticks(isNarrow(width) ? 3 : 7), tick);
  return {
    width,
    height: bottom + 24,
    body: [key.body, ...bars, lineAt(0, bottom, width, bottom, "grid"), ...marks, ticks].join(""),
  };
}

/** A share that falls in steps over months, with the band it may lie in. */
interface StepsDrawing {
  steps: readonly { month: number; share: number; low: number | null; high: number | null }[];
  /** The last month anybody was followed to. */
  to: number;
  shareText(share: number): string;
  keys: readonly Key[];
}

/** Who is still there after so many months: a stair from all of them down, in its band. */
export function drawSteps({ steps, to, shareText, keys }: StepsDrawing, width: number): Drawing {
  const key = keyLines(keys, width);
  const top = key.height + 8;
  const bottom = top + (isNarrow(width) ? 180 : 230);
  const left = 46;
  const scale = scaleLinear([0, Math.max(1, to)], [left, width - 8]);
  const x = (value: number) => scale(value);
  const y = scaleLinear([0, 1], [bottom, top]);
  const last = steps.at(-1);
  const start = { month: 0, share: 1, low: 1, high: 1 };
  const all = [start, ...steps, ...(last && last.month < to ? [{ ...last, month: to }] : [])];
  const stair = line<(typeof all)[number]>()
    .x(({ month }) => x(month))
    .y(({ share }) => y(share))
    .curve(curveStepAfter);
  const band = area<(typeof all)[number]>()
    .defined(({ low, high }) => low !== null && high !== null)
    .x(({ month }) => x(month))
    .y0(({ low }) => y(low ?? 0))
    .y1(({ high }) => y(high ?? 0))
    .curve(curveStepAfter);
  const shares = [0, 0.25, 0.5, 0.75, 1];
  const grid = shares.flatMap((share) => [
    lineAt(left, y(share), width - 8, y(share), "grid"),
    textAt(left - 8, y(share) + 4, shareText(share), { anchor: "end", soft: true, size: SMALL }),
  ]);
  const months = Array.from({ length: Math.floor(to / 12) + 1 }, (_, year) => year * 12);
  const ticks = months.length > 1 ? months : [0, to];
  return {
    width,
    height: bottom + 24,
    body: [
      key.body,
      ...grid,
      element("path", { d: rounded(band(all) ?? ""), class: "band" }),
      element("path", { d: rounded(stair(all) ?? ""), class: "stroke-main curve" }),
      bottomTicks({ width, left, top, bottom, x }, ticks, (month) => (month === 0 ? "start" : `${month} months`)),
    ].join(""),
  };
}

/** A path in tenths of a pixel. */
const rounded = (path: string): string => path.replace(/\d+\.\d+/g, (number) => String(Math.round(Number(number) * 10) / 10));

/** One row of shares, by age; null where the age lies ahead. */
interface HeatRow {
  name: string;
  note: string;
  values: readonly (number | null)[];
}

const CELL = 24;

/** Ages that a width has room for, each cell wide enough for its number. */
const agesShown = (width: number, names: number, ages: number): number =>
  Math.max(1, Math.min(ages, Math.floor((width - names) / 27)));

/**
 * Shares as a grid, one row a cohort and one column an age, darker where more is left, each cell with its number. A narrow drawing shows the first
 * ages; the table has all.
 */
export function drawHeat(rows: readonly HeatRow[], shareText: (share: number) => string, width: number): Drawing {
  const said = rows.map(({ name, note }) => clipped(note === "" ? name : `${name} (${note})`, 130));
  const names = largest([40, ...said.map((text) => textWidth(text))]) + 10;
  const ages = agesShown(width, names, largest([0, ...rows.map(({ values }) => values.length)]));
  const cell = Math.min(52, (width - names) / ages);
  // From the least that is left, so that small differences near all of them show.
  const least = smallest(rows.flatMap(({ values }) => values.filter((value) => value !== null)));
  const strength = scaleLinear([Math.min(0.75, least), 1], [0.08, 1]).clamp(true);
  const head = Array.from({ length: ages }, (_, age) =>
    textAt(names + (age + 0.5) * cell, 13, String(age), { anchor: "middle", soft: true, size: SMALL }),
  );
  const cells = rows.flatMap(({ values }, row) =>
    values.slice(0, ages).flatMap((value, age) => {
      if (value === null) return [];
      const [x, y] = [names + age * cell, 20 + row * CELL];
      const at = { x: x + 0.5, y: y + 0.5, width: cell - 1, height: CELL - 1 };
      const text = shareText(value);
      return [
        element("rect", { ...at, class: "fill-main", opacity: (strength(value) * 0.55).toFixed(2) }),
        textWidth(text, SMALL) <= cell ? textAt(x + cell / 2, y + 16, text, { anchor: "middle", size: SMALL }) : "",
      ];
    }),
  );
  const labels = said.map((text, row) => textAt(0, 20 + row * CELL + 16, text));
  return { width, height: 24 + rows.length * CELL, body: [...head, ...labels, ...cells].join("") };
}
