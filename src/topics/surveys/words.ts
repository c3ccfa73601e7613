import { type Assumption, assumed, type Warning } from "../../core/answer.ts";
import { grouped, listed, plural } from "../../core/english.ts";
import { isKnown, orNull } from "../../core/known.ts";
import { decimal, percent, shortMoney } from "../../render/numbers.ts";
import type { SurveyFigures, SurveyQuestion } from "./question.ts";
import type { Outcome, Surveys } from "./survey.ts";

/** What the words need beside the scores. */
interface SurveyContext {
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
  const range = `${say(low)} to ${say(high)}${isAssumed(outcome) ? ` ${splitSaid(outcome)}` : ""}`;
  if (band === null) return `${start}, within a range of ${range}; no bands exist for this form, so compare it with itself only.`;
  const others = bands_possible.filter((one) => one !== band);
  if (others.length) return `${start}, but the range is ${range}: it cannot be told from ${listed(others, "or")}.`;
  return votes < figures.few.value
    ? `${start}; the range of ${range} leaves the label, but from so few the range is itself unsure.`
    : `${start}, and chance does not change that: the range is ${range}.`;
}

/** A number out of an assumed split in one digit, out of counted answers in two. @example about(1858, true) // "about 2,000" */
const about = (count: number, assumed: boolean): string => `about ${assumed ? digits(count, 1) : twoDigits(count)}`;
const digits = (count: number, of: number): string => grouped(Number(count.toPrecision(of)));
const twoDigits = (count: number): string => digits(count, 2);

const isAssumed = ({ set }: Outcome): boolean => set.moments.bounds !== undefined;
/** What the numbers of an answer rest on where only a score is known: a typical split for NPS, for a mean the harshest. */
const splitSaid = ({ question }: Outcome): string =>
  question === "nps" ? "at a typical split of the answers" : "in the harshest split of the answers";

/** How often in ten; a chance below one in twenty is hardly one in ten. */
const inTen = (share: number): number => Math.round(share * 10);

/** How often chance alone does as much, where nothing changed. */
function chanceSentence(outcome: Outcome): string {
  const { change } = outcome.fields;
  if (!isKnown(change)) return "";
  const [chance, least, most] = [orNull(change.chance), orNull(change.chance_kindest), orNull(change.chance_harshest)];
  const { sayChange } = saidOf(outcome);
  if (chance === null || change.difference === 0) return "";
  const range =
    least === null || most === null || inTen(least) === inTen(most)
      ? ""
      : ` (${inTen(least)} to ${inTen(most)} over every split of the answers)`;
  return ` With nothing changed, chance alone moves it ${sayChange(Math.abs(change.difference))} or more about ${plural(Math.max(1, inTen(chance)), "time")} in 10${range}.`;
}

/** Whether a change is real, first; then the score it led to, and how often chance does as much. */
function changeSentence(outcome: Outcome): string | null {
  const { change } = outcome.fields;
  if (!isKnown(change)) return null;
  const { name, say, sayChange } = saidOf(outcome);
  const { difference, previous, previous_answers } = change;
  const [margin, least, most] = [orNull(change.margin), orNull(change.margin_kindest), orNull(change.margin_harshest)];
  const told = orNull(change.told_apart);
  const moved = difference === 0 ? "unchanged" : `${difference > 0 ? "up" : "down"} ${sayChange(Math.abs(difference))}`;
  const from = `${say(outcome.score)} from ${plural(outcome.fields.answers, "answer")}, after ${say(previous)} from ${grouped(previous_answers)}`;
  if (margin === null || least === null || most === null)
    return `${name} is ${moved} (${from}); chance cannot be gauged from it.`;
  if (most === 0) return `${name} is ${moved} (${from}); everybody answered both times.`;
  if (told === null)
    return `Whether ${name} really moved cannot be told from the scores alone: it is ${moved} (${from}). Chance explains ${say(least)} to ${sayChange(most)}, by how the answers split.`;
  if (told) return `A real change: ${name} is ${moved} (${from}), more than chance explains.`;
  return `No evidence of a change: ${name} is ${from}.${chanceSentence(outcome)}`;
}

/** Who is not heard any more: the doubt beside a rise. */
function silentSentence(outcome: Outcome): string | null {
  const { change } = outcome.fields;
  if (!isKnown(change) || change.fewer_answers === 0) return null;
  const fewer = `${grouped(change.fewer_answers)} fewer answered`;
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

/** Between which ends the change lies. */
function intervalSentence(outcome: Outcome): string | null {
  const { change } = outcome.fields;
  if (!isKnown(change) || !isKnown(change.margin) || change.margin === 0) return null;
  const { sayChange } = saidOf(outcome);
  const ends = (margin: number) =>
    [change.difference - margin, change.difference + margin].map(
      (end) => `${end > 0 ? "+" : ""}${sayChange(end).replace(/ points?$/, "")}`,
    );
  const [low, high] = ends(change.margin);
  const most = orNull(change.margin_harshest) ?? change.margin;
  const wide = !isAssumed(outcome)
    ? ""
    : ` ${splitSaid(outcome)}${outcome.question === "nps" ? `, ${ends(most).join(" to ")} in the harshest` : ""}`;
  return `The data fit a change of ${low} to ${high} points${wide}.`;
}

/** What a change between two waves would have to be, and how many answers the one asked about, or a small one, needs. */
function detectableSentence(outcome: Outcome, nps: Surveys["fields"]["nps"]): string | null {
  const { name, sayChange } = saidOf(outcome);
  if (!isKnown(outcome.detectable))
    return isKnown(outcome.fields.margin) && outcome.fields.margin > 0
      ? `${name}: from so few answers even the largest change might be chance.`
      : null;
  if (outcome.detectable === 0) return null;
  const seen = `${name}: two such waves would show only a change of ${isAssumed(outcome) ? "about " : ""}${sayChange(outcome.detectable)} or more`;
  if (outcome.question !== "nps" || !isKnown(nps)) return `${seen}.`;
  const { answers_for_change_kindest: least, answers_for_change_harshest: most, points: asked } = nps.needed;
  const needed = orNull(nps.needed.answers_for_change);
  if (needed === null || needed <= nps.votes) return `${seen}.`;
  // The ends are exact: one digit of a middle may be told from a split nobody gave, and a bound may not be moved.
  const range =
    least === undefined || most === undefined || twoDigits(least) === twoDigits(most)
      ? ""
      : ` (${twoDigits(least)} to ${twoDigits(most)} over every split)`;
  return `${seen}; to prove ${points(1)(asked)} takes ${about(needed, isAssumed(outcome))} answers in each wave${range}.`;
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
        : change.difference === 0
          ? `${plain}, as last time.`
          : `Our ${plain}: too few to call it a change from ${say(change.previous)}.`;
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
      ...(moved ? outcomes.map(intervalSentence) : []),
      covered,
      ...outcomes.map((one) => detectableSentence(one, fields.nps)),
      ...(moved ? outcomes.map((one) => verdict(one, context)) : []),
    ]).slice(0, 3), // not a figure: facts of an answer
    check_first: some([
      stoppedSentence(surveys, currency) ??
        (moved
          ? `Who answered last time and not this time${change !== null && change.difference > 0 ? ": a rise among fewer answers may only mean that critics fell silent" : ", and who is new: other people give another score"}.`
          : null),
      moved ? "Same question, channel, weeks and people both times? If not, the two waves do not compare." : null,
      outcomes.some(({ set }) => (set.repeated ?? 0) > 0)
        ? "Several people of one account answered; they tend to agree, so chance is larger than shown."
        : null,
    ]),
    do_next: some([
      change !== null && told !== true && change.fewer_answers > 0
        ? "Whoever runs the survey lists this week who answered last time and not now, with what they said; their owners call the critics."
        : null,
      change !== null && told !== true
        ? "The next wave goes to the same people in the same weeks; report its range, and claim a trend only over several waves together."
        : null,
      detractors !== null && detractors > 0
        ? `The account owners call the ${plural(detractors, "detractor")} by name this week, whatever the score did.`
        : null,
    ]),
    unknown: some([
      covered === null ? "What share of customers and ARR answered; whoever sent the survey knows how many were asked." : null,
      isAssumed(first)
        ? "How the answers split: promoters, passives and detractors of both waves narrow the range; the survey tool holds them."
        : null,
      moved && !isKnown(fields.stopped)
        ? "Who answered both times: person by person, up against down, a smaller change can be told."
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
