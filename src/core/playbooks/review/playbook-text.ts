import { Part } from "../review-figures.ts";
import type { Block } from "./read-blocks.ts";

export interface Passage {
  line: number;
  text: string;
}

/** One step of a text, from a list, a table, a heading or a sentence. */
export interface TextStep {
  number: number;
  line: number;
  text: string;
  form: "list" | "table" | "heading" | "prose";
  /** What an owner column or an owner label of its own says; null where there is none. */
  owner: string | null;
  /** True when the step, or the heading above it, says when it is due. */
  timed: boolean;
  day: number | null;
  hours: number | null;
  indent: number;
  /** Whether a label or heading for steps stands above it, one for the timeline, another, or none. */
  under: "steps" | "timeline" | "other" | "nothing";
}

/** A playbook's text, divided. */
export interface PlaybookText {
  title: string;
  parts: Record<Part, Passage[]>;
  steps: TextStep[];
  /** Sentences that belong to no part. */
  rest: Passage[];
  /** Every word of it that is checked. */
  all: string;
}

/** Where the reader stands while a text is divided. */
export interface Place {
  /** The parts that what follows belongs to; a heading can open two. */
  parts: readonly Part[];
  /** Depth of the heading that opened them; 0 for a label. */
  level: number;
  /** Text of a heading that says when the steps below it are due. */
  when: string | null;
  /** True when a heading or a bare label opened the part, so that it holds all that follows. */
  holds_all: boolean;
  /** True under a heading that is a step itself. */
  in_step: boolean;
  /** True under a heading that names no part. */
  other: boolean;
}

export const nowhere: Place = { parts: [], level: 0, when: null, holds_all: false, in_step: false, other: false };

/** What has been read so far. */
export interface Divided {
  title: string;
  parts: Record<Part, Passage[]>;
  steps: TextStep[];
  rest: Passage[];
  /** Bullets under nothing that names a part: steps, if the text has no others. */
  loose: Block[];
  place: Place;
}

/** Nothing read yet. @example nothingRead().steps // [] */
export function nothingRead(): Divided {
  const parts = Object.fromEntries(Part.options.map((part) => [part, [] as Passage[]])) as Record<Part, Passage[]>;
  return { title: "", parts, steps: [], rest: [], loose: [], place: nowhere };
}
