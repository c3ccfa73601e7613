import type { BandRecord } from "./calibration-check-history.ts";

interface Block {
  assumed: number[];
  /** Renewals, own and assumed ones. */
  renewed: number;
  of: number;
}

const rate = (block: Block): number => block.renewed / block.of;

/**
 * The rate to use for each assumed one: its record shrunk to the assumption, and levelled where a lower assumption came out better than a
 * higher one (pool adjacent violators, weighted by renewals). Rates are fractions; `monotone` says that nothing had to be levelled.
 * @example correctedRates([{ label: "a", assumed: 0.95, renewed: 17, of: 20 }], 20).corrected.get(0.95) // 0.9
 */
export function correctedRates(
  records: readonly BandRecord[],
  priorWeight: number,
): { corrected: Map<number, number>; monotone: boolean } {
  const descending = [...new Set(records.map(({ assumed }) => assumed))].sort((a, b) => b - a);
  const blocks: Block[] = [];
  let monotone = true;
  for (const assumed of descending) {
    const own = records.filter((record) => record.assumed === assumed);
    let block: Block = {
      assumed: [assumed],
      renewed: own.reduce((sum, { renewed }) => sum + renewed, 0) + priorWeight * assumed,
      of: own.reduce((sum, { of }) => sum + of, 0) + priorWeight,
    };
    while (blocks.length && rate(blocks.at(-1)!) < rate(block)) {
      const better = blocks.pop()!;
      block = {
        assumed: [...better.assumed, ...block.assumed],
        renewed: better.renewed + block.renewed,
        of: better.of + block.of,
      };
      monotone = false;
    }
    blocks.push(block);
  }
  const corrected = new Map(blocks.flatMap((block) => block.assumed.map((assumed) => [assumed, rate(block)] as const)));
  return { corrected, monotone };
}
