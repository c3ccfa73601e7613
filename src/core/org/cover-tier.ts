import type { Service } from "./served-account.ts";
import { services, stepDown } from "./step-down.ts";
import type { TeamWork } from "./team-work.ts";
import { servedByCsms } from "./tier-lines.ts";

/** One way of serving an account of a tier and the hours it takes a year. */
export interface Way {
  service: Service;
  hours: number;
}

/** A tier whose service can be chosen: the ways from what it is entitled to down to none. ARR in major units. */
export interface CoverTier {
  tier: string;
  accounts: number;
  arr: number;
  ways: Way[];
}

/**
 * The tiers among whose accounts hours can be shared out: those that CSMs serve and that take hours; null where the ARR of one is unknown.
 * @example coverTiers(work)[0].ways // [{ service: "high", hours: 81.5 }, { service: "low", hours: 22.5 }, ..., { service: "none", hours: 0 }]
 */
export function coverTiers(work: TeamWork): CoverTier[] | null {
  const lines = work.lines.filter((line) => servedByCsms(line) && line.accounts > 0 && line.hours_per_account > 0);
  if (lines.some((line) => line.arr === null)) return null;
  return lines.map((line) => {
    const ways: Way[] = [{ service: line.touch, hours: line.hours_per_account }];
    for (const _ of services) {
      const last = ways.at(-1)!;
      const next = stepDown(last.service, last.hours, work.touch_hours, line.factor);
      if (next) ways.push({ service: next.to, hours: next.hours });
    }
    return { tier: line.tier, accounts: line.accounts, arr: line.arr!, ways };
  });
}
