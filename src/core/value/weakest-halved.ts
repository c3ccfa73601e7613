import { sumMoney } from "../money/sum-money.ts";
import { byText } from "../order/by-text.ts";
import type { CountedLine } from "./count-line.ts";
import { countedUnder, type ReadingName, type Return, returnOf } from "./readings.ts";

/** The gain that rests on the weakest share, and the return when that share is half of it. */
export interface WeakestHalved extends Return {
  name: string;
  counted_value: number;
}

/** The share of a line's money that is counted; one nobody stated is the weakest of all. */
const shareOf = ({ line, proof }: CountedLine): number =>
  proof === "unattributed" ? -1 : (line.attribution ?? 1) * (line.realisation ?? 1);

/**
 * The return with the weakest share halved: the counted gain with the smallest share of its money, of equal ones the largest. Null
 * without a counted gain. Units: major units and fractions.
 * @example weakestHalved(lines, "confirmed", 120000).roi // 0.30955
 */
export function weakestHalved(lines: readonly CountedLine[], reading: ReadingName, investment: number): WeakestHalved | null {
  const weakest = lines
    .filter((line) => countedUnder(line, reading) > 0)
    .sort(
      (a, b) =>
        shareOf(a) - shareOf(b) || countedUnder(b, reading) - countedUnder(a, reading) || byText(a.line.name, b.line.name),
    )[0];
  if (weakest === undefined) return null;
  const total = sumMoney(lines.map((line) => countedUnder(line, reading)));
  const counted_value = sumMoney([total, -countedUnder(weakest, reading) / 2]);
  return { name: weakest.line.name, counted_value, ...returnOf(counted_value, investment) };
}
