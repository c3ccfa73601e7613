import { type Known, unknown } from "../../core/known.ts";
import { largest } from "../../core/order.ts";
import type { Touch } from "../../core/vocabulary.ts";
import { divideText, type Passage, type PlaybookText } from "./divide-text.ts";
import type { PlaybookKind, PlaybookStep } from "./figures.ts";
import {
  type ForeignText,
  foreignText,
  holds,
  isPlaceholder,
  type Lexicon,
  lexicon,
  type Part,
  type ReviewRule,
  saysWhen,
  sentences,
  wordPattern,
} from "./read-text.ts";
import { Fault, type FoundFault, listed, type Model, missingOwner, quoted, type ReviewFinding, rewrite } from "./rewrite-text.ts";

/** How long a mood lasts makes it no fact. */
const DURATION = /\d+\+?\s*(?:or more\s+)?(?:hours?|days?|weeks?|months?|quarters?)/gi;

const STARTS = /^(?:when|whenever|if|once|as soon as|after|upon)\b/i;

/** A condition without what is done on it: "When X, do Y" is read as "When X". */
function condition(text: string): string {
  return STARTS.test(text) ? text.replace(/,\s+(?!or\b|and\b|(?:\S+\s){0,6}or\b).*$/i, "") : text;
}

/** The sentences that say what starts the run: those labelled so, else those that sound so outside the steps. */
function triggersOf(text: PlaybookText, { phrases }: Lexicon): Passage[] {
  if (text.parts.trigger.length > 0) return text.parts.trigger;
  const other = (sentence: string) => holds(sentence, phrases.exit) || holds(sentence, phrases.escalation);
  const firstStep = text.steps[0]?.line ?? Number.POSITIVE_INFINITY;
  const told = text.rest.filter(
    (one) => !other(one.text) && (holds(one.text, phrases.trigger) || (STARTS.test(one.text) && one.line <= firstStep)),
  );
  if (told.length > 0) return told.map(({ line, text: sentence }) => ({ line, text: condition(sentence) }));
  return [text.title, ...text.steps.slice(0, 1).map((step) => step.text)]
    .filter((sentence) => STARTS.test(sentence) && !other(sentence))
    .map((sentence) => ({ line: firstStep, text: condition(sentence) }));
}

const alternatives = (text: string): string[] =>
  text
    .split(/\s*;\s*|,\s+(?:or\s+)?|\s+or\s+/i)
    .map((clause) => clause.trim())
    .filter((clause) => clause !== "");

/**
 * Faults of what starts a run: nothing does, nothing in it could be tested, or one of its alternatives is a mood.
 * Throws nothing.
 * @example vagueTrigger(divideText("Trigger: the customer seems unhappy", words), words).length // 1
 */
function vagueTrigger(text: PlaybookText, words: Lexicon): FoundFault[] {
  const found = triggersOf(text, words).filter((one) => !isPlaceholder(one.text, words));
  const fault = (line: number, problem: string): FoundFault => ({
    fault: "vague_trigger",
    place: line === 0 ? "whole text" : `line ${line}`,
    problem,
    line,
    day: null,
  });
  if (found.length === 0) return [fault(0, "Nothing says what starts the run.")];
  const testable = (clause: string) =>
    /\d|[<>=]/.test(clause) ||
    holds(clause, words.words.testable) ||
    [...clause.matchAll(words.words.numbers)].some(([number]) => number.toLowerCase() !== "one");
  const moods = words.vague.filter(({ part }) => part === "trigger");
  const vague = found.flatMap(({ line, text: passage }) =>
    alternatives(passage).flatMap((clause) => {
      const word = moods.map(({ pattern }) => clause.match(pattern)?.[0]).find((match) => match !== undefined);
      return word === undefined || testable(clause.replace(DURATION, " ")) ? [] : [{ line, clause, word }];
    }),
  );
  const [first] = vague;
  if (first !== undefined)
    return [
      fault(first.line, `${quoted(first.clause)} cannot be tested: two people read "${first.word.toLowerCase()}" in two ways.`),
    ];
  if (found.some((one) => testable(one.text))) return [];
  return [fault(found[0]!.line, `${quoted(found[0]!.text)} names no number, date or event that a system records.`)];
}

const NEGATED = /(?:\bnot|n't|\bnever|\binstead of|\brather than|\bno|["'“])\s*(?:just\s+|only\s+|to\s+)?$/i;

/** The words of a sentence that say something: not small, not empty, no number, and not the worn phrase itself. */
function sayingWords(sentence: string, phrase: RegExp, { empty, words }: Lexicon): string[] {
  const left = sentence.replace(phrase, " ").replace(words.channels, " ").replace(words.roles, " ").toLowerCase();
  const each = left.match(/\p{L}[\p{L}\p{N}'-]*/gu) ?? [];
  return [...new Set(each.map((word) => word.replace(/'s?$/, "")))].filter((word) => !empty.has(word));
}

/** Why a sentence is generic, or null. */
function wornPhrase(sentence: string, words: Lexicon): { phrase: string; instead: string } | null {
  for (const { part, phrase, instead, pattern } of words.vague) {
    if (part !== "steps") continue;
    const match = [...sentence.matchAll(pattern)].find((one) => !NEGATED.test(sentence.slice(0, one.index)));
    if (match === undefined) continue;
    const left = sentence.replace(pattern, " ");
    const concrete =
      holds(left, words.words.channels) && sayingWords(sentence, pattern, words).length >= words.rule.concrete_words;
    if (!concrete) return { phrase: phrase ?? match[0], instead };
  }
  return null;
}

/**
 * Steps that could mean anything: a worn phrase without a channel and something specific beside it. One finding a step.
 * Throws nothing.
 * @example genericSteps(divideText("1. Day 3: CSM reaches out", words), words)[0].problem // '"reach out" ...'
 */
function genericSteps(text: PlaybookText, words: Lexicon): FoundFault[] {
  const listed = text.steps.map((step) => ({ ...step, place: `step ${step.number} (line ${step.line})` }));
  const told = triggersOf(text, words).map((one) => one.text);
  const loose = text.steps.length > 0 ? [] : text.rest.map((one) => ({ ...one, place: `line ${one.line}`, day: null }));
  return [...listed, ...loose].flatMap(({ place, line, text: all, day }): FoundFault[] => {
    for (const sentence of sentences(all)) {
      const trigger = told.find((one) => sentence.startsWith(one));
      const said = trigger === undefined ? sentence : sentence.slice(trigger.length);
      const worn = wornPhrase(said, words);
      if (worn !== null)
        return [
          {
            fault: "generic_step",
            place,
            problem: `"${worn.phrase}" in ${quoted(said.replace(/^[\s,]+/, ""))} can be anything: ${worn.instead}.`,
            line,
            day,
          },
        ];
    }
    return [];
  });
}

/**
 * Whether a text is English enough for word lists: the share of its words that are plain English ones. Short texts pass.
 * Throws nothing.
 * @example isEnglish("Der Kunde ruft jeden Tag an und wir antworten ihm nicht", rule) // false
 */
export function isEnglish(text: string, rule: Pick<ReviewRule, "english_share" | "review_words">): boolean {
  const english = new Set(rule.review_words.filter(({ list }) => list === "english").flatMap(({ words }) => words));
  const letters = text.match(/\p{L}/gu) ?? [];
  // Scripts without spaces have few words; letters tell them apart.
  if (letters.filter((letter) => /[a-z]/i.test(letter)).length * 2 < letters.length) return false;
  const all = text.match(/\p{L}[\p{L}']*/gu) ?? [];
  if (all.length < rule.english_share.min_words) return true;
  const known = all.filter((word) => english.has(word.toLowerCase())).length;
  return known / all.length >= rule.english_share.min_share;
}

/** Sentences of a part, labelled or told elsewhere. */
function passagesOf(part: Part, text: PlaybookText, words: Lexicon, elsewhere: readonly Passage[]): Passage[] {
  const told = elsewhere.filter((one) => holds(one.text, words.phrases[part]));
  return [...text.parts[part], ...told].filter((one) => !isPlaceholder(one.text, words));
}

const fault = (name: Fault, problem: string, at?: Passage): FoundFault => ({
  fault: name,
  place: at === undefined ? "whole text" : `line ${at.line}`,
  problem,
  line: at?.line ?? 0,
  day: null,
});

/** True when all that is said of a part is a mood, and nothing in it could be tested or counted. */
function onlyMoods(found: readonly Passage[], part: "exit" | "metric", words: Lexicon): boolean {
  const moods = words.vague.filter((one) => one.part === part);
  return found.every(
    ({ text }) =>
      moods.some(({ pattern }) => holds(text, pattern)) &&
      !/\d|%/.test(text) &&
      !holds(text, words.words.counts) &&
      !holds(text, words.words.testable),
  );
}

/** An end nobody could test, or none. @example missingExit(divideText("1. Call", words), words)[0].fault // "missing_exit" */
function missingExit(text: PlaybookText, words: Lexicon): FoundFault[] {
  const found = passagesOf("exit", text, words, [...text.rest, ...text.steps]);
  const [first] = found;
  if (first === undefined) return [fault("missing_exit", "Nothing says when the run is over.")];
  return onlyMoods(found, "exit", words)
    ? [fault("missing_exit", `${quoted(first.text)} cannot be tested, so a run never ends.`, first)]
    : [];
}

/** No measure of whether it works, or a mood for one. @example missingMetric(divideText("1. Call", words), words).length // 1 */
function missingMetric(text: PlaybookText, words: Lexicon): FoundFault[] {
  const found = passagesOf("metric", text, words, text.rest);
  const [first] = found;
  if (first === undefined) return [fault("missing_metric", "Nothing says how anybody will know that it works.")];
  return onlyMoods(found, "metric", words)
    ? [fault("missing_metric", `${quoted(first.text)} is not a count or a share.`, first)]
    : [];
}

/**
 * Nobody is called when it stalls, or nothing says after how long, or whom.
 * Throws nothing.
 * @example missingEscalation(divideText("Escalation: to the manager if needed", words), words).length // 1
 */
function missingEscalation(text: PlaybookText, words: Lexicon): FoundFault[] {
  const { time_fixed, numbers, roles, stalled } = words.words;
  const timed = (one: Passage) => /\d/.test(one.text) || holds(one.text, time_fixed) || holds(one.text, numbers);
  const conditional = (one: Passage) =>
    /(?:^|[\s,;])(?:if|when|unless|where)\b/i.test(one.text) && holds(one.text, stalled) && timed(one) && holds(one.text, roles);
  const elsewhere = [...text.rest, ...text.steps];
  const found = passagesOf("escalation", text, words, elsewhere);
  const all = found.length > 0 ? found : elsewhere.filter(conditional);
  const [first] = all;
  if (first === undefined) return [fault("missing_escalation", "Nothing says who is called when it stalls, and after how long.")];
  if (!all.some(timed))
    return [fault("missing_escalation", `${quoted(first.text)} does not say after how many hours or days.`, first)];
  return all.some((one) => holds(one.text, roles))
    ? []
    : [fault("missing_escalation", `${quoted(first.text)} does not say who is called.`, first)];
}

/**
 * Faults of when it is done: no step has a day, or single ones have none or a word such as "soon". A step that waits for an event is timed.
 * Throws nothing.
 * @example missingTimeline(divideText("1. CSM: call the sponsor soon", words), words)[0].place // "whole text"
 */
function missingTimeline(text: PlaybookText, words: Lexicon): FoundFault[] {
  const fault = (place: string, problem: string, line = 0, day: number | null = null): FoundFault => ({
    fault: "missing_timeline",
    place,
    problem,
    line,
    day,
  });
  const { vague_time, after_an_event } = words.words;
  const { steps, rest } = text;
  if (text.parts.timeline.some((one) => saysWhen(one.text, words) || /\d/.test(one.text))) return [];
  const timed = steps.length > 0 ? steps.some((step) => step.timed) : rest.some((one) => saysWhen(one.text, words));
  if (!timed) {
    const soon = [...steps, ...rest].map((one) => one.text.match(vague_time)?.[0]).find((word) => word !== undefined);
    return [
      fault(
        "whole text",
        soon === undefined
          ? "No step says on which day it is due."
          : `No step says on which day it is due; "${soon.toLowerCase()}" is no date.`,
      ),
    ];
  }
  const open = steps.filter(
    (step) => step.form !== "prose" && !step.timed && (holds(step.text, vague_time) || !holds(step.text, after_an_event)),
  );
  if (open.length === 0) return [];
  const numbers = open.map((step) => step.number);
  const place = open.length === 1 ? `step ${numbers[0]} (line ${open[0]!.line})` : listed("step", numbers);
  const soon = open.map((step) => step.text.match(vague_time)?.[0]).find((word) => word !== undefined);
  const problem = soon === undefined ? "Nothing says on which day this is due." : `"${soon.toLowerCase()}" is no date.`;
  return [{ ...fault(place, problem, open[0]!.line, open[0]!.day), steps: numbers }];
}

interface Nearest {
  kind: PlaybookKind;
  touch: Touch;
}

/** Words of a list in a text; a phrase of three words counts three times. */
function score(text: string, words: readonly string[]): number {
  return [...text.matchAll(wordPattern(words))].reduce((sum, match) => sum + match[0].split(/[\s-]+/).length, 0);
}

function best<Line extends { words: readonly string[] }>(text: string, lines: readonly Line[]): Line | null {
  const scored = lines.map((line) => ({ line, points: score(text, line.words) }));
  const most = largest([0, ...scored.map(({ points }) => points)]);
  return most === 0 ? null : scored.find(({ points }) => points === most)!.line;
}

/**
 * The kind and touch model whose words a text uses most: its title and trigger first, then all of it. Null when no kind's words occur.
 * Ties go to the order of the catalogue; without a word for a touch model it is read as high touch. Throws nothing.
 * @example nearestPlaybook(divideText("# Renewal playbook\n1. Call", words), words, rule)?.kind // "renewal"
 */
function nearestPlaybook(text: PlaybookText, words: Lexicon, rule: ReviewRule): Nearest | null {
  const title = text.title === "" ? (text.all.split("\n")[0] ?? "") : text.title;
  const head = [title, ...triggersOf(text, words).map((one) => one.text)].join("\n");
  const kind = best(title, rule.kind_words) ?? best(head, rule.kind_words) ?? best(text.all, rule.kind_words);
  if (kind === null) return null;
  const touch = best(title, rule.touch_words) ?? best(text.all, rule.touch_words);
  return { kind: kind.kind, touch: touch?.touch ?? "high" };
}

interface DayLoad {
  day: number | null;
  hours: number | null;
}

/** Steps and hours that fall into the fullest window of some days, with its first day; ties go to the earliest. */
function fullest<Load extends DayLoad>(steps: readonly Load[], days: number, weigh: (step: Load) => number) {
  const starts = [...new Set(steps.flatMap(({ day }) => (day === null ? [] : [day])))].sort((one, other) => one - other);
  const windows = starts.map((start) => {
    const inside = steps.filter(({ day }) => day !== null && day >= start && day < start + days);
    return { start, inside, weight: inside.reduce((sum, step) => sum + weigh(step), 0) };
  });
  return windows.reduce(
    (best, one) => (best === null || one.weight > best.weight ? one : best),
    null as (typeof windows)[number] | null,
  );
}

/**
 * A load no person could carry: too many steps or hours in a window of days, on one day, or in all. Steps without a day count only in all.
 * Units: calendar days, hours. Throws nothing.
 * @example overload(text, rule)[0].problem // "16 steps fall into 7 days from day 0."
 */
export function overload({ steps }: PlaybookText, { overload: limit, too_many }: ReviewRule): FoundFault[] {
  const fault = (problem: string, line: number): FoundFault => ({
    fault: "overload",
    place: "whole text",
    problem,
    line,
    day: null,
  });
  const byCount = fullest(steps, limit.window_days, () => 1);
  const byHours = fullest(steps, limit.window_days, (step) => step.hours ?? 0);
  const oneDay = fullest(steps, 1, () => 1);
  const problems: string[] = [];
  if (byCount !== null && byCount.weight >= too_many.steps_in_week_one)
    problems.push(`${byCount.weight} steps fall into ${limit.window_days} days from day ${byCount.start}`);
  else if (oneDay !== null && oneDay.weight > limit.steps_on_a_day)
    problems.push(`${oneDay.weight} steps fall on day ${oneDay.start}`);
  if (byHours !== null && byHours.weight > limit.hours_in_window)
    problems.push(`${byHours.weight} hours of work fall into ${limit.window_days} days from day ${byHours.start}`);
  if (problems.length === 0 && steps.length > limit.steps_in_all) problems.push(`the run has ${steps.length} steps`);
  if (problems.length === 0) return [];
  const crowded =
    (byCount !== null && byCount.weight >= too_many.steps_in_week_one ? byCount : (byHours ?? oneDay))?.inside ?? [];
  const text = problems.join(", and ");
  const place =
    crowded.length > 0 && crowded.length < steps.length
      ? listed(
          "step",
          crowded.map((step) => step.number),
        )
      : "whole text";
  return [{ ...fault(`${text[0]!.toUpperCase()}${text.slice(1)}: more than one person can do for one account.`, 0), place }];
}

export interface PlaybookReview {
  /** Unknown for a text in another language: nothing is called missing that may stand there in other words. */
  findings: Known<ReviewFinding[]>;
  /** Steps the text was read as having. */
  steps_found: Known<number>;
  /** The language of a text that is not English, with its days and labelled parts; null for English. */
  foreign: ForeignText | null;
  /** The catalogue's playbook the rewrites come from; null where no kind was recognised. */
  nearest: Known<Nearest>;
  /** True where the text says what runs by itself. */
  self_running: boolean;
}

const STEPS_IN_TURN = 12;

/** Many generic steps: the first ones each, and the rest in one finding, so that none is left out. */
function gathered(faults: readonly FoundFault[]): FoundFault[] {
  const shown = faults.slice(0, STEPS_IN_TURN);
  const others = faults.slice(STEPS_IN_TURN);
  const [first] = others;
  if (first === undefined) return shown;
  const place = listed(
    "line",
    others.map((one) => one.line),
  );
  return [...shown, { ...first, place, problem: `${others.length} more steps that could mean anything.`, day: null }];
}

/**
 * Checks a playbook's text for the faults that keep people from following it, each with what to write instead. It matches English words
 * and understands nothing. `modelOf` gives the catalogue's playbook of a kind and touch model. Throws Problem for a text without a word.
 * @example reviewPlaybook("When a customer seems unhappy, reach out.", rule, modelOf, {}).findings[0].fault // "vague_trigger"
 */
export function reviewPlaybook(
  text: string,
  rule: ReviewRule,
  modelOf: (kind: PlaybookKind, touch: Touch) => Model | null,
  given: { kind?: PlaybookKind; touch?: Touch },
): PlaybookReview {
  const words = lexicon(rule);
  const divided = divideText(text, words);
  const foreign = foreignText(text, rule.languages, isEnglish(divided.all, rule));
  if (foreign !== null) return unchecked(foreign, given);
  const guess = nearestPlaybook(divided, words, rule);
  const kind = given.kind ?? guess?.kind;
  const wanted = given.touch ?? guess?.touch ?? "high";
  const model = kind === undefined ? null : (modelOf(kind, wanted) ?? modelOf(kind, "high"));
  const generic = genericSteps(divided, words);
  const done = (text: string) => holds(text, words.words.channels) || holds(text, words.words.roles);
  const idle = divided.steps.length === 0 && generic.length === 0 && !divided.rest.some((one) => done(one.text));
  const noSteps: FoundFault[] = idle
    ? [{ fault: "missing_steps", place: "whole text", problem: "Nothing says what is done.", line: 0, day: null }]
    : [];
  const faults = [
    ...vagueTrigger(divided, words),
    ...missingOwner(divided, words),
    ...missingTimeline(divided, words),
    ...noSteps,
    ...gathered(generic),
    ...overload(divided, rule),
    ...missingExit(divided, words),
    ...missingMetric(divided, words),
    ...missingEscalation(divided, words),
  ].sort((one, other) => Fault.options.indexOf(one.fault) - Fault.options.indexOf(other.fault) || one.line - other.line);
  const used = new Set<PlaybookStep>();
  const selfRunning = divided.parts.automation.length > 0 || holds(divided.all, words.phrases.automation);
  return {
    findings: faults.map((found) => ({
      fault: found.fault,
      place: found.place,
      problem: found.problem,
      fix: rewrite(found, model, rule, divided.steps.length, used),
    })),
    steps_found: divided.steps.length,
    foreign: null,
    nearest:
      model === null
        ? unknown("No words of a kind of the catalog occur in the text. Name it as kind.")
        : { kind: model.kind, touch: model.touch },
    self_running: selfRunning,
  };
}

/** The review of a text that the English word lists cannot read. */
function unchecked(foreign: ForeignText, { kind, touch }: { kind?: PlaybookKind; touch?: Touch }): PlaybookReview {
  const language = foreign.language ?? "not English";
  const why = unknown(`The text is ${language}, and wording is checked in English alone; send it in English to have it checked.`);
  return {
    findings: why,
    steps_found: foreign.days.length === 0 ? unknown("No line of it begins with a numbered day.") : foreign.days.length,
    foreign,
    nearest: kind === undefined ? why : { kind, touch: touch ?? "high" },
    self_running: foreign.parts.includes("automation"),
  };
}
