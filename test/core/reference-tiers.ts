// The reference company's central split: SMB at half of 30,000, mid-market at the geometric mean of 30,000 and 150,000, the rest above.
const midMarket = 120 * Math.sqrt(30_000 * 150_000);

export const reference = [
  { tier: "Enterprise", touch: "high" as const, accounts: 40, arr: 18_000_000 - 180 * 15_000 - midMarket },
  { tier: "Mid-market", touch: "low" as const, accounts: 120, arr: midMarket },
  { tier: "SMB", touch: "tech" as const, accounts: 180, arr: 2_700_000 },
];
