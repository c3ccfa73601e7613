import { type ScorecardFigures, scorecardReads } from "../../../src/topics/scorecard/figures.ts";
import type { ScorecardFacts } from "../../../src/topics/scorecard/question.ts";
import { shippedLibrary as library } from "../../shipped-library.ts";

/** The figures of the shipped rules, as the tool would hand them over. */
export function scorecardFigures(standard?: string): ScorecardFigures {
  return Object.fromEntries(
    Object.entries(scorecardReads).map(([name, reference]) => [name, library.figure(reference, standard)]),
  ) as unknown as ScorecardFigures;
}

/** The reference company: 340 accounts, $18M. */
export const referenceTiers = [
  { tier: "Enterprise", touch: "high" as const, accounts: 40, arr: 7_250_000 },
  { tier: "Mid-market", touch: "low" as const, accounts: 120, arr: 8_050_000 },
  { tier: "SMB", touch: "tech" as const, accounts: 180, arr: 2_700_000 },
];

/** Facts of a growing enterprise company about which nothing else is known, but for what is said. */
export function facts(parts: Partial<ScorecardFacts> = {}): ScorecardFacts {
  return {
    stage: "growth",
    motion: "enterprise",
    stage_from: "yours",
    motion_from: "yours",
    touches: null,
    tiers: [],
    current: {},
    targets: {},
    accounts: null,
    new_accounts: null,
    csms: null,
    arr: null,
    acv: null,
    acv_derived: false,
    in_usd: true,
    currency_assumed: false,
    ...parts,
  };
}
