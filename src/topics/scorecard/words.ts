import { brief, plural } from "../../core/english.ts";
import { decimal, percent, shortMoney } from "../../render/numbers.ts";
import type { ScorecardFacts, ScorecardFields, Target } from "./targets.ts";

const joined = (names: readonly string[]) =>
  names.length < 2 ? names.join("") : `${names.slice(0, -1).join(", ")} and ${names.at(-1)}`;
const lower = (name: string) => (/^[A-Z]{2}/.test(name) ? name : `${name.charAt(0).toLowerCase()}${name.slice(1)}`);

function chosenSentence({ lagging, leading }: ScorecardFields): string {
  const results = joined(lagging.map(({ name }) => lower(name)));
  return `Run the team on ${lagging.length + leading.length} measures: ${results}, and ${leading.length} early signs.`;
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

const ROWS = 3;

/**
 * A scorecard in words: the gap in money, the measures, what cannot be read, what is not known.
 * @example wordScorecard(fields, facts, "USD").summary // "Gross retention is 90.0% and the target 93.0% ..."
 */
export function wordScorecard(fields: ScorecardFields, facts: ScorecardFacts, currency: string) {
  const { arr, accounts } = facts;
  const gap = gapSentence(fields.targets, arr, currency);
  const [chosen, read, open] = [chosenSentence(fields), readSentence(fields, accounts), unknownSentence(fields)];
  const lines = [...fields.lagging, ...fields.leading];
  const nameOf = (measure: string) => lower(lines.find((one) => one.measure === measure)?.name ?? measure);
  const unmeasured = fields.targets.filter(({ current }) => current === null).map(({ measure }) => measure);
  const first = lines.find(({ measure }) => unmeasured.includes(measure));
  const benchmark = fields.targets.find(({ rests_on }) => rests_on === "benchmark");
  return {
    summary: brief([gap, chosen, read, open]),
    because: [
      `This stage has to prove: ${lower(fields.proves)}.`,
      benchmark === undefined
        ? ""
        : `The target for ${nameOf(benchmark.measure)} is the ${benchmark.basis.replace(/, grade \w$/, "")}.`,
      read,
    ]
      .filter(Boolean)
      .slice(0, ROWS),
    check_first: fields.targets.some(({ rests_on, readable }) => rests_on === "benchmark" && readable === false)
      ? ["Reaching a target by less than the smallest readable change may be luck; compare two years."]
      : [],
    do_next: [
      ...(first === undefined
        ? []
        : [`${first.owner}: measure ${lower(first.name)} by its definition, ${first.cadence} from this month.`]),
      `${lines[0]?.owner ?? "VP"}: put these ${lines.length} measures, and no others, on the next team page.`,
    ],
    unknown: [
      ...(unmeasured.length
        ? [`Today's ${joined(unmeasured.slice(0, ROWS).map(nameOf))}: finance or CS operations can say, and a target follows.`]
        : []),
      ...(facts.stage_from === "assumed" ? ["Your stage: you can say, and another result may come first."] : []),
      ...(facts.motion_from === "assumed" ? ["How you sell: you can say, and the early signs change with it."] : []),
    ].slice(0, ROWS),
    ...(gap === "" ? {} : { say: { board: gap } }),
    next:
      benchmark === undefined
        ? []
        : [{ call: "find_benchmarks", why: "Shows every population that fits the target, and where you stand." }],
  };
}
