import type { Size } from "./account.ts";
import type { Draw } from "./draw.ts";

/** ARR at shares of the accounts of a size, smallest to largest; straight lines between them, so that every machine agrees. */
const curves: Record<Size, readonly (readonly [share: number, arr: number])[]> = {
  high: [
    [0, 102_000],
    [0.25, 128_000],
    [0.5, 175_000],
    [0.75, 260_000],
    [0.9, 420_000],
    [1, 900_000],
  ],
  low: [
    [0, 15_600],
    [0.25, 23_000],
    [0.5, 36_000],
    [0.75, 58_000],
    [0.9, 80_000],
    [1, 96_000],
  ],
  tech: [
    [0, 2_400],
    [0.25, 4_800],
    [0.5, 7_200],
    [0.75, 10_200],
    [0.9, 12_800],
    [1, 14_700],
  ],
};

/** What a new account of a size pays a month, in steps of five dollars. */
export function entryMrr(draw: Draw, size: Size): number {
  const share = draw.fraction();
  const curve = curves[size];
  const above = curve.findIndex(([end]) => share < end);
  const [low, high] = [curve[above - 1]!, curve[above]!];
  const arr = low[1] + ((share - low[0]) / (high[0] - low[0])) * (high[1] - low[1]);
  return Math.round(arr / 60) * 5;
}
