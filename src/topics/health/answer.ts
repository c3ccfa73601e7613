import * as z from "zod";
import {
  type Assumption,
  because,
  type Chart,
  ChartSchema,
  type Findings,
  type UndefinedField,
  type Warning,
} from "../../core/answer.ts";
import { shown } from "../../core/kinds.ts";
import { withoutNoise } from "../../core/money.ts";
import { Problem } from "../../core/problem.ts";
import { Touch } from "../../core/vocabulary.ts";
import { type ScoredCase, type Validation, ValidationFields } from "../validation/reasons.ts";
import { validateScores } from "../validation/validate-scores.ts";
import {
  type BandResponses,
  type HealthAccount,
  type HealthBands,
  type HealthBook,
  type HealthFigures,
  knownComponents,
  type WeightQuestion,
  type WeightSets,
} from "./book.ts";
import {
  arrOfAccounts,
  distribution,
  type HealthOverride,
  type JudgedAccount,
  type LeveledAccount,
  type Priorities,
  priorities,
} from "./judge-account.ts";
import { checkAccounts, healthWarnings, type ScoredBook, scoreBook } from "./score-book.ts";

/**
 * The names a component may have: those the rule knows, and those the caller's own weights name.
 * Throws Problem for own weights with a name that neither the rule knows nor any account has, which is a misspelling more often than not.
 * @example acceptedComponents({ weights: { roi: 1 } }, accounts, figures).has("roi") // true when an account has it
 */
export function acceptedComponents(
  { weights }: WeightQuestion,
  accounts: readonly Pick<HealthAccount, "scores">[],
  figures: Pick<HealthFigures, "weights" | "weightsByTouch">,
): ReadonlySet<string> {
  const known = knownComponents(figures);
  const own = Object.keys(weights ?? {}).filter((name) => !known.includes(name));
  const nowhere = own.filter((name) => !accounts.some(({ scores }) => scores !== null && name in scores));
  if (nowhere.length)
    throw new Problem({
      what: `weights names components that no account has: ${nowhere.join(", ")}.`,
      remedy: `The components the rules know: ${known.join(", ")}. Give scores under your own names, or map columns with components.`,
    });
  return new Set([...known, ...own]);
}

const score = z.number().min(0).max(100);
const healthResultArrOfAccounts = { accounts: shown.count(), arr: shown.money().nullable(), accounts_without_arr: shown.count() };

/** One account, and what follows from its band. */
export const AccountLine = z.strictObject({
  account: z.string(),
  arr: shown.money().nullable(),
  score: score.nullable(),
  change: z.number().nullable(),
  coverage: shown.rate().min(0).max(1).nullable(),
  possible_low: score.nullable(),
  possible_high: score.nullable(),
  band: z.string().nullable(),
  floor_by: z.array(z.enum(["notice_served", "auto_renew_off", "sponsor_left"])),
  missing: z.array(z.string()),
  stale: z.array(z.string()),
  /** Somebody's decision in force, with what the score and the facts say without it. */
  override: z
    .strictObject({
      computed_score: score.nullable(),
      computed_band: z.string().nullable(),
      owner: z.string(),
      reason: z.string(),
      expires: z.string(),
    })
    .nullable(),
  action: z.string(),
  owner: z.string(),
  within_days: shown.days(),
});
export type AccountLine = z.infer<typeof AccountLine>;

/** Everything `score_health` answers with. */
export const HealthFields = z.strictObject({
  /** One page, in the order to work on them. */
  accounts: z.array(AccountLine),
  accounts_total: z.number(),
  next_offset: z.number().nullable(),
  distribution: z.array(
    z.strictObject({ band: z.string(), status: z.enum(["red", "yellow", "green", "unknown"]), ...healthResultArrOfAccounts }),
  ),
  /** Accounts that the outcomes say are lost: tested on, and not in the distribution. */
  already_lost: z.strictObject(healthResultArrOfAccounts),
  /** One set for all accounts, or one for each touch; a component and its weight stand at the same place. */
  weights_used: z.array(
    z.strictObject({
      touch: z.enum(["all", ...Touch.options]),
      components: z.array(z.string()),
      weight_shares: z.array(shown.rate()),
    }),
  ),
  validation: ValidationFields.nullable(),
  charts: z.array(ChartSchema),
});
export type HealthFields = z.infer<typeof HealthFields>;

/**
 * A judged account as the result shows it, with the one action, owner and working days of its band.
 * @example accountLine(judged, bands, responses, undetermined).band // "at-risk"
 */
export function accountLine(
  { source, level, score, change, band, computed_band, floor_by, stale, override }: JudgedAccount,
  bands: HealthBands,
  responses: BandResponses,
  undetermined: HealthFigures["undeterminedResponse"]["value"],
): AccountLine {
  const { first_action, owner, within_days } = band === null ? undetermined : responses[band]!;
  const name = (place: number | null) => (place === null ? null : bands[place]!.band);
  return {
    account: source.account,
    arr: source.arr,
    score,
    change,
    coverage: level.coverage,
    possible_low: level.possible_low,
    possible_high: level.possible_high,
    band: name(band),
    floor_by: floor_by,
    missing: level.missing,
    stale,
    override: override && {
      computed_score: level.score,
      computed_band: name(computed_band),
      owner: override.owner,
      reason: override.reason,
      expires: override.expires,
    },
    action: first_action,
    owner,
    within_days,
  };
}

/** A check against outcomes as far as it fits one answer, with what was left out for want of room. */
export interface FittedValidation {
  validation: Validation;
  warnings: Warning[];
  undefined: UndefinedField[];
}

const lengthOf = (value: unknown) => JSON.stringify(value).length;
const short = (validation: Validation): Validation =>
  JSON.parse(JSON.stringify(validation, (_, value) => (typeof value === "number" ? withoutNoise(value) : value)));

/**
 * The check in at most so many characters: without the noise of binary fractions, then with fewer segments, the largest first, then without
 * the suggested weights. What is left out is said, and reasons are given for the nulls that remain.
 * @example fitValidation(validation, reasons, 4000).validation.by_segment.length // 3 of 12
 */
export function fitValidation(whole: Validation, reasons: readonly UndefinedField[], characters: number): FittedValidation {
  let validation = short(whole);
  const warnings: Warning[] = [];
  let said = [...reasons];
  const segments = validation.by_segment;
  let length = lengthOf(validation);
  let shown = segments.length;
  while (shown > 0 && length > characters) {
    shown -= 1;
    length -= lengthOf(segments[shown]) + 1;
  }
  if (shown < segments.length) {
    validation = { ...validation, by_segment: segments.slice(0, shown) };
    const nulls = validation.by_segment.some(({ segment, auc }) => segment === null || auc === null);
    if (!nulls) said = said.filter(({ field }) => !field.startsWith("validation.by_segment"));
    const message = `The order inside ${segments.length - shown} of ${segments.length} segments is not shown, for want of room.`;
    warnings.push({ code: "segments_not_shown", message });
  }
  if (length > characters && validation.suggested !== null) {
    validation = { ...validation, suggested: null };
    said = [
      ...said.filter(({ field }) => !field.startsWith("validation.suggested")),
      ...because("Left out for want of room; leave out by_touch or capacity, or take fewer columns.", "validation.suggested"),
    ];
  }
  return { validation, warnings, undefined: said };
}

const healthAssumptionsShare = (value: number) => `${Number((value * 100).toPrecision(12))}%`;

/**
 * The figures nobody gave that moved this answer: the weights, the least coverage, shelf lives and caps, each only where it was used.
 * @example healthAssumptions(scored, {}, figures).map(({ what }) => what) // ["weights", "least coverage"]
 */
export function healthAssumptions({ judged }: ScoredBook, question: WeightQuestion, figures: HealthFigures): Assumption[] {
  const built = judged.some(({ source }) => source.scores !== null);
  const own = question.weights !== undefined || question.by_touch === true;
  const list = (shares: Readonly<Record<string, number>>) =>
    Object.entries(shares)
      .map(([name, value]) => `${name} ${healthAssumptionsShare(value)}`)
      .join(", ");
  return [
    ...(built && !own
      ? [
          {
            what: "weights",
            value: list(figures.weights.value),
            why: `General weights of the ${figures.weights.standard} standard; none were given.`,
            if_wrong: "Accounts strong in one part and weak in another change places.",
          },
        ]
      : []),
    ...(judged.some(({ level, scores }) => scores !== null && level.missing.length > 0)
      ? [
          {
            what: "least coverage",
            value: healthAssumptionsShare(figures.leastCoverage.value),
            why: "Share of the weight a score must rest on; a working assumption.",
            if_wrong: "Lower, and more accounts get a score.",
          },
        ]
      : []),
    ...(judged.some(({ stale }) => stale.length > 0)
      ? [
          {
            what: "shelf life of signals, days",
            value: Object.entries(figures.shelfLives.value)
              .map(([name, days]) => `${name} ${days}`)
              .join(", "),
            why: "Working assumptions.",
            if_wrong: "Longer, and old signals count again.",
          },
        ]
      : []),
    ...(judged.some(({ floor_by }) => floor_by.length > 0)
      ? [
          {
            what: "best band under a hard fact",
            value: Object.entries(figures.bandCaps.value)
              .map(([fact, band]) => `${fact.replaceAll("_", " ")}: ${band}`)
              .join(", "),
            why: "Working assumptions.",
            if_wrong: "Accounts with floor_by change band.",
          },
        ]
      : []),
  ];
}

/**
 * The decided accounts as cases to test the score on: the score as computed, without caps and overrides, since those are known too late.
 * @example healthCases(decided, weights)[0] // { account: "Acme", score: 72.14, lost: false, ... }
 */
export function healthCases(decided: readonly LeveledAccount[], { sets }: WeightSets): ScoredCase[] {
  const parts = [...new Set([...sets.values()].flatMap((weights) => weights.map(({ component }) => component)))].sort();
  return decided.map(({ source, level, scores }): ScoredCase => {
    const { account, arr, probability, segment, scored_on, decided_on, outcome } = source;
    return {
      account,
      score: level.score,
      lost: outcome === "lost",
      arr,
      probability,
      segment,
      scored_on,
      decided_on,
      components:
        scores === null || parts.every((name) => (scores[name] ?? null) === null)
          ? null
          : Object.fromEntries(parts.map((name) => [name, scores[name] ?? null])),
    };
  });
}

const ofAccount: Partial<Record<keyof HealthFields["accounts"][number], string>> = {
  arr: "No ARR was given for this account.",
  score: "Too little of the weight is known for a score; coverage says how much, missing and stale name what to fetch.",
  change: "It needs a score now and a previous_score.",
  coverage: "The score came ready-made, so what it rests on is not known.",
  possible_low: "The score came ready-made, so what it rests on is not known.",
  possible_high: "The score came ready-made, so what it rests on is not known.",
  band: "Without a score there is no band, unless a hard fact or an override sets one.",
  override: "No override is in force.",
};

/** A reason for every null in the page of accounts and in the sums. @example healthReasons(fields)[0] // { field: "accounts[].change", reason: "..." } */
export function healthReasons(fields: Omit<HealthFields, "validation" | "charts">): UndefinedField[] {
  const { accounts, distribution, already_lost } = fields;
  const said = (field: string, reason: string, missing: boolean): UndefinedField[] => (missing ? [{ field, reason }] : []);
  const computed = accounts.flatMap(({ override }) => (override === null ? [] : [override]));
  return [
    ...Object.entries(ofAccount).flatMap(([name, reason]) =>
      said(
        `accounts[].${name}`,
        reason,
        accounts.some((line) => line[name as keyof typeof line] === null),
      ),
    ),
    ...said(
      "accounts[].override.computed_score",
      ofAccount.score!,
      computed.some((one) => one.computed_score === null),
    ),
    ...said(
      "accounts[].override.computed_band",
      ofAccount.band!,
      computed.some((one) => one.computed_band === null),
    ),
    ...said(
      "distribution[].arr",
      "No ARR is known for the accounts of this line.",
      distribution.some(({ arr }) => arr === null),
    ),
    ...said("already_lost.arr", "No ARR is known for these accounts.", already_lost.arr === null),
    ...said("next_offset", "This is the last page.", fields.next_offset === null),
  ];
}

/**
 * One page of a list made row by row, so that only what is shown is made: as many rows as asked for, fewer when their text would grow past
 * `characters`, at least one. `next_offset` is where the next page begins, null on the last one.
 * @example pageAccounts(340, line, 0, 12, 4000).next_offset // 12 of 340 accounts shown
 */
export function pageAccounts<Row>(
  total: number,
  row: (index: number) => Row,
  offset: number,
  limit: number,
  characters: number,
): { page: Row[]; next_offset: number | null } {
  const page: Row[] = [];
  for (let length = 0, index = offset; index < total && page.length < limit; index += 1) {
    const made = row(index);
    length += JSON.stringify(made).length + 1;
    if (length > characters && page.length > 0) break;
    page.push(made);
  }
  const end = offset + page.length;
  return { page, next_offset: end < total ? end : null };
}

/** What is asked of a book beside its accounts. */
export interface HealthQuestion extends WeightQuestion {
  weight_sets: WeightSets;
  as_of: string | null;
  overrides: readonly HealthOverride[];
  capacity?: number;
  /** True for accounts written inline. */
  inline: boolean;
  offset: number;
  limit: number;
  /** Text that the page of accounts and all else may take together. */
  characters: number;
}

export interface HealthAnswer extends Findings {
  fields: HealthFields;
  priorities: Priorities;
  first: AccountLine | null;
  /** Decided accounts that could not test the score, since none has one. */
  untested: number;
}

/** Characters kept for one account, its reasons and the charts when all else is long. */
const ONE_ACCOUNT = 1200; // not a figure: characters of one account and its reasons

function chartsOf({ distribution: lines, validation }: Pick<HealthFields, "distribution" | "validation">): Chart[] {
  const known = lines.every(({ arr }) => arr !== null);
  const book: Chart = {
    kind: "bars",
    title: known ? "ARR by health band" : "Accounts by health band",
    list: "distribution",
    label: "band",
    values: [known ? "arr" : "accounts"],
  };
  const tested: Chart = {
    kind: "bars",
    title: "Share lost by band",
    list: "validation.bands",
    label: "band",
    values: ["lost_rate"],
  };
  return [...(lines.some(({ accounts }) => accounts > 0) ? [book] : []), ...(validation === null ? [] : [tested])];
}

function validated({ decided, measure }: ScoredBook, { capacity, offset }: HealthQuestion, figures: HealthFigures) {
  const none = (reason: string) => ({ validation: null, warnings: [], undefined: because(reason, "validation") });
  if (decided.length === 0) return none("No outcomes were given, so nobody knows whether the score foretells who leaves.");
  if (offset > 0) return none("The check against outcomes stands on the first page; ask with offset 0.");
  const cases = healthCases(decided, measure.weights);
  if (cases.every(({ score }) => score === null))
    return none("None of the decided accounts has a score, so there is nothing to test.");
  const { warnings, undefined: reasons, ...validation } = validateScores(cases, { capacity }, figures);
  return { validation, warnings, undefined: reasons };
}

/** The sets of weights that some account was scored with. */
function weightsUsed({ judged, decided, measure }: ScoredBook): HealthFields["weights_used"] {
  const built = [...judged, ...decided].map(({ source }) => source).filter(({ scores }) => scores !== null);
  const touches = new Set(built.map(({ touch }) => (measure.weights.by_touch ? touch : "all")));
  return [...measure.weights.sets].flatMap(([touch, weights]) =>
    touches.has(touch)
      ? [{ touch, components: weights.map((one) => one.component), weight_shares: weights.map((one) => one.weight_share) }]
      : [],
  );
}

/**
 * Everything a health question is answered with: the book scored, one page of it, its distribution, and the check against outcomes.
 * Scores 0 to 100, ARR yearly in major units, shares as fractions. Throws Problem for accounts, weights and overrides that cannot be used.
 * @example answerHealth(book, question, figures).fields.distribution // emergency to healthy, then undetermined
 */
export function answerHealth(book: HealthBook, question: HealthQuestion, figures: HealthFigures): HealthAnswer {
  const { capacity } = question;
  if (capacity !== undefined && !(Number.isInteger(capacity) && capacity >= 0))
    throw new Problem({
      what: `capacity is ${capacity}.`,
      remedy: "Give the accounts the team can work, a whole number of 0 or more.",
    });
  const everyone = [...book.accounts, ...book.lost, ...book.decided];
  checkAccounts(everyone, question.weight_sets, acceptedComponents(question, everyone, figures));
  const scored = scoreBook(book, { ...question, weights: question.weight_sets }, figures);
  const { judged, responses } = scored;
  const check = validated(scored, question, figures);
  const line = (index: number) => accountLine(judged[index]!, figures.bands.value, responses, figures.undeterminedResponse.value);
  const whole = {
    accounts_total: judged.length,
    distribution: distribution(judged, responses),
    already_lost: arrOfAccounts(book.lost),
    weights_used: weightsUsed(scored),
  };
  const warnings = [...healthWarnings(scored, book, question.inline), ...check.warnings];
  const assumptions = healthAssumptions(scored, question, figures);
  const room = question.characters - JSON.stringify([whole, warnings, assumptions, check.undefined]).length;
  const fitted = check.validation && fitValidation(check.validation, check.undefined, room - ONE_ACCOUNT);
  const validation = fitted?.validation ?? null;
  const tight = room - JSON.stringify(validation).length < ONE_ACCOUNT;
  const charts = tight ? [] : chartsOf({ ...whole, validation });
  const left = room - JSON.stringify([charts, validation, fitted?.warnings]).length;
  const { page, next_offset } = pageAccounts(judged.length, line, question.offset, question.limit, left);
  const fields: HealthFields = { accounts: page, next_offset, ...whole, validation, charts };
  return {
    fields,
    warnings: [...warnings, ...(fitted?.warnings ?? [])],
    assumptions,
    undefined: [...healthReasons(fields), ...(fitted?.undefined ?? check.undefined)],
    priorities: priorities(judged, responses, capacity),
    first: judged.length ? line(0) : null,
    untested: check.validation === null && question.offset === 0 ? scored.decided.length : 0,
  };
}
