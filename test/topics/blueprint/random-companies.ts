/** Random companies for tests: the same seed gives the same company. */
export interface RandomCompany {
  company: Record<string, unknown>;
  /** The account table as CSV, or null where only totals are known. */
  csv: string | null;
  as_of: string;
}

/** Numbers from 0 to below 1 out of one seed. */
function numbersFrom(seed: number): () => number {
  let state = (seed * 2654435761 + 88172645) >>> 0;
  return () => {
    state ^= state << 13;
    state >>>= 0;
    state ^= state >>> 17;
    state ^= state << 5;
    state >>>= 0;
    return state / 2 ** 32;
  };
}

const AS_OF = "2026-03-14";
const dayFrom = (days: number) => new Date(Date.UTC(2026, 2, 14) + days * 86_400_000).toISOString().slice(0, 10);

/** One company of many kinds: totals or table, few accounts or many, one very large one, money or heads fixed, leaders to spare, partners. */
export function randomCompany(seed: number): RandomCompany {
  const next = numbersFrom(seed);
  for (let warm = 0; warm < 9; warm += 1) next();
  const upTo = (from: number, to: number) => from + Math.floor(next() * (to - from + 1));
  const maybe = (share: number) => next() < share;
  const one = <Item>(of: readonly Item[]): Item => of[Math.floor(next() * of.length)]!;
  const company: Record<string, unknown> = {
    stage: one(["series_a", "series_b", "series_c", "growth"]),
    motion: one(["enterprise", "mid_market", "smb", "product_led"]),
  };
  if (maybe(0.6)) company.currency = one(["USD", "EUR", "GBP"]);
  if (maybe(0.5)) company.gross_margin = upTo(45, 88) / 100;
  if (maybe(0.4)) company.customer_time = upTo(45, 72) / 100;
  if (maybe(0.3)) company.contract_hours = upTo(1700, 2100);
  if (maybe(0.3)) company.attrition = upTo(0, 30) / 100;
  if (maybe(0.4)) company.expansion_owner = one(["cs", "sales"]);
  if (maybe(0.5)) company.costs = { csm: upTo(70, 190) * 1000, vp: upTo(200, 320) * 1000 };
  if (maybe(0.85)) {
    const team: Record<string, number> = { csm: one([0, 1, 2, 3, 4, 6, 8.4, 15]) };
    if (maybe(0.3)) team.vp = 1;
    if (maybe(0.25)) team.manager = upTo(1, 2);
    if (maybe(0.2)) team.cs_ops = 1;
    if (maybe(0.15)) team.onboarding = 1;
    company.team = team;
  }
  const tiers = [
    { tier: "Top", touch: "high", min_arr: 100_000 },
    { tier: "Core", touch: "low", min_arr: 15_000 },
    { tier: "Long tail", touch: "tech", min_arr: 0 },
  ];
  if (maybe(0.4)) {
    const count = upTo(5, 90);
    const paired = maybe(0.6);
    const shares = maybe(0.6);
    if (shares) company.tiers = tiers;
    if (maybe(0.3)) company.heads = upTo(1, 4);
    const owners = ["Ana", "Bo", "Cy", "Di"].slice(0, upTo(1, 4));
    const lines = Array.from({ length: count }, (_, index) => {
      const arr =
        index === 0 && maybe(0.4)
          ? upTo(800_000, 4_000_000)
          : one([upTo(2_000, 14_000), upTo(16_000, 90_000), upTo(101_000, 300_000)]);
      const left = paired && maybe(0.1);
      const end = left ? 0 : paired ? Math.round(arr * (0.8 + next() * 0.5)) : arr;
      const owner = maybe(0.9) ? one(owners) : "";
      const cells = [
        `Acct ${index + 1}`,
        owner,
        ...(paired ? [arr, end] : [arr]),
        dayFrom(upTo(-30, 360)),
        one([0, 30, 60, 90]),
        maybe(0.85) ? upTo(10, 100) : "",
      ];
      return cells.join(",");
    });
    const header = [
      "Account",
      "Owner",
      ...(paired ? ["ARR 2025-03-14", "ARR 2026-03-14"] : ["ARR"]),
      "Renewal date",
      "Notice days",
      "Health",
    ];
    return { company, csv: `${[header.join(","), ...lines].join("\n")}\n`, as_of: AS_OF };
  }
  const kind = one(["spread", "spread", "few", "self-serve", "one large", "totals"] as const);
  if (kind === "totals") {
    company.accounts = upTo(2, 2_000);
    company.arr = (company.accounts as number) * one([800, 6_000, 40_000, 150_000]);
  } else {
    const sizes = {
      spread: [upTo(2, 60), upTo(5, 200), upTo(0, 900)],
      few: [1, upTo(1, 12), 0],
      "self-serve": [0, upTo(5, 200), upTo(2_000, 40_000)],
      "one large": [upTo(1, 3), upTo(10, 60), upTo(0, 80)],
    }[kind];
    const averages = [
      kind === "one large" ? upTo(1_000_000, 4_000_000) : upTo(105_000, 400_000),
      upTo(16_000, 90_000),
      upTo(500, 14_000),
    ];
    const filled = tiers.map((tier, index) => ({
      ...tier,
      accounts: sizes[index]!,
      arr: sizes[index]! * averages[index]!,
      ...(index === 1 && maybe(0.15) ? { covered_by: "partner" } : {}),
      ...(index === 0 && maybe(0.2) ? { hours_per_account: upTo(30, 160) } : {}),
    }));
    company.tiers = filled;
    company.arr = filled.reduce((sum, { arr }) => sum + arr, 0);
    company.accounts = filled.reduce((sum, { accounts }) => sum + accounts, 0);
  }
  if (maybe(0.6)) company.annual_logo_churn = upTo(2, 35) / 100;
  if (maybe(0.5)) {
    company.grr = upTo(68, 98) / 100;
    company.nrr = (company.grr as number) + upTo(0, 35) / 100;
  }
  if (maybe(0.5)) company.new_accounts_a_year = upTo(0, Math.ceil((company.accounts as number) / 3));
  if (maybe(0.2)) company.heads = upTo(0, 6);
  else if (maybe(0.25)) company.budget = upTo(2, 20) * 100_000;
  if (maybe(0.3)) company.targets = { grr: upTo(80, 97) / 100 };
  return { company, csv: null, as_of: AS_OF };
}
