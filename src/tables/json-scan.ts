import { Problem } from "../core/problem.ts";
import { textOfUtf8 } from "./text-bytes.ts";

export type Json = null | string | number | boolean | Json[] | { [key: string]: Json };
export type JsonRecord = { [key: string]: Json };

export const isRecord = (value: Json | undefined): value is JsonRecord =>
  typeof value === "object" && value !== null && !Array.isArray(value);

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

const lineAt = (text: string, position: number): number => text.slice(0, position).split("\n").length;

/** The place the parser names, or -1. */
const placeIn = (said: string): number => Number(/at position (\d+)/.exec(said)?.[1] ?? -1);

/** Whether a text is JSON as far as it goes. */
const isCut = (text: string, said: string): boolean =>
  /^Unexpected end|Unterminated/.test(said) || placeIn(said) >= text.trimEnd().length;

/** The line of the first mistake. The parser names its place in some messages; else the shortest start of the text that has the mistake tells. */
function brokenLine(text: string, said: string): number {
  const position = placeIn(said);
  if (position >= 0) return lineAt(text, Math.min(position, text.trimEnd().length));
  const lines = text.split("\n");
  if (!/^Unexpected token/.test(said)) return lines.length;
  const hasMistake = (upTo: number): boolean => {
    try {
      JSON.parse(lines.slice(0, upTo).join("\n"));
      return false;
    } catch (error) {
      return /^Unexpected token/.test(messageOf(error));
    }
  };
  let [least, most] = [1, lines.length];
  while (least < most) {
    const middle = Math.floor((least + most) / 2);
    if (hasMistake(middle)) most = middle;
    else least = middle + 1;
  }
  return least;
}

function refuseBroken(name: string, line: number, said: string, cut: boolean): never {
  const told = said.replace(/ at position \d+.*$/, "").replace(/\s+/g, " ");
  throw new Problem({
    what: `${name} line ${line}: ${cut ? "the JSON ends in the middle" : "this is not JSON"} (${told.slice(0, 120)}).`, // not a figure: signs that fit a message
    remedy: cut
      ? "The file may be cut off: export it again, or complete that line."
      : "Mend that line, or export the file again.",
  });
}

/** What a text that begins in some line of a file holds. Throws Problem with the line of the mistake. */
export function parseJson(text: string, name: string, firstLine: number): Json {
  try {
    return JSON.parse(text) as Json;
  } catch (error) {
    const plain = text.replace(/\r\n?/g, "\n");
    const said = messageOf(error);
    return refuseBroken(name, firstLine - 1 + brokenLine(plain, said), said, isCut(plain, said));
  }
}

/** Whether the first line of a text is a value that goes on below it. */
export function goesOnBelow(line: string): boolean {
  try {
    JSON.parse(line);
    return false;
  } catch (error) {
    return isCut(line, messageOf(error));
  }
}

/** Who is told what a document holds, in the order in which it stands there. */
export interface JsonListener {
  /** A list begins: the document itself, or what a field of its record holds. */
  list(field: string | null): void;
  /** The next items of the list that began last. */
  items(values: readonly Json[]): void;
  /** A field of the document's record that holds no list, or the document where it is neither a list nor a record. */
  value(field: string | null, value: Json): void;
}

const [QUOTE, BACKSLASH, COMMA, NEWLINE, RETURN] = [0x22, 0x5c, 0x2c, 0x0a, 0x0d];
const [OPEN_LIST, CLOSE_LIST, OPEN_RECORD, CLOSE_RECORD] = [0x5b, 0x5d, 0x7b, 0x7d];
const LONGEST_ITEM = 64 * 1024 * 1024; // not a figure: a longer one is no record of a table
const isBlank = (text: string): boolean => /^[ \t\n\r]*$/.test(text);

/**
 * Reads a JSON document of any size piece by piece: it looks for the commas between the items of its lists, and the engine's own parser reads
 * what stands between them, so that each mistake is found and none of the document is kept. The bytes are UTF-8.
 */
export class JsonScanner {
  private readonly name: string;
  private readonly listener: JsonListener;
  private rest: Uint8Array = new Uint8Array(0);
  private depth = 0;
  private inString = false;
  private escaped = false;
  private line = 1;
  private lastByte = 0;
  /** The line in which what is not parsed yet begins. */
  private startLine = 1;
  /** What the document is, once it has begun; "done" behind its end. */
  private kind: "list" | "record" | "value" | "done" | null = null;
  /** How deep the items stand that are told: 2 in a list of a record's field. */
  private level = 1;
  private afterComma = false;
  /** Set behind a list in a field, until the next field. */
  private listEnded = false;

  constructor(name: string, listener: JsonListener) {
    this.name = name;
    this.listener = listener;
  }

  /** Throws Problem for what is no JSON, with its line; OtherEncoding for what is no UTF-8. */
  take(piece: Uint8Array): void {
    const seen = this.rest.length;
    const bytes = seen === 0 ? piece : Buffer.concat([this.rest, piece]);
    let [start, comma, commaLine] = [0, -1, 1];
    for (let at = seen; at < bytes.length; at++) {
      const byte = bytes[at]!;
      if (byte === NEWLINE ? this.lastByte !== RETURN : byte === RETURN) this.line += 1;
      this.lastByte = byte;
      if (this.inString) {
        if (this.escaped) this.escaped = false;
        else if (byte === BACKSLASH) this.escaped = true;
        else if (byte === QUOTE) this.inString = false;
        continue;
      }
      if (byte === QUOTE) this.inString = true;
      else if (byte === OPEN_LIST || byte === OPEN_RECORD) {
        this.depth += 1;
        if (this.opens(bytes, start, at, byte)) [start, this.startLine] = [at + 1, this.line];
      } else if (byte === CLOSE_LIST || byte === CLOSE_RECORD) {
        if (this.depth === this.level && (this.kind === "list" || this.kind === "record")) {
          this.closes(bytes, start, at, byte);
          [start, comma, this.startLine] = [at + 1, -1, this.line];
        }
        this.depth -= 1;
      } else if (byte === COMMA && this.depth === this.level) {
        if (this.kind === "list" || this.level === 2) [comma, commaLine] = [at, this.line];
        else if (this.kind === "record") {
          this.field(bytes, start, at);
          [start, this.startLine, this.afterComma] = [at + 1, this.line, true];
        }
      }
    }
    if (comma !== -1) {
      this.items(bytes, start, comma);
      [start, this.startLine, this.afterComma] = [comma + 1, commaLine, true];
    }
    // A Buffer's own slice() is a view, and the piece is filled again.
    this.rest = Uint8Array.from(bytes.subarray(start));
    if (this.rest.length > LONGEST_ITEM) this.refuseLong();
  }

  /** Ends the document. Throws Problem where it has no end. */
  end(): void {
    const text = textOfUtf8(this.rest);
    this.rest = new Uint8Array(0);
    if (this.kind === "done" && isBlank(text)) return;
    if (this.kind === "done") this.refuse("Unexpected text behind its end");
    const value = parseJson(this.opening() + text, this.name, this.startLine);
    this.listener.value(null, value);
  }

  private refuse(said: string): never {
    return refuseBroken(this.name, this.line, said, false);
  }

  /** The bracket within which what is not parsed yet stands. */
  private opening(): string {
    if (this.kind === "list" || this.level === 2) return "[";
    return this.kind === "record" ? "{" : "";
  }

  private between(bytes: Uint8Array, from: number, to: number): string {
    return textOfUtf8(bytes.subarray(from, to));
  }

  /** Begins the document, or a list in a field of its record; false for what stands deeper. */
  private opens(bytes: Uint8Array, start: number, at: number, byte: number): boolean {
    if (this.kind === "record" && this.depth === 2 && byte === OPEN_LIST) {
      const field = this.between(bytes, start, at);
      if (this.listEnded) this.refuse("Expected ',' or '}' after a list");
      const [name] = Object.keys(parseJson(`{${field}null}`, this.name, this.startLine) as JsonRecord);
      this.level = 2;
      this.afterComma = false;
      this.listener.list(name!);
      return true;
    }
    if (this.depth !== 1 || this.kind !== null) return false;
    if (!isBlank(this.between(bytes, start, at))) {
      this.kind = "value";
      return false;
    }
    this.kind = byte === OPEN_LIST ? "list" : "record";
    if (this.kind === "list") this.listener.list(null);
    return true;
  }

  private closes(bytes: Uint8Array, start: number, at: number, byte: number): void {
    const inList = this.kind === "list" || this.level === 2;
    // The wrong bracket is a mistake that the parser names.
    if (byte !== (inList ? CLOSE_LIST : CLOSE_RECORD)) this.parse(this.between(bytes, start, at + 1));
    if (!inList) this.field(bytes, start, at);
    else if (this.afterComma || !isBlank(this.between(bytes, start, at))) this.items(bytes, start, at);
    this.afterComma = false;
    if (this.level === 2) [this.level, this.listEnded] = [1, true];
    else this.kind = "done";
  }

  private items(bytes: Uint8Array, from: number, to: number): void {
    const values = this.parse(this.between(bytes, from, to)) as Json[];
    // A comma with nothing before or behind it.
    if (values.length === 0) this.refuse("Unexpected token ','");
    this.listener.items(values);
  }

  /** Items, or one field, as they stand between their brackets. */
  private parse(text: string): Json {
    const opening = this.opening();
    return parseJson(`${opening}${text}${opening === "[" ? "]" : "}"}`, this.name, this.startLine);
  }

  private field(bytes: Uint8Array, from: number, to: number): void {
    const text = this.between(bytes, from, to);
    const blank = isBlank(text);
    const isEmptyRecord = !this.afterComma && bytes[to] === CLOSE_RECORD;
    if (blank && (this.listEnded || isEmptyRecord)) {
      this.listEnded = false;
      return;
    }
    if (blank) this.refuse("Unexpected token ','");
    if (this.listEnded) this.refuse("Expected ',' or '}' after a list");
    for (const [name, value] of Object.entries(this.parse(text) as JsonRecord)) this.listener.value(name, value);
  }

  private refuseLong(): never {
    const text = textOfUtf8(this.rest);
    if (!goesOnBelow(this.opening() + text)) parseJson(this.opening() + text, this.name, this.startLine);
    throw new Problem({
      what: `${this.name} line ${this.startLine}: a record is longer than ${LONGEST_ITEM / 1024 / 1024} MB.`,
      remedy: "Check that its quotes and brackets are closed, or export the file again.",
    });
  }
}
