import type { Assumption, Warning } from "../../core/answer.ts";
import { grouped, listed, plural } from "../../core/english.ts";
import { isKnown, orNull } from "../../core/known.ts";
import { decimal, shortMoney } from "../../render/numbers.ts";
import type { HealthAnswer } from "./answer.ts";
import type { ArrTrouble, HealthBook, HealthFigures, Weight, WeightQuestion } from "./book.ts";
import { weightsOf } from "./book.ts";
import { type ArrOfAccounts, arrOfAccounts, distribution, type Fact } from "./judge-account.ts";
import type { DoubtfulScale, ScoredBook } from "./score-book.ts";
import {
  afterTest,
  barSentence,
  blindSentence,
  capacityFound,
  colorsOf,
  cutoffSentence,
  falseGreenSentence,
  missingLosses,
  namesOf,
  noBetterThanACoin,
  orderSentence,
  readFirst,
  validationWarnings,
  verdictOf,
} from "./words-validation.ts";

/** What the words of a health answer need. */
interface HealthWords {
  answer: HealthAnswer;
  book: HealthBook;
  figures: HealthFigures;
  question: WeightQuestion & { inline: boolean };
  /** Columns whose scale is in doubt. */
  doubtful: readonly DoubtfulScale[];
  /** Whether the score was read from traffic lights. */
  lights: boolean;
  currency: string | null;
}

const arrTroubleWords: Record<ArrTrouble, string> = {
  totals_of_contracts:
    "The amounts are totals of contracts and no column gives their months, so ARR is not known. Map a column to contract_months.",
  unit_not_said:
    'Nothing says whether the amounts are a year\'s or a month\'s, so ARR is not known. Say which with reading: {"amount": "arr"} or {"amount": "mrr"}.',
};

/** The warning that a table's amounts give no ARR. */
export const arrWarning = (trouble: ArrTrouble | null): Warning[] =>
  trouble === null ? [] : [{ code: "arr_not_known", message: arrTroubleWords[trouble] }];

const factWords: Record<Fact, string> = {
  notice_served: "notice was served",
  auto_renew_off: "automatic renewal was switched off",
  sponsor_left: "the sponsor left",
};

/** ARR in brackets, and nothing where none is known; "at least" where some is not. */
function arrWords({ accounts, arr, accounts_without_arr }: ArrOfAccounts, currency: string | null): string {
  if (arr === null || accounts === 0) return "";
  return ` (${accounts_without_arr > 0 ? "at least " : ""}${shortMoney(arr, currency ?? "").trim()} of ARR)`;
}

function dangerSentence({ answer: { priorities, scored }, currency }: HealthWords): string {
  const { in_danger, unknown } = priorities;
  const lines = distribution(scored.judged, scored.responses);
  const total = lines.reduce((sum, { accounts }) => sum + accounts, 0);
  const judged = total - unknown.accounts;
  if (judged === 0)
    return total === 1 ? "The one account cannot be judged." : `None of ${plural(total, "account")} can be judged.`;
  if (in_danger.accounts === 0)
    return judged === 1
      ? "The one account that can be judged is not in danger."
      : `None of the ${plural(judged, "account")} that can be judged is in danger.`;
  const parts = lines
    .filter(({ status, accounts }) => (status === "red" || status === "yellow") && accounts > 0)
    .map(({ band, accounts }) => `${grouped(accounts)} ${band}`);
  const verb = in_danger.accounts === 1 ? "is" : "are";
  return `${grouped(in_danger.accounts)} of ${plural(total, "account")}${arrWords(in_danger, currency)} ${verb} in danger: ${parts.join(", ")}.`;
}

/** Each score by name where the accounts are few. @example "Scores: Kestrel 66 and Linnet 45." */
function fewScores({ answer: { scored } }: HealthWords): string | null {
  const few = scored.judged.flatMap(({ source, score }) => (score === null ? [] : [`${source.account} ${decimal(score, 0)}`]));
  return few.length === 0 || scored.judged.length > FACTS ? null : `Scores: ${listed(few)}.`;
}

function unknownSentence({ answer: { priorities }, currency }: HealthWords): string | null {
  const { unknown, most_missing } = priorities;
  if (unknown.accounts === 0) return null;
  const who = `For ${plural(unknown.accounts, "account")}${arrWords(unknown, currency)}`;
  if (most_missing === null) return `${who} too little is known to say.`;
  const { component, accounts } = most_missing;
  if (component === "score") return `${who} no score is given.`;
  if (component === "current score") return `${who} the score is too old to count.`;
  return `${who} too little is known to say; what is missing most is ${component}, for ${grouped(accounts)} of them.`;
}

/** A named person may lift an account above a hard fact; whoever reads that it is safe must know. */
function liftedSentence({ answer: { priorities }, currency }: HealthWords): string | null {
  const { lifted } = priorities;
  if (lifted.accounts === 0) return null;
  const [verb, count] = lifted.accounts === 1 ? ["is", "counts"] : ["are", "count"];
  return `${plural(lifted.accounts, "account")}${arrWords(lifted, currency)} ${count} as safe only by an override: a hard fact, such as a notice served, says ${lifted.accounts === 1 ? "it" : "they"} ${verb} not.`;
}

function firstSentence({ answer: { first, priorities, scored }, figures, currency }: HealthWords): string | null {
  if (first === null || (priorities.in_danger.accounts === 0 && first.band !== null)) return null;
  const { source, band, floor_by, override } = first;
  const { first_action, owner, within_days } = band === null ? figures.undeterminedResponse.value : scored.responses[band]!;
  const why = floor_by.length && override === null ? `, because ${floor_by.map((fact) => factWords[fact]).join(" and ")}` : "";
  const size = source.arr === null ? "" : `${shortMoney(source.arr, currency ?? "").trim()}, `;
  const name = band === null ? "no band" : figures.bands.value[band]!.band;
  return `Start with ${source.account} (${size}${name}${why}). ${first_action}; ${owner}, within ${plural(within_days, "working day")}.`;
}

function capacitySentence({ answer: { priorities }, currency }: HealthWords): string | null {
  const { worked } = priorities;
  if (worked === null || worked.now.accounts + worked.waiting.accounts === 0) return null;
  if (worked.waiting.accounts === 0) return "The team can work all of those in danger.";
  const wait = `${grouped(worked.waiting.accounts)}${arrWords(worked.waiting, currency)}`;
  return `The team can work ${grouped(worked.now.accounts)} of those in danger${arrWords(worked.now, currency)}; ${wait} must wait.`;
}

/** The scale first, where the scores do not look like points of a hundred: everything else would follow from a wrong one. */
function scaleSentence({ doubtful }: HealthWords): string | null {
  const [first] = doubtful;
  if (first === undefined) return null;
  const names = doubtful.map(({ name }) => name).join(", ");
  return `Check the scale first: nobody has a ${names} above ${decimal(first.top)}, and it is read as points of 100. If it runs to another top, say reading: {scale: ${decimal(first.top)}} or components.`;
}

const some = (sentences: readonly (string | null)[]): string[] => sentences.filter((one) => one !== null);

/** Most sentences of each part of an answer. */
const FACTS = 3;
const TRAPS = 2;

/**
 * The answer for a leader and a CFO: whether the score can be believed where outcomes test it, then who is in danger, what is not known, and
 * what to do first.
 */
export function healthWords(words: HealthWords) {
  const { answer, figures, currency, lights } = words;
  const { already_lost, accounts_total } = answer.fields;
  const check = isKnown(answer.check) ? answer.check : null;
  const needed = figures.backtestGates.value.churn_events;
  const book = accounts_total > 0 ? [dangerSentence(words), fewScores(words), liftedSentence(words)] : [];
  const lost = { ...already_lost, arr: orNull(already_lost.arr) };
  const gone = lost.accounts
    ? `Not counted here: ${plural(lost.accounts, "account")}${arrWords(lost, currency)} already lost.`
    : null;
  const untested =
    answer.untested > 0
      ? `Whether the score foretells who leaves was not tested: of ${plural(answer.untested, "decided account")} none has a score.`
      : null;
  const scale = scaleSentence(words);
  // The verdict's own sentences: the first ones answer, the others are facts behind it.
  const colors = colorsOf(figures.bands.value, figures.responses.value, lights);
  const verdict = check === null ? [] : verdictOf(check.validation, needed, colors).split(/(?<=[.:]) (?=[A-Z])/);
  const coin = check !== null && noBetterThanACoin(check.validation);
  const stood = check === null ? null : falseGreenSentence(check.validation, colors, currency);
  const parts = check !== null && answer.scored.decided.some(({ scores }) => scores !== null);
  const after = check === null ? [] : afterTest(check.validation, parts);
  const missing = check === null ? null : missingLosses(check.validation, needed);
  const undated = check !== null && check.doubts.undated > 0;
  const plain = book.length ? book : [gone ?? untested];
  return {
    summary: some(
      scale === null
        ? check === null
          ? plain
          : [
              ...verdict.slice(0, check.validation.reading === "better_than_chance" ? 1 : 2),
              coin ? cutoffSentence(check.validation, currency) : stood,
            ]
        : [scale, (check === null ? plain : verdict)[0]!],
    ).join(" "),
    because: some([
      ...(check !== null && check.validation.reading === "better_than_chance" ? [verdict.slice(1).join(" ")] : []),
      check === null ? null : capacityFound(check.validation),
      stood,
      ...(check !== null && coin ? [blindSentence(check.validation), orderSentence(check.validation)] : []),
      // Beside a score no better than a coin, a list of accounts in danger would be one more throw of it.
      ...(check === null || coin ? [] : book.slice(0, 1)),
      coin ? null : capacitySentence(words),
      gone,
    ]).slice(0, FACTS),
    check_first: some([
      undated
        ? `Was the score taken before the customer left? Nothing in the data shows it, and a score updated afterwards knows the ending; a fair test takes it ${figures.shipFloors.value.days_before_low} to ${figures.shipFloors.value.days_before_high} days before the decision, of those who left and those who stayed.`
        : null,
      lights ? "Lights were read as the middle of their range, so accounts of one light are level." : null,
    ]).slice(0, TRAPS),
    do_next: some([
      ...after,
      ...(check !== null && coin
        ? [readFirst(check.validation, currency), barSentence(check.validation)]
        : [firstSentence(words)]),
    ]).slice(0, FACTS),
    unknown: some([
      missing,
      untested,
      unknownSentence(words),
      ...(check === null && answer.untested === 0 && accounts_total > 0
        ? ["Whether this score foretells who leaves: a column of who churned would test it; finance or the CRM knows."]
        : []),
    ]).slice(0, FACTS),
    ...(check === null
      ? {}
      : {
          say: {
            board: coin ? `We tested the health score. ${verdict[0]} We do not report it until a test passes.` : verdict[0]!,
          },
        }),
    next:
      coin && !parts
        ? [
            {
              call: "score_health with components",
              why: "Tests each part alone (usage, sponsor, tickets as columns); a fall in usage often tells more than an average.",
            },
          ]
        : [],
  };
}

const warn = (condition: boolean, code: string, message: string): Warning[] => (condition ? [{ code, message }] : []);

function unweighted({ judged, measure }: ScoredBook): string[] {
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
  return [...counts].sort(([a], [b]) => (a < b ? -1 : 1)).map(([name, count]) => `${name} (${plural(count, "account")})`);
}

/** What to know before trusting a scored book: stale and unweighted signals, overrides, lost accounts, unknown ARR, and the test's own doubts. */
export function healthWarnings({
  answer: { scored, check },
  book: { lost },
  question,
  figures,
  doubtful,
}: HealthWords): Warning[] {
  const { judged, overrides, measure } = scored;
  const { accounts, accounts_without_arr } = arrOfAccounts(judged.map(({ source }) => source));
  const old = judged.filter(({ stale }) => stale.length > 0).length;
  const lifted = judged.filter(
    ({ override, band, computed_band, floor_by }) => override !== null && floor_by.length > 0 && band! > computed_band!,
  );
  const extra = unweighted(scored);
  return [
    ...doubtful.map(({ name, top }) => ({
      code: "scale_doubtful",
      message: `No account has a ${name} above ${top}. If it is not on 0 to 100, build it with components {"its header": {"low": 0, "high": ${top}}} and weights that name it; ${name} is read as points of 100.`,
    })),
    ...warn(
      old > 0,
      "signals_stale",
      `Signals past their shelf life count as missing, for ${old} of ${judged.length} accounts; stale names them.`,
    ),
    ...warn(
      measure.as_of === null && judged.some(({ source }) => source.signal_date !== null),
      "signals_not_aged",
      "The table dates its signals, and without as_of nothing says how old they are, so none is treated as stale.",
    ),
    ...warn(
      extra.length > 0,
      "components_without_weight",
      `Given, and without weight in the set used: ${extra.join(", ")}. Set by_touch or your own weights to count them.`,
    ),
    ...warn(
      overrides.expired.length > 0,
      "override_expired",
      `Overrides that have ended by ${measure.as_of} do not count: ${namesOf(overrides.expired)}.`,
    ),
    ...warn(
      lifted.length > 0,
      "override_above_fact",
      `An override stands above a hard fact for ${namesOf(lifted.map(({ source }) => source))}. Correct the fact if it no longer holds.`,
    ),
    ...warn(
      question.inline && lost.length > 0,
      "lost_in_book",
      `By their outcome these accounts are lost and leave the book: ${namesOf(lost)}.`,
    ),
    ...warn(
      accounts_without_arr > 0 && accounts_without_arr < accounts,
      "arr_missing",
      `ARR is not known for ${accounts_without_arr} of ${accounts} accounts; sums are of the others.`,
    ),
    ...(isKnown(check) ? validationWarnings(check, figures) : []),
  ];
}

const share = (value: number) => `${Number((value * 100).toPrecision(12))}%`;

/** The figures nobody gave that moved this answer: the weights, the least coverage, shelf lives and caps, each only where it was used. */
export function healthAssumptions({
  answer: {
    scored: { judged },
  },
  question,
  figures,
}: HealthWords): Assumption[] {
  const built = judged.some(({ source }) => source.scores !== null);
  const assume = (when: boolean, what: string, value: () => string, why: () => string, if_wrong: string): Assumption[] =>
    when ? [{ what, value: value(), why: why(), if_wrong }] : [];
  const listed = <Value>(values: Readonly<Record<string, Value>>, text: (name: string, value: Value) => string) =>
    Object.entries(values)
      .map(([name, value]) => text(name, value))
      .join(", ");
  return [
    ...assume(
      built && question.weights === undefined && question.by_touch !== true,
      "weights",
      () => listed(figures.weights.value, (name, value) => `${name} ${share(value)}`),
      () => `General weights of the ${figures.weights.standard} standard; none were given.`,
      "Accounts strong in one part and weak in another change places.",
    ),
    ...assume(
      judged.some(({ level, scores }) => scores !== null && level.missing.length > 0),
      "least coverage",
      () => share(figures.leastCoverage.value),
      () => "Share of the weight a score must rest on; a working assumption.",
      "Lower, and more accounts get a score.",
    ),
    ...assume(
      judged.some(({ stale }) => stale.length > 0),
      "shelf life of signals, days",
      () => listed(figures.shelfLives.value, (name, days) => `${name} ${days}`),
      () => "Working assumptions.",
      "Longer, and old signals count again.",
    ),
    ...assume(
      judged.some(({ floor_by }) => floor_by.length > 0),
      "best band under a hard fact",
      () => listed(figures.bandCaps.value, (fact, band) => `${fact.replaceAll("_", " ")}: ${band}`),
      () => "Working assumptions.",
      "Accounts with floor_by change band.",
    ),
  ];
}
