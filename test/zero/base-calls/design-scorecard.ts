import type { BaseCall } from "./base-call.ts";

const tiers = [
  { tier: "Enterprise", touch: "high", accounts: 40, arr: 7_250_000 },
  { tier: "SMB", touch: "tech", accounts: 180, arr: 2_700_000 },
];
const company = { stage: "series_a", motion: "smb" };

export const designScorecard: BaseCall[] = [
  { ...company, tiers, current: { grr: 0.9, nrr: 1.02 }, targets: { nps: 45 }, counts: { new_accounts_a_year: 60 } },
  { stage: "growth", motion: "enterprise", tiers, counts: { csms: 6 } },
  { ...company, acv: 50_000, current: { grr: 0.9 } },
  { ...company, arr: 9_000_000, current: { grr: 0.9 } },
];
