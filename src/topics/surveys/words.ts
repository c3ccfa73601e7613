import type { Assumption, Warning } from "../../core/answer.ts";
import { listed, plural } from "../../core/english.ts";
import { isKnown, orNull } from "../../core/known.ts";
import { decimal, percent, shortMoney } from "../../render/numbers.ts";
import type { SurveyFigures, SurveyQuestion } from "./question.ts";
import type { Outcome, Surveys } from "./survey.ts";

/** What the words need beside the scores. */
export interface SurveyContext {
  given: SurveyQuestion;
  figures: SurveyFigures;
  /** Null where no currency is known. */
  currency: string | null;
}

const points = (digits: number) => (value: number) => {
  const text = decimal(value, digits);
  return `${text} ${text === "1" || text === "-1" ? "point" : "points"}`;
};

/** A score with its name and the way its numbers are said; a difference has a unit of its own. */
function saidOf({ question, form, input }: Outcome) {
  const tenths = (value: number) => decimal(value, 1, 1);
  if (question === "nps") return { name: "NPS", say: (value: number) => decimal(value, 0), sayChange: points(0) };
  if (question === "ces") return { name: `Effort (${input.direction!.replaceAll("_", " ")})`, say: tenths, sayChange: points(1) };
  if (form.kind === "mean") return { name: "CSAT (mean answer)", say: tenths, sayChange: points(1) };
  return {
    name: "CSAT (satisfied answers)",
    say: (value: number) => percent(value, 0),
    sayChange: (value: number) => points(0)(value * 100),
  };
}

/** The score, and whether its label survives chance. */
function verdict(outcome: Outcome, { given, figures }: SurveyContext): string {
  const { name, say } = saidOf(outcome);
  const { answers, votes, bands_possible, margin } = outcome.fields;
  const [band, low, high] = [orNull(outcome.fields.band), orNull(outcome.fields.low), orNull(outcome.fields.high)];
  const voters = given.one_vote ? `${plural(votes, "account")}, one vote each` : plural(answers, "answer");
  const start = `${name} is ${say(outcome.score)}${band === null ? "" : ` (${band})`} from ${voters}`;
  if (margin === 0) return `${start}: everybody answered, so chance has no part in it.`;
  if (low === null || high === null) return `${start}, all alike or a single one, so how far chance moves it cannot be told.`;
  const range = `${say(low)} to ${say(high)}`;
  if (band === null) return `${start}, within a range of ${range}; no bands exist for this form, so compare it with itself only.`;
  const others = bands_possible.filter((one) => one !== band);
  if (others.length) return `${start}, but the range is ${range}: it cannot be told from ${listed(others, "or")}.`;
  return votes < figures.few.value
    ? `${start}; the range of ${range} leaves the label, but from so few the range is itself unsure.`
    : `${start}, and chance does not change that: the range is ${range}.`;
}

/** Whether a change is real, first; then the score it led to, and what a real one would have been. */
function changeSentence(outcome: Outcome): string | null {
  const { change } = outcome.fields;
  if (!isKnown(change)) return null;
  const { name, say, sayChange } = saidOf(outcome);
  const { difference, previous, previous_answers } = change;
  const [margin, least, told] = [orNull(change.margin), orNull(change.margin_kindest), orNull(change.told_apart)];
  const moved = difference === 0 ? "unchanged" : `${difference > 0 ? "up" : "down"} ${sayChange(Math.abs(difference))}`;
  const from = `${say(outcome.score)} from ${plural(outcome.fields.answers, "answer")}, after ${say(previous)} from ${previous_answers.toLocaleString("en-US")}`;
  if (margin === null || least === null) return `${name} is ${moved} (${from}); chance cannot be gauged from it.`;
  if (margin === 0) return `${name} is ${moved} (${from}); everybody answered both times.`;
  if (told === null)
    return `Whether ${name} really moved cannot be told from the scores alone: it is ${moved} (${from}), and chance explains ${sayChange(least)} to ${sayChange(margin)} depending on how the answers split.`;
  if (told) return `A real change: ${name} is ${moved} (${from}), more than chance explains.`;
  const size =
    margin === least
      ? `${sayChange(margin)} either way`
      : `${sayChange(least)} in the kindest split of the answers, ${sayChange(margin)} in the harshest`;
  return `No real change: ${name} is ${moved} (${from}), and chance alone explains ${size}.`;
}

/** Who is not heard any more: the doubt beside a rise. */
function silentSentence(outcome: Outcome): string | null {
  const { change } = outcome.fields;
  if (!isKnown(change) || change.fewer_answers === 0) return null;
  const fewer = `${change.fewer_answers.toLocaleString("en-US")} fewer answered`;
  const critics = orNull(change.silent_critics_to_level);
  return critics === null ? `${fewer}.` : `${fewer}; ${plural(critics, "critic")} among them would undo the rise.`;
}

/** What stands behind the answers, and what is not known of it. */
function coverageSentence({ coverage }: Outcome, { given, currency }: SurveyContext): string | null {
  const [arr, share, rate] = [orNull(coverage.arr_share), orNull(coverage.population_share), orNull(coverage.response_rate)];
  const whole = given.population_arr;
  const amount = (value: number) => shortMoney(value, currency ?? "").trim();
  const parts = [
    share === null
      ? null
      : `${percent(share, 0)} of the ${plural(given.population!, given.one_vote ? "account" : "customer")} they stand for`,
    rate === null ? null : `${percent(rate, 0)} of the people asked`,
    arr === null ? null : `${amount(arr * whole!)} of ${amount(whole!)} ARR (${percent(arr, 0)})`,
  ].filter((part) => part !== null);
  if (parts.length === 0) return null;
  const silent = arr !== null && arr < 1 ? ` ${amount((1 - arr) * whole!)} of ARR has not spoken.` : "";
  return `The answers cover ${parts.join(", ")}.${silent}`;
}

/** What a change between two waves would have to be, and how many answers a small one needs. */
function detectableSentence(outcome: Outcome, nps: Surveys["fields"]["nps"]): string | null {
  const { name, sayChange } = saidOf(outcome);
  if (!isKnown(outcome.detectable))
    return isKnown(outcome.fields.margin) && outcome.fields.margin > 0
      ? `${name}: from so few answers even the largest change might be chance.`
      : null;
  if (outcome.detectable === 0) return null;
  const start = `${name}: between two such waves only a change of about ${sayChange(outcome.detectable)} would probably be noticed`;
  if (outcome.question !== "nps" || !isKnown(nps)) return `${start}.`;
  const needed = orNull(nps.needed.answers_for_change);
  if (needed === null || needed <= nps.votes) return `${start}.`;
  return `${start}; to see ${points(1)(nps.needed.points)} takes ${plural(needed, "answer")} in each.`;
}

/** In how many standard errors the kindest case of a change lies, in words. */
function kindestSentence(outcome: Outcome): string | null {
  const { change } = outcome.fields;
  if (!isKnown(change) || !isKnown(change.margin) || !isKnown(change.margin_kindest)) return null;
  if (change.margin_kindest === change.margin || !isKnown(change.errors_kindest)) return null;
  const { sayChange } = saidOf(outcome);
  const needed = (change.margin_kindest * change.errors_kindest) / Math.abs(change.difference);
  const size = `${sayChange(Math.abs(change.difference))} are ${decimal(change.errors_kindest)} standard errors`;
  return `Even in the kindest case, with as few critics as the scores allow, ${size}; ${decimal(needed)} would be needed.`;
}

function stoppedSentence({ fields: { stopped } }: Surveys, currency: string | null): string | null {
  if (!isKnown(stopped) || stopped.accounts === 0) return null;
  const arr = orNull(stopped.arr);
  const money = arr === null ? "" : ` with ${shortMoney(arr, currency ?? "").trim()} of ARR`;
  const before = stopped.scores_before
    .map(({ question, score, of_all }) => `${question.toUpperCase()} ${decimal(score, 1)} against ${decimal(of_all, 1)} of all`)
    .join("; ");
  return `${plural(stopped.accounts, "account")}${money} answered last time and not now; they had said: ${before}.`;
}

const some = (sentences: readonly (string | null)[]): string[] => sentences.filter((one) => one !== null);

/** The answer in words: whether the score, or its change, is more than chance, and what stands behind it. */
export function surveyWords(surveys: Surveys, context: SurveyContext) {
  const { outcomes, fields } = surveys;
  const [first] = outcomes;
  if (first === undefined) return { summary: "Nobody answered, so there is no score." };
  const { currency } = context;
  const moved = outcomes.some(({ fields: { change } }) => isKnown(change));
  const covered = coverageSentence(first, context);
  const { name, say } = saidOf(first);
  const change = orNull(first.fields.change);
  const told = change === null ? null : orNull(change.told_apart);
  const plain = `${name} is ${say(first.score)} from ${plural(first.fields.answers, "answer")}`;
  const ceo =
    change === null
      ? null
      : told === true
        ? `${plain}, ${change.difference > 0 ? "up" : "down"} from ${say(change.previous)}, and that is more than chance.`
        : `${plain}, level with last time.`;
  const detractors = isKnown(fields.nps) ? orNull(fields.nps.detractors) : null;
  return {
    summary: some([
      ...outcomes.map((one) => changeSentence(one) ?? verdict(one, context)),
      moved
        ? silentSentence(first)
        : covered === null && outcomes.length === 1
          ? "How much of the customers and of their ARR answered is not known; that matters more than the score."
          : null,
    ]).join(" "),
    because: some([
      ...(moved ? outcomes.flatMap((one) => [kindestSentence(one)]) : []),
      covered,
      ...outcomes.map((one) => detectableSentence(one, fields.nps)),
      ...(moved ? outcomes.map((one) => verdict(one, context)) : []),
    ]).slice(0, 3), // not a figure: facts of an answer
    check_first: some([
      stoppedSentence(surveys, currency) ??
        (moved
          ? "Who answered last time and not this time: a rise among fewer answers may only mean that critics fell silent."
          : null),
      outcomes.some(({ set }) => (set.repeated ?? 0) > 0)
        ? "Several people of one account answered; they tend to agree, so chance is larger than shown."
        : null,
    ]),
    do_next: some([
      told === false
        ? `Whoever presents it reports "${say(first.score)} from ${plural(first.fields.answers, "answer")}, level with last time", today.`
        : null,
      detractors !== null && detractors > 0
        ? `The account owners call the ${plural(detractors, "detractor")} by name this week, whatever the score did.`
        : null,
    ]),
    unknown: some([
      covered === null ? "What share of customers and ARR answered; whoever sent the survey knows how many were asked." : null,
      first.set.moments.variance_most !== undefined
        ? "How the answers split: promoters, passives and detractors of both waves narrow the range; the survey tool holds them."
        : null,
    ]),
    ...(ceo === null ? {} : { say: { ceo } }),
    next:
      moved && !isKnown(fields.stopped)
        ? [
            {
              question: "Can you send the answers of both waves with account and ARR?",
              why: "It shows who stopped answering and what they had said.",
            },
          ]
        : [],
  };
}

/** What to know before trusting the scores. */
export function surveyWarnings({ outcomes, waves }: Surveys, { given, figures }: SurveyContext): Warning[] {
  const few = figures.few.value;
  const thin = outcomes.filter(({ set }) => set.moments.votes < few);
  const several = outcomes.filter(({ set }) => !given.one_vote && (set.repeated ?? 0) > 0);
  return [
    ...thin.map(({ question, set: { moments } }) => ({
      code: "few_answers",
      message: `${question.toUpperCase()} rests on ${plural(moments.votes, "vote")}, fewer than ${few}; one more moves it visibly.`,
    })),
    ...several.map(({ question, set }) => ({
      code: "several_answers_an_account",
      message: `${question.toUpperCase()}: ${set.repeated} accounts gave more than one answer. People of one account tend to agree, so chance is larger than shown; one_vote gives each account one vote.`,
    })),
    ...(waves.older.length
      ? [{ code: "older_waves", message: `Answers of older waves are not used: ${waves.older.join(", ")}.` }]
      : []),
  ];
}

/** What was taken for granted. */
export function surveyAssumptions({ outcomes }: Surveys, { given, figures }: SurveyContext): Assumption[] {
  if (outcomes.length === 0) return [];
  const compared = outcomes.some(({ fields: { change } }) => isKnown(change));
  const assumed = (when: boolean, what: string, value: string, why: string, if_wrong: string): Assumption[] =>
    when ? [{ what, value, why, if_wrong }] : [];
  const unsaid = outcomes.filter(
    ({ question, input, form }) => question !== "nps" && input.scale === undefined && form.scale !== null,
  );
  const scales = unsaid.flatMap(({ question }) => {
    const usual = (question === "csat" ? figures.csatScale : figures.cesScale).value;
    return assumed(
      true,
      `Scale of ${question.toUpperCase()}`,
      `${usual.lowest} to ${usual.highest}`,
      `${question}.scale is not given.`,
      "On another scale the same answers mean something else, and the bands do not hold.",
    );
  });
  return [
    ...assumed(
      true,
      "Who answered",
      "as if drawn by lot",
      "Nothing is known of those who did not answer.",
      "The ranges are about chance alone; silent customers may think otherwise, whatever the number of answers.",
    ),
    ...assumed(
      given.population === undefined,
      "Customers the answers stand for",
      "many more than answered",
      "population is not given.",
      "With few customers left to ask the ranges are narrower.",
    ),
    ...(compared
      ? assumed(
          true,
          "The two waves",
          "asked apart from each other",
          "Nothing says who answered both.",
          "If mostly the same people answered both, a smaller change can be told from chance.",
        )
      : assumed(
          true,
          "The wave to compare with",
          "as many answers, as mixed as these",
          "No other wave is given.",
          "With fewer answers there, only a larger change would be noticed.",
        )),
    ...assumed(
      given.one_vote,
      "Vote of an account",
      "the mean of what its people's answers stand for",
      "one_vote is set.",
      "Weighing some people more would move the score.",
    ),
    ...scales,
  ];
}
