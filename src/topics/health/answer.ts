import * as z from "zod";
import { type Chart, ChartSchema } from "../../core/answer.ts";
import { shown } from "../../core/kinds.ts";
import { type Answered, type Known, known, unknown } from "../../core/known.ts";
import { Problem } from "../../core/problem.ts";
import { Touch } from "../../core/vocabulary.ts";
import { type ScoredCase, ValidationFields } from "../validation/answer.ts";
import { type ValidationAnswer, validateScores } from "../validation/validate-scores.ts";
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
import { checkAccounts, type ScoredBook, scoreBook } from "./score-book.ts";

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

const score = z.number();
const sums = { accounts: shown.count(), arr: shown.money().nullable(), accounts_without_arr: shown.count() };

/** One account, and what follows from its band. */
export const AccountLine = z.strictObject({
  account: z.string(),
  arr: shown.money().nullable(),
  score: score.nullable(),
  change: z.number().nullable(),
  coverage: shown.rate().nullable(),
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
  /** One page, in the order to work on them; accounts already lost are in none. */
  accounts: z.array(AccountLine),
  accounts_total: z.number(),
  offset: z.number(),
  next_offset: z.number().nullable(),
  distribution: z.array(z.strictObject({ band: z.string(), status: z.enum(["red", "yellow", "green", "unknown"]), ...sums })),
  /** Accounts that the outcomes say are lost: tested on, and not in the distribution. */
  already_lost: z.strictObject(sums),
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

const noScore = unknown(
  "Too little of the weight is known for a score; coverage says how much, missing and stale name what to fetch.",
);
const noBand = unknown("Without a score there is no band, unless a hard fact or an override sets one.");
const readyMade = unknown("The score came ready-made, so what it rests on is not known.");

/**
 * A judged account as the result shows it, with the one action, owner and working days of its band.
 * @example accountLine(judged, bands, responses, undetermined).band // "at-risk"
 */
function accountLine(
  { source, level, score, change, band, computed_band, floor_by, stale, override }: JudgedAccount,
  bands: HealthBands,
  responses: BandResponses,
  undetermined: HealthFigures["undeterminedResponse"]["value"],
): Answered<z.infer<typeof AccountLine>> {
  const { first_action, owner, within_days } = band === null ? undetermined : responses[band]!;
  const name = (place: number | null): Known<string> => (place === null ? noBand : bands[place]!.band);
  return {
    account: source.account,
    arr: known(source.arr, "No ARR was given for this account."),
    score: known(score, noScore),
    change: known(change, "It needs a score now and a previous_score."),
    coverage: known(level.coverage, readyMade),
    possible_low: known(level.possible_low, readyMade),
    possible_high: known(level.possible_high, readyMade),
    band: name(band),
    floor_by,
    missing: level.missing,
    stale,
    override:
      override === null
        ? unknown("No override is in force.")
        : {
            computed_score: known(level.score, noScore),
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

/**
 * The decided accounts as cases to test the score on: the score as computed, without caps and overrides, since those are known too late.
 * @example healthCases(decided, weights)[0] // { account: "Acme", score: 72.14, lost: false, ... }
 */
function healthCases(decided: readonly LeveledAccount[], { sets }: WeightSets): ScoredCase[] {
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

/** What is asked of a book beside its accounts. */
interface HealthQuestion extends WeightQuestion {
  weight_sets: WeightSets;
  as_of: string | null;
  overrides: readonly HealthOverride[];
  capacity?: number;
  /** True for accounts written inline. */
  inline: boolean;
  offset: number;
  limit: number;
}

/** A scored book, one page of it, and the check against outcomes. */
export interface HealthAnswer {
  fields: Omit<Answered<HealthFields>, "validation" | "charts">;
  check: Known<ValidationAnswer>;
  scored: ScoredBook;
  priorities: Priorities;
  first: JudgedAccount | null;
  /** Decided accounts that could not test the score, since none has one. */
  untested: number;
}

/** The pictures an answer is worth. */
export function chartsOf(lines: readonly { accounts: number; arr: Known<number> }[], tested: boolean): Chart[] {
  const withArr = lines.every(({ arr }) => typeof arr === "number");
  const book: Chart = {
    kind: "bars",
    title: withArr ? "ARR by health band" : "Accounts by health band",
    list: "distribution",
    label: "band",
    values: [withArr ? "arr" : "accounts"],
  };
  const lost: Chart = {
    kind: "bars",
    title: "Share lost by band",
    list: "validation.bands",
    label: "band",
    values: ["lost_rate"],
  };
  return [...(lines.some(({ accounts }) => accounts > 0) ? [book] : []), ...(tested ? [lost] : [])];
}

function checked({ decided, measure }: ScoredBook, { capacity, offset }: HealthQuestion, figures: HealthFigures) {
  if (decided.length === 0) return unknown("No outcomes were given, so nobody knows whether the score foretells who leaves.");
  if (offset > 0) return unknown("The check against outcomes stands on the first page; ask with offset 0.");
  const cases = healthCases(decided, measure.weights);
  if (cases.every(({ score: one }) => one === null))
    return unknown("None of the decided accounts has a score, so there is nothing to test.");
  return validateScores(cases, { capacity }, figures);
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
  const { capacity, offset, limit } = question;
  if (capacity !== undefined && !(Number.isInteger(capacity) && capacity >= 0))
    throw new Problem({
      what: `capacity is ${capacity}.`,
      remedy: "Give the accounts the team can work, a whole number of 0 or more.",
    });
  const everyone = [...book.accounts, ...book.lost, ...book.decided];
  checkAccounts(everyone, question.weight_sets, acceptedComponents(question, everyone, figures));
  const scored = scoreBook(book, { ...question, weights: question.weight_sets }, figures);
  const { judged, responses } = scored;
  const check = checked(scored, question, figures);
  const arrOf = <Line extends { arr: number | null }>(line: Line) => ({
    ...line,
    arr: known(line.arr, "No ARR is known for these accounts."),
  });
  const end = Math.min(judged.length, offset + limit);
  return {
    fields: {
      accounts: judged
        .slice(offset, end)
        .map((one) => accountLine(one, figures.bands.value, responses, figures.undeterminedResponse.value)),
      accounts_total: judged.length,
      offset,
      next_offset: end < judged.length ? end : unknown("This is the last page."),
      distribution: distribution(judged, responses).map(arrOf),
      already_lost: arrOf(arrOfAccounts(book.lost)),
      weights_used: weightsUsed(scored),
    },
    check,
    scored,
    priorities: priorities(judged, responses, capacity),
    first: judged[0] ?? null,
    untested: typeof check === "object" && "validation" in check ? 0 : offset === 0 ? scored.decided.length : 0,
  };
}
