import { unknown } from "../../core/known.ts";
import { Problem } from "../../core/problem.ts";
import type { BridgeOfQuery } from "../../core/table.ts";
import type { RetentionAnswer } from "./answer.ts";
import type { RetentionFigures } from "./figures.ts";
import type { RetentionPolicy } from "./retention.ts";
import { answerFromTotals } from "./totals.ts";

/** The sums a query made of a window and of the months in it. */
interface SummedWindows {
  bridges: readonly BridgeOfQuery[];
  from: string;
  to: string;
}

const LETTERS = "2025-01".length;
const inMonth = (day: string): string => day.slice(0, LETTERS);

/** The window that is asked about; the one the query was made for where nothing is said. */
function askedOf({ bridges, from, to }: SummedWindows, asked: { from?: string; to?: string }): BridgeOfQuery {
  const [first, last] = [asked.from ?? from, asked.to ?? to];
  const found = bridges.find((one) => inMonth(one.from) === inMonth(first) && inMonth(one.to) === inMonth(last));
  if (found !== undefined) return found;
  throw new Problem({
    what: `The query summed what moved from ${inMonth(from)} to ${inMonth(to)} and in each month of it, and ${inMonth(first)} to ${inMonth(last)} is asked about.`,
    remedy: "Ask for that window or for one of its months, or make the query again with these dates.",
  });
}

/** Questions of a call that only single accounts answer. */
const ofAccounts = ["explain", "segment_by", "price_increase", "trend"] as const;
type Asked = { from?: string; to?: string } & Partial<Record<(typeof ofAccounts)[number], unknown>>;

/**
 * Retention out of the sums that a query made of one window: its customers are those of the start, so nothing is mixed, and nothing is known of
 * single accounts.
 * Throws Problem for a window that was not summed, and for a question or a policy that sums cannot serve.
 */
export function answerFromSums(
  sums: SummedWindows,
  asked: Asked,
  policy: RetentionPolicy,
  figures: RetentionFigures,
): { answer: RetentionAnswer; window: { from: string; to: string } } {
  const beyond = ofAccounts.filter((name) => asked[name] !== undefined);
  if (beyond.length > 0)
    throw new Problem({
      what: `${beyond.join(" and ")} ${beyond.length === 1 ? "needs" : "need"} single accounts, and the table is sums of a query.`,
      remedy: `Leave ${beyond.join(" and ")} out, or make the query months.`,
    });
  const { from, to, bridge, accounts } = askedOf(sums, asked);
  const { ending: _, ...totals } = bridge;
  const answer = answerFromTotals(
    { ...totals, starting_accounts: accounts.starting, churned_accounts: accounts.churned },
    policy,
    figures,
  );
  const { fields, notices } = answer;
  return {
    answer: {
      ...answer,
      fields: { ...fields, accounts, annualised: unknown("Sums of a window are no monthly rate.") },
      notices: notices.filter(({ code }) => code !== "totals_may_mix"),
      assumptions: [],
    },
    window: { from, to },
  };
}
