import type { TeamTier } from "../../../src/topics/team/question.ts";

/** The reference company with ARR by tier as its central scenario has it: 18,000,000 in 340 accounts. */
export const referenceTiers: TeamTier[] = [
  { tier: "Enterprise", touch: "high", accounts: 40, arr: 7_250_000 },
  { tier: "Mid-market", touch: "low", accounts: 120, arr: 8_050_000 },
  { tier: "SMB", touch: "tech", accounts: 180, arr: 2_700_000 },
];
