/** One piece of a text: a heading, a list item, a row of a table, or lines of prose joined where they were only wrapped. */
export interface Block {
  form: "heading" | "item" | "row" | "prose";
  /** Line of the text it begins on, from 1. */
  line: number;
  text: string;
  indent: number;
  /** Depth of a heading, from 1; 0 for everything else. */
  level: number;
  numbered: boolean;
  /** True when an empty line stands above it. */
  apart: boolean;
  cells: string[];
}

/** A line in bold ranks below every heading with marks. */
const BELOW_HEADINGS = 12;

const plain = (text: string): string =>
  text
    .replace(/(\*\*|__|`)/g, "")
    .replace(/(^|\s)[*_](\S[^*_]*\S|\S)[*_](?=\s|$|[.,:;!?])/g, "$1$2")
    .trim();

function cellsOf(line: string): string[] {
  const inner = line.trim().replace(/^\|/, "").replace(/\|$/, "");
  return inner.split(/(?<!\\)\|/).map((cell) => plain(cell.replaceAll("\\|", "|")));
}

const blank = { indent: 0, level: 0, numbered: false, apart: false, cells: [] };

function blockOf(raw: string, line: number): Block | null {
  const indent = raw.length - raw.trimStart().length;
  const text = raw.trim();
  if (text === "" || /^[-=_*]{3,}$/.test(text)) return null;
  const heading = /^(#{1,6})\s+(.*?)\s*#*$/.exec(text);
  if (heading) return { ...blank, form: "heading", line, text: plain(heading[2]!), level: heading[1]!.length };
  if (/^\*\*[^*]+\*\*:?$/.test(text)) return { ...blank, form: "heading", line, text: plain(text), level: BELOW_HEADINGS };
  if (text.startsWith("|")) return { ...blank, form: "row", line, text, cells: cellsOf(text) };
  const numbered = /^\(?(?:\d{1,3}|[a-z])[.)]\s+(.*)$/i.exec(text);
  if (numbered) return { ...blank, form: "item", line, text: plain(numbered[1]!), indent, numbered: true };
  const bullet = /^[-*+•–‣◦]\s+(?:\[[ xX]?\]\s*)?(.*)$/.exec(text);
  if (bullet) return { ...blank, form: "item", line, text: plain(bullet[1]!), indent };
  return { ...blank, form: "prose", line, text: plain(text), indent };
}

/** Lines that are not between fences and not quoted, unless that would leave nothing. */
function unquoted(lines: readonly { line: number; raw: string }[]): { line: number; raw: string }[] {
  let fenced = false;
  const outside = lines.filter(({ raw }) => {
    if (/^\s*(```|~~~)/.test(raw)) {
      fenced = !fenced;
      return false;
    }
    return !fenced && !/^\s*>/.test(raw);
  });
  if (outside.some(({ raw }) => raw.trim() !== "")) return outside;
  return lines
    .filter(({ raw }) => !/^\s*(```|~~~)/.test(raw))
    .map(({ line, raw }) => ({ line, raw: raw.replace(/^\s*>\s?/, "") }));
}

/**
 * Splits a text into blocks: markdown or plain lines. A line that only continues the one above is joined to it.
 * Fenced and quoted lines are messages and left out. `beginning` tells by its words whether a line begins something, or is a heading without marks.
 * Units: lines from 1. Throws nothing.
 * @example readBlocks("# Title\n1. Call", () => null).map((block) => block.form) // ["heading", "item"]
 */
export function readBlocks(text: string, beginning: (line: string) => "begins" | "heading" | null): Block[] {
  const lines = text
    .replaceAll("’", "'")
    .replaceAll("\u00a0", " ")
    .split(/\r\n?|\n/)
    .map((raw, index) => ({ line: index + 1, raw: raw.replaceAll("\t", "    ") }));
  const blocks: Block[] = [];
  let apart = true;
  for (const { line, raw } of unquoted(lines)) {
    const block = blockOf(raw, line);
    const above = blocks.at(-1);
    if (block === null) {
      apart = true;
      continue;
    }
    const continues = block.form === "prose" && (above?.form === "prose" || above?.form === "item") && !apart;
    const ended =
      above?.form === "prose"
        ? /[.!?:;]$/.test(above.text)
        : block.indent <= (above?.indent ?? 0) && /[.!?:;]$/.test(above?.text ?? "");
    const headed = above !== undefined && beginning(above.text) === "heading";
    if (continues && !ended && !headed && beginning(block.text) === null) above!.text = `${above!.text} ${block.text}`;
    else blocks.push({ ...block, apart });
    apart = false;
  }
  return blocks;
}

/** The sentences of a text. @example sentences("One. Two.") // ["One.", "Two."] */
export function sentences(text: string): string[] {
  return text
    .split(/(?<=[.!?])\s+(?=\S)/)
    .map((sentence) => sentence.trim())
    .filter((sentence) => sentence !== "");
}
