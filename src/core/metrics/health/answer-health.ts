import type { Chart } from "../../contract/chart.ts";
import type { Findings } from "../../contract/envelope.ts";
import { Problem } from "../../contract/problem.ts";
import { because } from "../because.ts";
import { validateScores } from "../validation/validate-scores.ts";
import { acceptedComponents } from "./accepted-components.ts";
import { accountLine } from "./account-line.ts";
import { checkAccounts } from "./check-accounts.ts";
import { arrOfAccounts, distribution } from "./distribution.ts";
import type { HealthFigures } from "./figures.ts";
import { fitValidation } from "./fit-validation.ts";
import { healthAssumptions } from "./health-assumptions.ts";
import { healthCases } from "./health-cases.ts";
import { healthReasons } from "./health-reasons.ts";
import type { AccountLine, HealthFields } from "./health-result.ts";
import { healthWarnings } from "./health-warnings.ts";
import type { HealthBook } from "./join-outcomes.ts";
import { pageAccounts } from "./page-accounts.ts";
import { type Priorities, priorities } from "./priorities.ts";
import { type ScoredBook, scoreBook } from "./score-book.ts";
import type { HealthOverride } from "./settle-overrides.ts";
import type { WeightQuestion, WeightSets } from "./weights.ts";

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
const ONE_ACCOUNT = 1200;

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
