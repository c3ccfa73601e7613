import type { Part } from "../review-figures.ts";
import type { Lexicon } from "./lexicon.ts";

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
export function partsOfHeading(heading: string, { labels }: Lexicon): Part[] {
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
export function stepLabel(line: string): string | null {
  const step = STEP.exec(line.trim());
  const after = line.trim().slice(step?.[0].length ?? 0);
  const time = TIME.exec(after);
  if (time === null && step?.[1] === undefined) return null;
  return after
    .slice(time?.[0].length ?? 0)
    .replace(/^[\s:.)\]|,–—-]+/, "")
    .trim();
}
