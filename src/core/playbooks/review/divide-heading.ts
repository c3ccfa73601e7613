import { addStep } from "./add-step.ts";
import { partsOfHeading, stepLabel } from "./label-of.ts";
import type { Lexicon } from "./lexicon.ts";
import { type Divided, nowhere } from "./playbook-text.ts";
import type { Block } from "./read-blocks.ts";
import { saysWhen } from "./step-time.ts";

/**
 * Reads a heading: the title, a part, a time ("Week 1"), a step ("Day 3: recovery meeting"), or something else.
 * Throws nothing. @example divideHeading(read, block, words)
 */
export function divideHeading(read: Divided, { text, line, level }: Block, words: Lexicon): void {
  const { place } = read;
  const inSteps = place.parts.includes("steps");
  const after = stepLabel(text);
  if (after !== null || (inSteps && saysWhen(text, words))) {
    // A week or a phase holds steps; a day or a step with words of its own is one.
    const isStep = after !== null && after !== "" && !/^(?:weeks?|months?|phase|stage)\b/i.test(text);
    const when = saysWhen(text, words) ? text : null;
    read.place = { ...nowhere, parts: ["steps"], level, when, holds_all: true, in_step: isStep };
    if (isStep) addStep(read, words, "heading", line, text);
    return;
  }
  if (read.title === "" && read.steps.length === 0 && level === 1 && !words.labels.has(text.toLowerCase())) {
    read.title = text;
    return;
  }
  const parts = partsOfHeading(text, words);
  if (parts.length === 0 && inSteps && level > place.level && place.level > 0) {
    read.place = { ...place, in_step: true };
    addStep(read, words, "heading", line, text);
    return;
  }
  read.place = { ...nowhere, parts, level, holds_all: true, other: parts.length === 0 };
}
