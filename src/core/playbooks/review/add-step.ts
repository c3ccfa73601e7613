import type { Part } from "../review-figures.ts";
import type { Lexicon } from "./lexicon.ts";
import type { Divided, TextStep } from "./playbook-text.ts";
import { sentences } from "./read-blocks.ts";
import { dayOf, effortOf, saysWhen } from "./step-time.ts";

/** Adds one step, due when its own words or the heading above it say. @example addStep(read, words, "list", 3, "Day 2: call") */
export function addStep(
  read: Divided,
  words: Lexicon,
  form: TextStep["form"],
  line: number,
  text: string,
  more: Partial<TextStep> = {},
): void {
  const { when, parts, other } = read.place;
  read.steps.push({
    number: read.steps.length + 1,
    line,
    text,
    form,
    owner: null,
    timed: saysWhen(text, words) || when !== null,
    day: dayOf(text) ?? (when === null ? null : dayOf(when)),
    hours: effortOf(text),
    indent: 0,
    under: parts.find((part) => part === "steps" || part === "timeline") ?? (other ? "other" : "nothing"),
    ...more,
  });
}

/** Adds the sentences of a text to a part; those of the steps become steps. @example addPassages(read, words, "exit", 9, "Signed.") */
export function addPassages(read: Divided, words: Lexicon, part: Part, line: number, text: string): void {
  for (const sentence of sentences(text))
    if (part === "steps") addStep(read, words, "prose", line, sentence, { under: "steps" });
    else read.parts[part].push({ line, text: sentence });
}

/** Adds a line that only says more about the step above it. @example addDetail(read, words, 4, "Owner: CSM") */
export function addDetail(
  read: Divided,
  words: Lexicon,
  label: { part: Part; rest: string } | null,
  line: number,
  text: string,
): void {
  const above = read.steps.at(-1)!;
  if (label?.part === "owner") above.owner = label.rest;
  else if (label !== null && ["exit", "metric", "escalation"].includes(label.part))
    addPassages(read, words, label.part, line, label.rest);
  above.text = `${above.text}${/[.!?:;]$/.test(above.text) ? "" : "."} ${text}`;
  above.timed ||= saysWhen(text, words);
  above.day ??= dayOf(text);
  above.hours ??= effortOf(text);
}
