import { scaleLog } from "d3-scale";
import { largest, smallest } from "../core/order.ts";
import {
  clipped,
  type Drawing,
  element,
  escapeXml,
  type Key,
  keyLines,
  lineAt,
  SMALL,
  type Tone,
  textAt,
  textWidth,
} from "./svg.ts";

/** One account of the map. */
interface MapPoint {
  name: string;
  amount: number;
  tone: Tone;
  /** Stands out from the others, as an account near a floor does. */
  marked: boolean;
}

interface AmountMap {
  points: readonly MapPoint[];
  /** Amounts from which another tier begins, with that tier's name. */
  floors: readonly { at: number; name: string }[];
  amountText(amount: number): string;
  keys: readonly Key[];
}

const RADIUS = 3.6;
const STEP = 8.4;
const HIGHEST = 26;

/** Round amounts that cut the scale: 1, 2 and 5 of each power of ten, or powers alone where those are too many. */
function roundAmounts(low: number, high: number): number[] {
  const powers: number[] = [];
  for (let power = Math.floor(Math.log10(low)); power <= Math.ceil(Math.log10(high)); power += 1) powers.push(10 ** power);
  const parts = powers.length > 4 ? [1] : [1, 2, 5];
  return powers.flatMap((power) => parts.map((part) => part * power)).filter((amount) => amount >= low && amount <= high);
}

/**
 * Every account over its amount on a scale of equal ratios, those of about the same amount stacked; one dot an account, or one for several where a
 * stack would be too high. Floors stand as lines. An amount of 0 has no place on such a scale and is left to the table.
 */
export function drawMap({ points, floors, amountText, keys }: AmountMap, width: number): Drawing {
  const placed = points.filter(({ amount }) => amount > 0);
  const key = keyLines(keys, width);
  if (placed.length === 0)
    return { width, height: key.height + 24, body: `${key.body}${textAt(0, key.height + 18, "No account pays anything.")}` };
  const inside = floors.filter(({ at }) => at > 0);
  const amounts = [...placed.map(({ amount }) => amount), ...inside.map(({ at }) => at)];
  const edge = 1.25;
  const scale = scaleLog([smallest(amounts) / edge, largest(amounts) * edge], [8, width - 8]);
  const columns = Math.floor((width - 16) / STEP);
  const stacks = Array.from({ length: columns + 1 }, (): MapPoint[] => []);
  for (const point of placed) stacks[Math.round((scale(point.amount) - 8) / STEP)]!.push(point);
  const each = Math.max(1, Math.ceil(largest(stacks.map((stack) => stack.length)) / HIGHEST));
  const tallest = largest(stacks.map((stack) => Math.ceil(stack.length / each)));
  const top = key.height + 6;
  const ground = top + inside.length * 17 + Math.max(6, tallest) * STEP + 6;
  const floorParts = [...inside]
    .sort((a, b) => a.at - b.at)
    .map(({ at, name }, index) => {
      const x = scale(at);
      const y = top + 12 + index * 17;
      const text = clipped(`${name}, from ${amountText(at)}`, width - 20, SMALL);
      const turned = x + 6 + textWidth(text, SMALL) > width;
      const said = textAt(turned ? x - 6 : x + 6, y, text, { size: SMALL, anchor: turned ? "end" : "start", halo: true });
      return { line: lineAt(x, y - 10, x, ground, "stroke-ink dashed"), said };
    });
  const lines = floorParts.map(({ line }) => line);
  const names = floorParts.map(({ said }) => said);
  const dots = stacks.flatMap((stack, column) => {
    // Marked ones at the bottom, where they are seen first.
    const sorted = [...stack].sort((a, b) => Number(b.marked) - Number(a.marked) || b.amount - a.amount);
    return Array.from({ length: Math.ceil(sorted.length / each) }, (_, place) => {
      const group = sorted.slice(place * each, (place + 1) * each);
      const first = group[0]!;
      const said = each === 1 ? `${first.name}: ${amountText(first.amount)}` : `${group.length} accounts`;
      const at = { cx: 8 + column * STEP, cy: ground - STEP / 2 - place * STEP };
      const name = first.marked ? "ring-loss" : `fill-${first.tone}`;
      return element(
        "circle",
        { ...at, r: first.marked ? RADIUS - 0.6 : RADIUS, class: name },
        element("title", {}, escapeXml(said)),
      );
    });
  });
  const [low, high] = scale.domain() as [number, number];
  let free = 0;
  const ticks = roundAmounts(low, high).flatMap((amount) => {
    const text = amountText(amount);
    const half = textWidth(text, SMALL) / 2;
    const x = scale(amount);
    if (x - half < free || x + half > width) return [];
    free = x + half + 10;
    return [
      lineAt(x, ground, x, ground + 4, "grid"),
      textAt(x, ground + 18, text, { anchor: "middle", soft: true, size: SMALL }),
    ];
  });
  const several = each === 1 ? "" : textAt(0, ground + 36, `One dot is up to ${each} accounts.`, { soft: true, size: SMALL });
  return {
    width,
    height: ground + (each === 1 ? 24 : 42),
    body: [key.body, lineAt(0, ground, width, ground, "grid"), ...lines, ...names, ...dots, ...ticks, several].join(""),
  };
}
