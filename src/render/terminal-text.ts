import { largest } from "../core/order.ts";
import { columnsOf } from "./markdown.ts";

/** How a text is to look on a terminal. */
export interface TerminalLook {
  /** Columns of the window. */
  width: number;
  color: boolean;
}

const ESCAPE = "\u001b[";
const styles = { bold: "1", dim: "2", heading: "1;36", quote: "1;33" } as const;
type Style = keyof typeof styles;

const styled = (text: string, style: Style, { color }: TerminalLook): string =>
  color && text !== "" ? `${ESCAPE}${styles[style]}m${text}${ESCAPE}0m` : text;

/** What markdown writes for a sign that would mean something else, as the sign. */
const plain = (text: string): string =>
  text
    .replace(/\\([\\`*_|~[\]#+\->.)])/g, "$1")
    .replaceAll("&lt;", "<")
    .replace(/&amp;(?=#?\w+;)/g, "&");

/** Where words begin or cease to stand out: a sign nobody writes, which takes no column. */
const TURN = "\uE000";
const columns = (text: string): number => columnsOf(text.replaceAll(TURN, ""));

/** A line's text as it is read, with a turn for each pair of stars. */
const marked = (text: string): string =>
  text
    .split(/(?<!\\)\*\*/)
    .map((part) => plain(part.replaceAll(TURN, "")))
    .join(TURN);

/** Turns made into color; the further lines of a text go on as its first one ended. */
function turned(text: string, { color }: TerminalLook): string {
  let strong = false;
  return text.replaceAll(TURN, () => {
    strong = !strong;
    return color ? `${ESCAPE}${strong ? styles.bold : "0"}m` : "";
  });
}

/** A text in lines of so many columns; a word that is longer than a line is cut where the line ends. */
function wrapColumns(text: string, width: number): string[] {
  const lines: string[] = [];
  let line = "";
  for (const word of text.split(" ")) {
    let rest = word;
    if (line !== "" && columns(line) + 1 + columns(rest) <= width) {
      line = `${line} ${rest}`;
      continue;
    }
    if (line !== "") lines.push(line);
    while (columns(rest) > width) {
      let head = "";
      for (const sign of rest) {
        if (columns(head + sign) > width) break;
        head += sign;
      }
      // A window of one column holds no sign of two.
      if (head === "") break;
      lines.push(head);
      rest = rest.slice(head.length);
    }
    line = rest;
  }
  return [...lines, line];
}

/** A text under a beginning, its further lines set in as far. @example hanging("- ", "one two", 7) // "- one\n  two" */
export function hanging(first: string, text: string, width: number): string {
  const space = " ".repeat(columns(first));
  const lines = wrapColumns(text, Math.max(8, width - space.length));
  return lines.map((line, index) => `${index === 0 ? first : space}${line}`).join("\n");
}

const cellsOf = (line: string): string[] =>
  line
    .replace(/^\s*\|/, "")
    .replace(/\|\s*$/, "")
    .split(/(?<!\\)\|/)
    .map((cell) => plain(cell.trim().replace(/\*\*/g, "")));

const GAP = "  ";
/** A column is made no narrower than this; where that is still too wide, each row becomes lines of its own. */
const NARROWEST = 7;

/** Widths of columns that fit together: the widest give way first; null where they cannot. */
function fitted(natural: readonly number[], width: number): number[] | null {
  const room = width - GAP.length * (natural.length - 1);
  const widths = [...natural];
  for (;;) {
    const over = widths.reduce((sum, one) => sum + one, 0) - room;
    if (over <= 0) return widths;
    const most = largest(widths);
    const next = largest([NARROWEST, ...widths.filter((one) => one < most)]);
    const widest = widths.flatMap((one, column) => (one === most ? [column] : []));
    if (most <= NARROWEST) return null;
    const step = Math.max(1, Math.min(most - next, Math.floor(over / widest.length)));
    for (const column of widest) widths[column] = Math.max(NARROWEST, most - step);
  }
}

function tableLines(lines: readonly string[], look: TerminalLook): string[] {
  const [headers = [], rule = [], ...rows] = lines.map(cellsOf);
  const right = rule.map((mark) => mark.endsWith(":"));
  const natural = headers.map((header, column) =>
    largest([columnsOf(header), ...rows.map((row) => columnsOf(row[column] ?? ""))]),
  );
  const widths = fitted(natural, look.width);
  if (widths === null)
    return rows.flatMap((row) => [...headers.map((header, column) => hanging(`${header}: `, row[column] ?? "", look.width)), ""]);
  const line = (cells: readonly string[], style: Style | null): string[] => {
    const parts = widths.map((width, column) => wrapColumns(cells[column] ?? "", width));
    return Array.from({ length: largest(parts.map(({ length }) => length)) }, (_, index) => {
      const padded = parts.map((part, column) => {
        const text = part[index] ?? "";
        const space = " ".repeat(Math.max(0, widths[column]! - columnsOf(text)));
        return right[column] ? space + text : text + space;
      });
      const whole = padded.join(GAP).trimEnd();
      return style === null ? whole : styled(whole, style, look);
    });
  };
  const under = styled(
    "─".repeat(
      Math.min(
        look.width,
        widths.reduce((sum, one) => sum + one + GAP.length, -GAP.length),
      ),
    ),
    "dim",
    look,
  );
  return [...line(headers, "bold"), under, ...rows.flatMap((row) => line(row, null))];
}

function textLine(line: string, look: TerminalLook): string {
  const heading = /^(#{1,6}) (.*)$/.exec(line);
  if (heading)
    return styled(wrapColumns(plain(heading[2]!), look.width).join("\n"), heading[1]!.length > 2 ? "bold" : "heading", look);
  const quote = /^> ?(.*)$/.exec(line);
  if (quote) return styled(hanging("  ", plain(quote[1]!.replace(/\*\*/g, "")), look.width), "quote", look);
  const item = /^(\s*(?:[-*]|\d+[.)]) )(.*)$/.exec(line);
  const [, first, text] = item ?? /^(\s*)(.*)$/.exec(line)!;
  return turned(hanging(first!, marked(text!), look.width), look);
}

/**
 * A markdown text for a terminal: tables that fit its width, lines broken at words, and color where it is wanted.
 * @example terminalText("# Plan", { width: 80, color: false }) // "Plan"
 */
export function terminalText(markdown: string, look: TerminalLook): string {
  const made: string[] = [];
  const lines = markdown.split("\n");
  let fenced = false;
  for (let at = 0; at < lines.length; at += 1) {
    const line = lines[at]!;
    if (/^\s*```/.test(line)) fenced = !fenced;
    else if (fenced) made.push(line);
    else if (line.startsWith("|") && /^\|[\s:|-]+$/.test(lines[at + 1] ?? "")) {
      let end = at;
      while (lines[end]?.startsWith("|")) end += 1;
      for (const one of tableLines(lines.slice(at, end), look)) made.push(one);
      at = end - 1;
    } else made.push(textLine(line, look));
  }
  return made.join("\n");
}
