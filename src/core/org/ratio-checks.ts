import type * as z from "zod";
import type { Figure } from "../contract/figure.ts";
import type { Touch } from "../contract/vocabulary.ts";
import type { RatioFigures } from "./figures.ts";

/** CSMs one standard's accounts-per-CSM ratios would ask for. */
export interface RatioCheck {
  standard: string;
  low: number;
  high: number;
}

/**
 * CSMs each standard's ratios would ask for, as a cross-check that decides nothing. An open upper ratio counts as its lower one;
 * a touch a standard does not name asks for nobody. `mandate` is the band by which an expansion quota lowers what one CSM can carry.
 * @example ratioChecks([{ touch: "high", accounts: 40 }], ratios) // 40 accounts at 10 to 25 a CSM: [{ standard: "strategist", low: 1.6, high: 4 }]
 */
export function ratioChecks(
  tiers: readonly { touch: Touch; accounts: number }[],
  ratios: Figure<z.infer<typeof RatioFigures>>,
  mandate: readonly number[] = [0, 0],
): RatioCheck[] {
  const [least, most] = mandate as [number, number];
  return Object.entries(ratios.standards)
    .map(([standard, lines]) => {
      let low = 0;
      let high = 0;
      for (const line of lines) {
        const accounts = tiers.reduce((sum, tier) => sum + (tier.touch === line.touch ? tier.accounts : 0), 0);
        low += accounts / (line.accounts_high ?? line.accounts_low);
        high += accounts / line.accounts_low;
      }
      return { standard, low: low / (1 - least), high: high / (1 - most) };
    })
    .sort((a, b) => (a.standard < b.standard ? -1 : 1));
}
