import { plural } from "../../core/english.ts";
import { decimal, percent, shortMoney } from "../../render/numbers.ts";
import type { ScorecardFacts, ScorecardFields, Target } from "./targets.ts";

const joined = (names: readonly string[]) =>
  names.length < 2 ? names.join("") : `${names.slice(0, -1).join(", ")} and ${names.at(-1)}`;
const lower = (name: string) => (/^[A-Z]{2}/.test(name) ? name : `${name.charAt(0).toLowerCase()}${name.slice(1)}`);

function chosenSentence({ lagging, leading, proves }: ScorecardFields): string {
  const results = joined(lagging.map(({ name }) => lower(name)));
  return `Run the team on ${lagging.length + leading.length} measures: ${results} for the result, and ${leading.length} early signs that can still be changed. This stage has to prove: ${lower(proves)}.`;
}

/** What today's retention misses of the published middle, in money where ARR is known. */
function gapSentence(targets: readonly Target[], arr: number | null, currency: string): string {
  const one = targets.find(({ measure, current }) => measure === "grr" && current !== null);
  if (one?.current == null || one.target === null) return "";
  const gap = one.target - one.current;
  const worth = arr === null || gap <= 0 ? "" : `, worth ${shortMoney(gap * arr, currency)} of ARR a year`;
  const from = {
    yours: "your own target",
    benchmark: "the middle of a published group that fits",
    baseline: "the smallest rise that cannot be chance",
    none: "",
  }[one.rests_on];
  const noise =
    one.smallest_change === null
      ? ""
      : ` A change of less than ${decimal(one.smallest_change * 100, 1)} points in a year may be chance.`;
  if (one.rests_on === "baseline" && gap === 0) return `Gross retention is ${percent(one.current)}: hold it.${noise}`;
  return `Gross retention is ${percent(one.current)} and the target ${percent(one.target)} (${from})${worth}.${noise}`;
}

function readSentence({ leading }: ScorecardFields, accounts: number | null): string {
  const still = leading.filter(({ moves_in_a_quarter: moves }) => moves === false).map(({ name }) => lower(name));
  const open = leading.filter(({ moves_in_a_quarter: moves }) => moves === null).map(({ name }) => lower(name));
  const base = accounts === null ? "" : `With ${plural(accounts, "account")} `;
  const cannot = `${joined(still)} cannot show a worthwhile change within a quarter; read ${still.length === 1 ? "it" : "them"} over a year.`;
  return [
    still.length ? (base ? `${base}${cannot}` : `${cannot.charAt(0).toUpperCase()}${cannot.slice(1)}`) : "",
    open.length ? `How soon ${joined(open)} can be read is unknown: give accounts by tier, new accounts a year and CSMs.` : "",
  ]
    .filter(Boolean)
    .join(" ");
}

function unknownSentence({ targets, lagging, leading }: ScorecardFields): string {
  const rows = [...lagging, ...leading];
  const open = targets
    .filter(({ target }) => target === null)
    .map(({ measure }) => lower(rows.find((row) => row.measure === measure)?.name ?? measure));
  return open.length === 0 ? "" : `No target yet for ${joined(open)}: measure first.`;
}

/**
 * A scorecard in a few sentences for a leader and a CFO: the measures, the gap in money, what cannot be read, what is not known.
 * @example summariseScorecard(fields, facts, "USD") // "Run the team on 7 measures: ..."
 */
export function summariseScorecard(fields: ScorecardFields, { arr, accounts }: ScorecardFacts, currency: string): string {
  return [
    gapSentence(fields.targets, arr, currency),
    chosenSentence(fields),
    readSentence(fields, accounts),
    unknownSentence(fields),
  ]
    .filter(Boolean)
    .join(" ");
}
