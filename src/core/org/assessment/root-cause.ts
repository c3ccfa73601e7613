import { Problem } from "../../contract/problem.ts";
import { sumMoney } from "../../money/sum-money.ts";
import { wilsonInterval } from "../../statistics/wilson-interval.ts";
import type { LossesByCause, UpstreamShare } from "./assessment-fields.ts";
import { type AssessmentQuestion, type LossCause, lossCauses } from "./assessment-question.ts";
import type { AssessmentFigures } from "./assessment-reads.ts";
import { matchName } from "./match-name.ts";

export interface SignRead {
  look_at: string;
  points_to: "upstream" | "execution";
  means: string;
}

export interface RootCause {
  causes: LossesByCause[];
  upstream: UpstreamShare;
  /** upstream or execution leads; mixed, where chance allows both; cannot_tell, with too few losses or too many without a cause. */
  verdict: "upstream" | "execution" | "mixed" | "cannot_tell";
  why_not: "too_few" | "unknown_causes" | "no_losses" | null;
  /** What accounts say alone, chance and unknown losses allowed for. */
  by_accounts: "upstream" | "execution" | null;
  /** What the money says alone: the side on which all of it lies whatever the unknown losses were. */
  money: "upstream" | "execution" | null;
  signs: SignRead[];
}

type Side = "upstream" | "execution" | null;
const sideOf = (low: number, high: number, line: number): Side =>
  low > line ? "upstream" : 1 - high > line ? "execution" : null;

function readSigns({ signs }: AssessmentQuestion, figures: AssessmentFigures): SignRead[] {
  if (signs === undefined) return [];
  const pages = figures.evidence.value;
  const names = pages.map(({ look_at }) => look_at);
  const read = signs.map(({ look_at, points_to }, index) => {
    const name = matchName(look_at, names, `answers.signs[${index}].look_at`);
    const page = pages[names.indexOf(name)]!;
    return { look_at: name, points_to, means: points_to === "upstream" ? page.points_upstream : page.points_to_execution };
  });
  const twice = read.find(({ look_at }, index) => read.findIndex((other) => other.look_at === look_at) < index);
  if (twice !== undefined)
    throw new Problem({ what: `answers.signs holds "${twice.look_at}" twice.`, remedy: "Give each place to look once." });
  return read.sort((a, b) => names.indexOf(a.look_at) - names.indexOf(b.look_at));
}

/** Accounts and ARR lost by cause; ARR only where every loss has it. */
function byCause(losses: NonNullable<AssessmentQuestion["losses"]>): LossesByCause[] {
  const priced = losses.length > 0 && losses.every(({ arr }) => arr !== undefined);
  const rows = lossCauses.map((cause) => {
    const own = losses.filter((loss) => loss.cause === cause);
    const accounts = own.reduce((sum, loss) => sum + loss.accounts, 0);
    return { cause, accounts, arr: priced ? sumMoney(own.map(({ arr }) => arr ?? 0)) : null };
  });
  const judged = rows.filter(({ cause }) => cause !== "outside");
  const accounts = judged.reduce((sum, row) => sum + row.accounts, 0);
  const arr = priced ? sumMoney(judged.map((row) => row.arr ?? 0)) : 0;
  return rows.map((row) => ({
    ...row,
    accounts_share: row.cause === "outside" || accounts === 0 ? null : row.accounts / accounts,
    arr_share: row.cause === "outside" || row.arr === null || arr === 0 ? null : row.arr / arr,
  }));
}

function upstreamShare(causes: readonly LossesByCause[], figures: AssessmentFigures): UpstreamShare {
  const of = (cause: LossCause) => causes.find((row) => row.cause === cause)!;
  const [up, work, unknown] = [of("upstream"), of("execution"), of("unknown")];
  const accounts = up.accounts + work.accounts + unknown.accounts;
  const low = accounts === 0 ? null : up.accounts / accounts;
  const high = accounts === 0 ? null : (up.accounts + unknown.accounts) / accounts;
  const band = (share: number | null) => (share === null ? null : wilsonInterval(share, accounts, figures.standardErrors.value));
  const { fewest_losses, leading_share } = figures.causeRule.value;
  return {
    known: up.accounts + work.accounts,
    fewest_losses,
    leading_share,
    low_share: low,
    high_share: high,
    band_low_share: band(low)?.low ?? null,
    band_high_share: band(high)?.high ?? null,
    arr_low_share: up.arr_share,
    arr_high_share: work.arr_share === null ? null : 1 - work.arr_share,
    execution_arr_low: work.arr,
    execution_arr_high: work.arr === null || unknown.arr === null ? null : sumMoney([work.arr, unknown.arr]),
  };
}

function verdictOf(
  upstream: UpstreamShare,
  accounts: number,
  figures: AssessmentFigures,
): Pick<RootCause, "verdict" | "why_not"> {
  const { known, fewest_losses, leading_share: line, low_share, band_low_share: low, band_high_share: high } = upstream;
  if (low_share === null || low === null || high === null) return { verdict: "cannot_tell", why_not: "no_losses" };
  if (known < fewest_losses || known === 0) return { verdict: "cannot_tell", why_not: "too_few" };
  const side = sideOf(low, high, line);
  if (side !== null) return { verdict: side, why_not: null };
  const alone = wilsonInterval(accounts / known, known, figures.standardErrors.value);
  return sideOf(alone.low, alone.high, line) === null
    ? { verdict: "mixed", why_not: null }
    : { verdict: "cannot_tell", why_not: "unknown_causes" };
}

/**
 * Whether what is sold or how the work is done explains the losses: the share of upstream causes with every unknown loss given to either
 * side and the band of chance around it. One cause leads only when all of that lies on its side, in accounts, and the money does not say the
 * opposite. Losses outside anybody's reach are counted apart. Throws Problem for places to look that there are not.
 * @example rootCause({ ask: "root_cause", losses: [{ cause: "upstream", accounts: 9 }] }, figures).verdict // "cannot_tell"
 */
export function rootCause(question: AssessmentQuestion, figures: AssessmentFigures): RootCause {
  const causes = byCause(question.losses ?? []);
  const upstream = upstreamShare(causes, figures);
  const { arr_low_share: low, arr_high_share: high } = upstream;
  const money = low === null || high === null ? null : sideOf(low, high, upstream.leading_share);
  const accounts = causes.find(({ cause }) => cause === "upstream")?.accounts ?? 0;
  const counted = verdictOf(upstream, accounts, figures);
  const by_accounts = counted.verdict === "upstream" || counted.verdict === "execution" ? counted.verdict : null;
  const opposed = by_accounts !== null && money !== null && money !== by_accounts;
  return {
    causes,
    upstream,
    ...(opposed ? { verdict: "mixed" as const, why_not: null } : counted),
    by_accounts,
    money,
    signs: readSigns(question, figures),
  };
}
