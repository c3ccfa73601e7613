import { Problem } from "../../core/problem.ts";
import { type Block, type Column, dayOf, effortOf, type Lexicon, Part, readBlocks, saysWhen, sentences } from "./read-text.ts";

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
function nothingRead(): Divided {
  const parts = Object.fromEntries(Part.options.map((part) => [part, [] as Passage[]])) as Record<Part, Passage[]>;
  return { title: "", parts, steps: [], rest: [], loose: [], place: nowhere };
}

/** Adds one step, due when its own words or the heading above it say. @example addStep(read, words, "list", 3, "Day 2: call") */
function addStep(
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
function addPassages(read: Divided, words: Lexicon, part: Part, line: number, text: string): void {
  for (const sentence of sentences(text))
    if (part === "steps") addStep(read, words, "prose", line, sentence, { under: "steps" });
    else read.parts[part].push({ line, text: sentence });
}

/** Adds a line that only says more about the step above it. @example addDetail(read, words, 4, "Owner: CSM") */
function addDetail(read: Divided, words: Lexicon, label: { part: Part; rest: string } | null, line: number, text: string): void {
  const above = read.steps.at(-1)!;
  if (label?.part === "owner") above.owner = label.rest;
  else if (label !== null && ["exit", "metric", "escalation"].includes(label.part))
    addPassages(read, words, label.part, line, label.rest);
  above.text = `${above.text}${/[.!?:;]$/.test(above.text) ? "" : "."} ${text}`;
  above.timed ||= saysWhen(text, words);
  above.day ??= dayOf(text);
  above.hours ??= effortOf(text);
}

export interface Label {
  part: Part;
  /** What follows the label on its line. */
  rest: string;
}

const bare = (text: string): string =>
  text
    .toLowerCase()
    .replaceAll("_", " ")
    .replace(/^[\s\d.)#:(–—-]+/, "")
    .replace(/\([^)]*\)/g, " ")
    .replace(/[\s:?.!–—-]+$/, "")
    .replace(/\s+/g, " ")
    .trim();

/**
 * The parts a heading names: the whole heading, or labels at its start and around "and", "&" and commas.
 * Throws nothing.
 * @example partsOfHeading("Exit criteria and metrics", lexicon) // ["exit", "metric"]
 */
function partsOfHeading(heading: string, { labels }: Lexicon): Part[] {
  const text = bare(heading);
  const whole = labels.get(text);
  if (whole !== undefined) return [whole];
  const pieces = text.split(/\s*(?:,|&|\/|\band\b|\bor\b|\s[–—-]\s|:)\s*/).filter((piece) => piece !== "");
  const found = pieces.flatMap((piece) => {
    const words = piece.split(" ");
    // A heading such as "Trigger for this run" begins with its label.
    for (let length = words.length; length > 0; length--) {
      const part = labels.get(words.slice(0, length).join(" "));
      if (part !== undefined && (length === words.length || /^(?:for|of|in|to|the|this|that|if|when)$/.test(words[length]!)))
        return [part];
    }
    const last = labels.get(words.slice(-1).join(" "));
    return last === undefined ? [] : [last];
  });
  return [...new Set(found)];
}

/**
 * The label a line begins with, such as "Owner: CSM" or "Exit criteria - signed", or null.
 * Throws nothing.
 * @example labelOf("Owner: CSM", lexicon) // { part: "owner", rest: "CSM" }
 */
export function labelOf(line: string, { labels }: Lexicon): Label | null {
  const alone = labels.get(bare(line));
  if (alone !== undefined && !/[.!]$/.test(line)) return { part: alone, rest: "" };
  const match = /^([^:–—→]{2,60}?)(?::|\s*(?:→|->|=>|[–—])|\s-\s)\s*(.*)$/.exec(line);
  if (!match) return null;
  const part = labels.get(bare(match[1]!)) ?? labels.get(bare(match[1]!).split(" ").slice(-1)[0] ?? "");
  const known = labels.has(bare(match[1]!)) || bare(match[1]!).split(" ").length <= 2;
  return part === undefined || !known || stepLabel(line) !== null ? null : { part, rest: match[2]!.trim() };
}

const STEP = /^(?:step|phase|stage|action)\s*(?:#?\s*(\d+)\s*[,:.)–—-]?|,)\s*/i;
const TIME =
  /^(?:(?:days?|weeks?|months?|hours?)\s*:?\s*[-+−–]?\s*\d+(?:\s*(?:-|–|—|to|and)\s*[-+]?\d+)?|[TD]\s*[-+−–]\s*\d+|first\s+(?:day|week|month)|same\s+day)(?![\p{L}\p{N}])/iu;

/**
 * What a line that begins like a step says after that beginning ("Day 3:", "Step 2 -", "T-30"), or null for other lines.
 * Throws nothing.
 * @example stepLabel("Day 3: call the sponsor") // "call the sponsor"
 */
function stepLabel(line: string): string | null {
  const step = STEP.exec(line.trim());
  const after = line.trim().slice(step?.[0].length ?? 0);
  const time = TIME.exec(after);
  if (time === null && step?.[1] === undefined) return null;
  return after
    .slice(time?.[0].length ?? 0)
    .replace(/^[\s:.)\]|,–—-]+/, "")
    .trim();
}

/**
 * Reads a heading: the title, a part, a time ("Week 1"), a step ("Day 3: recovery meeting"), or something else.
 * Throws nothing. @example divideHeading(read, block, words)
 */
function divideHeading(read: Divided, { text, line, level }: Block, words: Lexicon): void {
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
function divideLine(read: Divided, block: Block, words: Lexicon): void {
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

interface TextTable {
  columns: Column[];
  rows: { line: number; cells: string[] }[];
  /** The header's own words. */
  header: string[];
}

const isRule = (cells: readonly string[]): boolean => cells.every((cell) => /^:?-{1,}:?$/.test(cell));

/**
 * A markdown table out of the rows that stand together: its header's columns by their names, and its rows.
 * A column of step names counts as the action where no other does. Throws nothing; without a header line every column is "other".
 * @example tableOf(rows, words).columns // ["day", "owner", "action"]
 */
export function tableOf(blocks: readonly Block[], { columns: known }: Lexicon): TextTable {
  const [first, second] = blocks;
  const headed = first !== undefined && second !== undefined && isRule(second.cells);
  const header = headed ? first.cells : [];
  const named = header.map((cell): Column => known.get(cell.trim().toLowerCase()) ?? "other");
  const rows = blocks.filter((block, index) => !isRule(block.cells) && !(headed && index === 0));
  const numbers = named.indexOf("number");
  const digits = rows.every((row) => /^\W*\d*\W*$/.test(row.cells[numbers] ?? ""));
  const columns = named.map((column, index) => (index === numbers && !digits && !named.includes("action") ? "action" : column));
  return { columns, header, rows: rows.map(({ line, cells }) => ({ line, cells })) };
}

interface Row {
  line: number;
  cells: string[];
}

/** Parts whose tables are read row by row as sentences, whatever their columns are called. */
const own: readonly Part[] = ["trigger", "exit", "metric", "automation", "escalation"];

const numberIn = (cell: string): number | null => {
  const bare = cell.trim().replace(/[−–]/, "-");
  return /^[-+]?\d+(?:\.\d+)?$/.test(bare) ? Number(bare) : null;
};

/** One row of a table of steps. */
function addRow(read: Divided, words: Lexicon, columns: readonly Column[], { line, cells }: Row): void {
  const cell = (column: Column): string | null => (columns.includes(column) ? (cells[columns.indexOf(column)] ?? "") : null);
  const [due, hours, exit] = [cell("day"), cell("hours"), cell("exit")];
  const said = cells.filter((text, index) => ["action", "other"].includes(columns[index] ?? "other") && text !== "").join(", ");
  const day = due === null ? null : (numberIn(due) ?? dayOf(due));
  const timed = due !== null && (day !== null || saysWhen(due, words));
  if (exit !== null && exit !== "") addPassages(read, words, "exit", line, exit);
  // A due cell that is no date is part of what the step says, so that "soon" is seen.
  const text = due === null || timed || due === "" ? said : `${said}, ${due}`;
  const effort = hours === null ? null : (numberIn(hours) ?? effortOf(hours));
  addStep(read, words, "table", line, text, {
    ...(due === null ? {} : { timed, day }),
    owner: cell("owner"),
    hours: effort ?? effortOf(said),
  });
}

/** Reads a table: steps where it has a column for actions or days, else one part or one sentence a row. Throws nothing. @example divideTable(read, rows, words) */
function divideTable(read: Divided, blocks: readonly Block[], words: Lexicon): void {
  const { columns, rows } = tableOf(blocks, words);
  const part = read.place.holds_all ? read.place.parts.find((one) => own.includes(one)) : undefined;
  const ofSteps = columns.includes("action") || columns.includes("day");
  for (const row of rows) {
    const [name = "", ...others] = row.cells;
    const named = labelOf(name, words)?.part ?? partsOfHeading(name, words)[0];
    const text = others.filter((cell) => cell !== "").join(", ");
    if (part !== undefined) addPassages(read, words, part, row.line, row.cells.filter((cell) => cell !== "").join(": "));
    else if (ofSteps) addRow(read, words, columns, row);
    else if (named !== undefined && text !== "") addPassages(read, words, named, row.line, text);
    else read.rest.push({ line: row.line, text: row.cells.filter((cell) => cell !== "").join(": ") });
  }
}

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
