import { Problem } from "../../contract/problem.ts";
import { addStep } from "./add-step.ts";
import { divideHeading } from "./divide-heading.ts";
import { divideLine } from "./divide-line.ts";
import { divideTable } from "./divide-table.ts";
import { labelOf, stepLabel } from "./label-of.ts";
import type { Lexicon } from "./lexicon.ts";
import { type Divided, nothingRead, nowhere, type PlaybookText, type TextStep } from "./playbook-text.ts";
import { readBlocks, sentences } from "./read-blocks.ts";

/** Which of the lines that look like steps are: listed ones before sentences, those under a heading for steps before those under another. */
function settleSteps(read: Divided, words: Lexicon): TextStep[] {
  const listed = read.steps.filter((step) => step.form !== "prose");
  const labelled = listed.some((step) => step.under === "steps");
  const kept = listed.filter((step) => !labelled || (step.under !== "other" && step.under !== "timeline"));
  const steps = kept.length > 0 ? kept : read.steps;
  for (const { line, text, under } of read.steps.filter((step) => !steps.includes(step)))
    for (const sentence of sentences(text))
      (under === "timeline" ? read.parts.timeline : read.rest).push({ line, text: sentence });
  const settled: Divided = { ...read, place: nowhere, steps: [...steps] };
  for (const { line, text, indent } of read.loose)
    if (steps.length === 0) addStep(settled, words, "list", line, text, { indent });
    else for (const sentence of sentences(text)) read.rest.push({ line, text: sentence });
  return settled.steps.map((step, index) => ({ ...step, number: index + 1 }));
}

/**
 * Divides a playbook's text into its parts, its steps and the rest: by headings, labels, lists, tables and, where there is none of these,
 * by sentences. Units: lines from 1, calendar days, hours. Throws Problem for a text without a word.
 * @example divideText("Owner: CSM\n1. Day 0: call the sponsor", lexicon).steps[0].day // 0
 */
export function divideText(text: string, words: Lexicon): PlaybookText {
  const blocks = readBlocks(text, (line) => {
    const label = labelOf(line, words);
    if (label !== null) return label.rest === "" ? "heading" : "begins";
    return stepLabel(line) === null ? null : "begins";
  });
  if (!blocks.some((block) => /\p{L}/u.test(block.text)))
    throw new Problem({ what: "review: the text is empty.", remedy: "Paste the playbook's text, headings and steps included." });
  const read = nothingRead();
  for (let index = 0; index < blocks.length; index++) {
    const block = blocks[index]!;
    if (block.form === "heading") divideHeading(read, block, words);
    else if (block.form !== "row") divideLine(read, block, words);
    else {
      const end = blocks.findIndex((one, at) => at > index && (one.form !== "row" || one.apart));
      const rows = blocks.slice(index, end === -1 ? undefined : end);
      divideTable(read, rows, words);
      index += rows.length - 1;
    }
  }
  const steps = settleSteps(read, words);
  return { title: read.title, parts: read.parts, steps, rest: read.rest, all: blocks.map((block) => block.text).join("\n") };
}
