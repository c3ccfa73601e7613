import type { Assumption, Warning } from "../../core/answer.ts";
import { brief, listed, plural } from "../../core/english.ts";
import { type Answered, isKnown, orNull } from "../../core/known.ts";
import { decimal, percent, shortMoney } from "../../render/numbers.ts";
import type { ScorecardFields } from "./answer.ts";
import type { Scorecard, WhyNot } from "./choose-measures.ts";
import type { ScorecardFigures } from "./figures.ts";
import type { ScorecardFacts } from "./question.ts";
import type { Basis, SetTarget } from "./targets.ts";

const lower = (name: string) => (/^[A-Z]{2}/.test(name) ? name : `${name.charAt(0).toLowerCase()}${name.slice(1)}`);

function chosenSentence({ lagging, leading }: Scorecard): string {
  const results = listed(lagging.map(({ name }) => lower(name)));
  return `Run the team on ${lagging.length + leading.length} measures: ${results}, and ${leading.length} early signs.`;
}

/** What today's retention misses of the published middle, in money where ARR is known. */
function gapSentence(targets: readonly SetTarget[], arr: number | null, currency: string): string {
  const one = targets.find(({ measure }) => measure === "grr");
  if (one === undefined || !isKnown(one.current) || !isKnown(one.target)) return "";
  const { current, target, smallest_change } = one;
  const gap = target - current;
  const worth = arr === null || gap <= 0 ? "" : `, worth ${shortMoney(gap * arr, currency)} of ARR a year`;
  const from = {
    yours: "your own target",
    benchmark: "the middle of a published group that fits",
    baseline: "the smallest rise that cannot be chance",
    none: "",
  }[one.rests_on];
  const noise = !isKnown(smallest_change)
    ? ""
    : ` A change of less than ${decimal(smallest_change * 100, 1)} points in a year may be chance.`;
  if (one.rests_on === "baseline" && gap === 0) return `Gross retention is ${percent(current)}: hold it.${noise}`;
  return `Gross retention is ${percent(current)} and the target ${percent(target)} (${from})${worth}.${noise}`;
}

function readSentence({ leading }: Scorecard, accounts: number | null): string {
  const still = leading.filter(({ moves_in_a_quarter: moves }) => moves === false).map(({ name }) => lower(name));
  const open = leading.filter(({ moves_in_a_quarter: moves }) => !isKnown(moves)).map(({ name }) => lower(name));
  const base = accounts === null ? "" : `With ${plural(accounts, "account")} `;
  const cannot = `${listed(still)} cannot show a worthwhile change within a quarter; read ${still.length === 1 ? "it" : "them"} over a year.`;
  return [
    still.length ? (base ? `${base}${cannot}` : `${cannot.charAt(0).toUpperCase()}${cannot.slice(1)}`) : "",
    open.length ? `How soon ${listed(open)} can be read is unknown: give accounts by tier, new accounts a year and CSMs.` : "",
  ]
    .filter(Boolean)
    .join(" ");
}

function unknownSentence({ targets, lagging, leading }: Scorecard): string {
  const rows = [...lagging, ...leading];
  const open = targets
    .filter(({ target }) => !isKnown(target))
    .map(({ measure }) => lower(rows.find((row) => row.measure === measure)?.name ?? measure));
  return open.length === 0 ? "" : `No target yet for ${listed(open)}: measure first.`;
}

const ROWS = 3;

/** A population by its name. @example populationName(benchmark) // "median of Private SaaS, ACV over $250K, 2022" */
function populationName({ statistic, population, segment, year }: NonNullable<Basis["population"]>): string {
  const cut = segment === null || segment === "all" ? "" : `, ${segment}`;
  return `${statistic} of ${population}${cut}, ${year ?? "no year"}`;
}

const bases: Record<Exclude<Basis["from"], "population">, string> = {
  yours: "Your own",
  none: "Measure it first",
  smallest_change: "Today's value and the smallest yearly change that cannot be chance",
  held_chance_unknown: "Hold today's value; what chance does to it is not known",
  held_best: "Hold today's value; even the best one could be chance",
};

/** What a target rests on: the population with year and grade, or what was done with today's value. */
function basisWords({ from, population }: Basis): string {
  const group = population === null ? null : `${populationName(population)}, grade ${population.grade}`;
  if (from === "population") return group!;
  return group === null ? bases[from] : `${bases[from]}; above the ${group}`;
}

const whyNot: Record<WhyNot, string> = {
  touch: "No account has the touch it fits.",
  weight: "The places are taken by measures that weigh more here.",
  motion: "Not among the measures of this motion.",
};

/** A scorecard as it is answered: why a measure was left out, and what a target rests on, in words. */
export function scorecardAnswer({ left_out, targets, ...rest }: Scorecard): Answered<ScorecardFields> {
  return {
    ...rest,
    charts: [
      {
        kind: "bars",
        title: "Events a year behind each early sign",
        list: "leading",
        label: "name",
        values: ["events_a_year"],
      },
    ],
    left_out: left_out.map((one) => ({ ...one, why: whyNot[one.why] })),
    targets: targets.map((one) => ({ ...one, basis: basisWords(one.basis) })),
  };
}

/** What should be known before the scorecard is announced. */
export function scorecardWarnings({ leading, targets }: Scorecard, facts: ScorecardFacts, figures: ScorecardFigures): Warning[] {
  const records = new Map(figures.measures.value.map((one) => [one.measure, one]));
  const isWorse = ({ measure, current, target }: SetTarget) =>
    isKnown(current) && isKnown(target) && (records.get(measure)?.better === "higher" ? target < current : target > current);
  const still = leading.filter((one) => one.moves_in_a_quarter === false);
  const backwards = targets.filter((one) => one.rests_on === "yours" && isWorse(one));
  const unread = targets.filter(
    (one) => one.readable === false && orNull(one.target) !== orNull(one.current) && !backwards.includes(one),
  );
  const names = (rows: readonly { measure: string }[]) => listed(rows.map(({ measure }) => lower(records.get(measure)!.name)));
  const say = (code: string, when: boolean, message: string): Warning[] => (when ? [{ code, message }] : []);
  const few = facts.accounts !== null && facts.accounts < figures.few.value;
  return [
    ...say(
      "still_in_a_quarter",
      still.length > 0,
      `Too few events to see a worthwhile change within a quarter: ${names(still)}.`,
    ),
    ...say("target_backwards", backwards.length > 0, `The target is worse than today: ${names(backwards)}.`),
    ...say(
      "target_inside_chance",
      unread.length > 0,
      `Reaching the target could be chance: ${names(unread)}. Read it over two years.`,
    ),
    ...say(
      "sizes_not_compared",
      !facts.in_usd && (facts.acv !== null || facts.arr !== null),
      "Published sizes are in USD, so your contract size and ARR were not used to find a population.",
    ),
    ...say("few_accounts", few, "So few customers need a list with what each of them said, not rates."),
  ];
}

const notGiven = "Not given.";

/** What was taken for granted. */
export function scorecardAssumptions(
  { leading, left_out }: Scorecard,
  facts: ScorecardFacts,
  figures: ScorecardFigures,
): Assumption[] {
  const take = (when: boolean, what: string, value: string, why: string, if_wrong: string): Assumption[] =>
    when ? [{ what, value, why, if_wrong }] : [];
  const answers = figures.measures.value.find(({ measure }) => measure === "nps")?.events?.each_a_year;
  const asks = facts.accounts !== null && [...leading, ...left_out].some(({ measure }) => measure === "nps");
  return [
    ...take(
      facts.stage_from !== "yours",
      "stage",
      facts.stage,
      facts.stage_from === "accounts" ? "Not given; read from the number of accounts." : notGiven,
      "Another result comes first; say it.",
    ),
    ...take(
      facts.motion_from !== "yours",
      "motion",
      facts.motion,
      facts.motion_from === "touches" ? "Not given; read from the touch most of the book has." : notGiven,
      "Other early signs and another population fit; say it.",
    ),
    ...take(facts.touches === null, "tiers", "every touch", notGiven, "Measures for a touch you do not have drop out."),
    ...take(
      facts.currency_assumed,
      "currency",
      "USD",
      "Not given; published sizes are in USD.",
      "In another currency another population fits; name it.",
    ),
    ...take(facts.acv_derived, "acv", "ARR divided by accounts", notGiven, "Another population fits."),
    ...take(
      leading.some((one) => isKnown(one.events_a_year)),
      "events",
      "yearly terms, our working spread",
      "Not given; the widest spread where today's share is unknown.",
      "With fewer events a change is harder to see.",
    ),
    ...take(asks, "NPS answers", `${answers} a year and account`, notGiven, "More answers show a smaller change."),
  ];
}

/**
 * A scorecard in words: the gap in money, the measures, what cannot be read, what is not known.
 * @example wordScorecard(fields, facts, "USD").summary // "Gross retention is 90.0% and the target 93.0% ..."
 */
export function wordScorecard(fields: Scorecard, facts: ScorecardFacts, currency: string) {
  const { arr, accounts } = facts;
  const gap = gapSentence(fields.targets, arr, currency);
  const [chosen, read, open] = [chosenSentence(fields), readSentence(fields, accounts), unknownSentence(fields)];
  const lines = [...fields.lagging, ...fields.leading];
  const nameOf = (measure: string) => lower(lines.find((one) => one.measure === measure)?.name ?? measure);
  const unmeasured = fields.targets.filter(({ current }) => !isKnown(current)).map(({ measure }) => measure);
  const first = lines.find(({ measure }) => unmeasured.includes(measure));
  const benchmark = fields.targets.find(({ rests_on }) => rests_on === "benchmark");
  return {
    summary: brief([gap, chosen, read, open]),
    because: [
      `This stage has to prove: ${lower(fields.proves)}.`,
      benchmark === undefined
        ? ""
        : `The target for ${nameOf(benchmark.measure)} is the ${populationName(benchmark.basis.population!)}.`,
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
        ? [`Today's ${listed(unmeasured.slice(0, ROWS).map(nameOf))}: finance or CS operations can say, and a target follows.`]
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
