import { type FoundFault, listed } from "./finding.ts";
import { holds, type Lexicon } from "./lexicon.ts";
import type { PlaybookText } from "./playbook-text.ts";
import { saysWhen } from "./step-time.ts";

/**
 * Faults of when it is done: no step has a day, or single ones have none or a word such as "soon". A step that waits for an event is timed.
 * Throws nothing.
 * @example missingTimeline(divideText("1. CSM: call the sponsor soon", words), words)[0].place // "whole text"
 */
export function missingTimeline(text: PlaybookText, words: Lexicon): FoundFault[] {
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
