import type { Warning } from "../../contract/envelope.ts";
import { arrOfAccounts } from "./distribution.ts";
import { firstPlaces } from "./first-places.ts";
import type { HealthBook } from "./join-outcomes.ts";
import type { JudgedAccount } from "./judge-account.ts";
import type { ScoredBook } from "./score-book.ts";
import { type Weight, weightsOf } from "./weights.ts";

const names = (accounts: readonly { account: string }[]) => firstPlaces(accounts.map(({ account }) => account)).join(", ");
const sources = (accounts: readonly JudgedAccount[]) => accounts.map(({ source }) => source);

function staleWarning(judged: readonly JudgedAccount[]): Warning[] {
  const old = judged.filter(({ stale }) => stale.length > 0);
  const message = `Signals past their shelf life count as missing, for ${old.length} of ${judged.length} accounts; stale names them.`;
  return old.length ? [{ code: "signals_stale", message }] : [];
}

function undatedWarning({ judged, measure }: ScoredBook): Warning[] {
  if (measure.as_of !== null || !judged.some(({ source }) => source.signal_date !== null)) return [];
  const message = "The table dates its signals, and without as_of nothing says how old they are, so none is treated as stale.";
  return [{ code: "signals_not_aged", message }];
}

function unweightedWarning({ judged, measure }: ScoredBook): Warning[] {
  const counts = new Map<string, number>();
  const components = new Map<readonly Weight[], Set<string>>();
  for (const { source } of judged) {
    if (source.scores === null) continue;
    const weights = weightsOf(source, measure.weights);
    const weighted = components.get(weights) ?? new Set(weights.map(({ component }) => component));
    components.set(weights, weighted);
    for (const name of Object.keys(source.scores))
      if (!weighted.has(name) && source.scores[name] !== null) counts.set(name, (counts.get(name) ?? 0) + 1);
  }
  if (counts.size === 0) return [];
  const list = [...counts]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, count]) => `${name} (${count} ${count === 1 ? "account" : "accounts"})`);
  const message = `Given, and without weight in the set used: ${list.join(", ")}. Set by_touch or your own weights to count them.`;
  return [{ code: "components_without_weight", message }];
}

function overrideWarnings({ judged, overrides, measure }: ScoredBook): Warning[] {
  const applied = judged.filter(({ override }) => override !== null);
  const lifted = applied.filter(({ band, computed_band, floor_by }) => floor_by.length > 0 && band! > computed_band!);
  const { expired } = overrides;
  return [
    ...(expired.length
      ? [{ code: "override_expired", message: `Overrides that have ended by ${measure.as_of} do not count: ${names(expired)}.` }]
      : []),
    ...(lifted.length
      ? [
          {
            code: "override_above_fact",
            message: `An override stands above a hard fact for ${names(sources(lifted))}. Correct the fact if it no longer holds.`,
          },
        ]
      : []),
  ];
}

/**
 * What to know before trusting a scored book: stale and unweighted signals, overrides, lost accounts, unknown ARR.
 * @example healthWarnings(scored, book).map(({ code }) => code) // ["signals_stale"]
 */
export function healthWarnings(scored: ScoredBook, { lost }: HealthBook, inline: boolean): Warning[] {
  const { accounts, accounts_without_arr } = arrOfAccounts(sources(scored.judged));
  return [
    ...staleWarning(scored.judged),
    ...undatedWarning(scored),
    ...unweightedWarning(scored),
    ...overrideWarnings(scored),
    ...(inline && lost.length
      ? [{ code: "lost_in_book", message: `By their outcome these accounts are lost and leave the book: ${names(lost)}.` }]
      : []),
    ...(accounts_without_arr > 0 && accounts_without_arr < accounts
      ? [
          {
            code: "arr_missing",
            message: `ARR is not known for ${accounts_without_arr} of ${accounts} accounts; sums are of the others.`,
          },
        ]
      : []),
  ];
}
