import type { Part } from "../review-figures.ts";
import { addDetail, addPassages, addStep } from "./add-step.ts";
import { labelOf, stepLabel } from "./label-of.ts";
import type { Lexicon } from "./lexicon.ts";
import { type Divided, nowhere } from "./playbook-text.ts";
import { type Block, sentences } from "./read-blocks.ts";

/** Parts that bullets right below their one-line label still belong to. */
const listsFollow: readonly Part[] = ["trigger", "exit", "metric", "automation", "escalation"];

function belongsToStepAbove({ place, steps }: Divided, block: Block): boolean {
  const above = steps.at(-1);
  if (!place.parts.includes("steps") || above === undefined) return false;
  return above.form === "heading" ? place.in_step : above.form === "list" && block.indent > above.indent;
}

/**
 * Reads an item of a list or a line of prose: a label, a step, more about the step above, or a sentence of the part it stands in.
 * Throws nothing. @example divideLine(read, block, words)
 */
export function divideLine(read: Divided, block: Block, words: Lexicon): void {
  const { text, line, form, indent } = block;
  const said = stepLabel(text);
  const label = said === null ? labelOf(text, words) : null;
  if (belongsToStepAbove(read, block)) {
    addDetail(read, words, label, line, text);
    return;
  }
  if (label !== null) {
    read.place = { ...nowhere, parts: [label.part], holds_all: label.rest === "" };
    addPassages(read, words, label.part, line, label.rest);
    return;
  }
  const { parts, holds_all } = read.place;
  const inSteps = parts.includes("steps");
  // A timeline may hold the steps themselves.
  const dated = parts.includes("timeline") && holds_all && (said !== null || form === "item");
  const below =
    form === "item" && !block.apart && said === null && !block.numbered && parts.some((part) => listsFollow.includes(part));
  if (parts.length > 0 && !inSteps && !dated && (holds_all || below)) {
    for (const part of parts) addPassages(read, words, part, line, text);
    return;
  }
  if (said === "" && form === "prose") {
    read.place = { ...nowhere, parts: ["steps"], when: text, holds_all: true };
    return;
  }
  if (parts.length > 0 && !holds_all) read.place = nowhere;
  if (said !== null || (form === "item" && (inSteps || dated || block.numbered)))
    addStep(read, words, "list", line, text, { indent });
  else if (inSteps) addPassages(read, words, "steps", line, text);
  else if (form === "item") read.loose.push(block);
  else for (const sentence of sentences(text)) read.rest.push({ line, text: sentence });
}
