import type { Readable, Writable } from "node:stream";
import type { Transport } from "@modelcontextprotocol/sdk/shared/transport.js";
import { ErrorCode, type JSONRPCMessage, JSONRPCMessageSchema } from "@modelcontextprotocol/sdk/types.js";

/** As long as a message may be. The SDK's own transport ends the session at one that is longer; here it is answered. */
export const MOST_BYTES = 10 * 1024 * 1024;

/** As deep as a message may nest: no tool takes more than a few levels, and readers that call themselves stop at some thousands. */
export const MOST_LEVELS = 100;

const NEWLINE = 0x0a;
/** Bytes kept of either end of a message that is too long, in which its number is looked for. */
const ENDS = 64 * 1024;

/** How deep a JSON text nests, counted without reading it as JSON. */
export function levelsOf(text: string): number {
  let level = 0;
  let deepest = 0;
  let quoted = false;
  for (let at = 0; at < text.length; at++) {
    const sign = text[at];
    if (quoted) {
      if (sign === "\\") at += 1;
      else if (sign === '"') quoted = false;
    } else if (sign === '"') quoted = true;
    else if (sign === "{" || sign === "[") deepest = Math.max(deepest, ++level);
    else if (sign === "}" || sign === "]") level -= 1;
  }
  return deepest;
}

type Id = string | number | null;

/** The number of a message of which only the ends are known: clients write it near the start or as the last thing. */
function idIn(start: string, end: string): Id {
  const found =
    /^\s*\{[^{[]*?"id"\s*:\s*(\d+|"[^"]*")/.exec(start) ?? /[}\]]\s*,[^{[]*?"id"\s*:\s*(\d+|"[^"]*")[^{[]*\}\s*$/.exec(end);
  return found ? (JSON.parse(found[1]!) as Id) : null;
}

const idOf = (message: unknown): Id => {
  const { id } = (typeof message === "object" && message !== null ? message : {}) as { id?: unknown };
  return typeof id === "string" || typeof id === "number" ? id : null;
};

/**
 * JSON-RPC over standard input and output, a message a line. Every line that is no message of the protocol is answered with what is wrong: too long,
 * nested too deep, no JSON, no request. Only the end of the input ends the session.
 */
export class StdioTransport implements Transport {
  onmessage?: Transport["onmessage"];
  onclose?: () => void;
  onerror?: (error: Error) => void;
  readonly #input: Readable;
  readonly #output: Writable;
  /** Parts of the line that is being read, while it is not too long. */
  #parts: Buffer[] = [];
  #length = 0;
  #drained?: Promise<void>;

  constructor(input: Readable, output: Writable) {
    this.#input = input;
    this.#output = output;
  }

  async start(): Promise<void> {
    this.#input.on("data", this.#read);
    this.#input.on("error", (error) => this.onerror?.(error));
  }

  async close(): Promise<void> {
    this.#input.off("data", this.#read);
    this.#parts = [];
    this.onclose?.();
  }

  send(message: JSONRPCMessage): Promise<void> {
    if (this.#output.write(`${JSON.stringify(message)}\n`)) return Promise.resolve();
    // One wait for all that is held up: five hundred answers at once would be five hundred listeners.
    this.#drained ??= new Promise((sent) =>
      this.#output.once("drain", () => {
        this.#drained = undefined;
        sent();
      }),
    );
    return this.#drained;
  }

  #read = (chunk: Buffer): void => {
    let from = 0;
    for (let end = chunk.indexOf(NEWLINE); end !== -1; end = chunk.indexOf(NEWLINE, from)) {
      this.#take(chunk.subarray(from, end));
      this.#line();
      from = end + 1;
    }
    if (from < chunk.length) this.#take(chunk.subarray(from));
  };

  /** Keeps a part of a line; of one that is too long only its ends. */
  #take(part: Buffer): void {
    this.#parts.push(part);
    this.#length += part.length;
    if (this.#length <= MOST_BYTES) return;
    const whole = this.#parts.length > 2 ? Buffer.concat(this.#parts) : undefined; // not a figure: a start and an end
    const start = (whole ?? this.#parts[0]!).subarray(0, ENDS);
    const end = whole ? whole.subarray(-ENDS) : Buffer.concat([this.#parts.at(-2) ?? Buffer.alloc(0), part]).subarray(-ENDS);
    this.#parts = [Buffer.from(start), Buffer.from(end)];
  }

  #line(): void {
    const [parts, length] = [this.#parts, this.#length];
    this.#parts = [];
    this.#length = 0;
    if (length > MOST_BYTES) {
      const [start, end] = [parts[0]!.toString("latin1"), parts[1]!.toString("latin1")];
      const megabytes = (length / 1024 / 1024).toFixed(0);
      const most = MOST_BYTES / 1024 / 1024;
      this.#refuse(
        idIn(start, end),
        ErrorCode.InvalidRequest,
        `The message has ${megabytes} MB; up to ${most} MB are read. Put the rows into a file and give its path as table.`,
      );
      return;
    }
    const text = Buffer.concat(parts).toString("utf8").trim();
    if (text !== "") this.#message(text);
  }

  #message(text: string): void {
    if (levelsOf(text) > MOST_LEVELS) {
      const id = idIn(text.slice(0, ENDS), text.slice(-ENDS));
      this.#refuse(id, ErrorCode.InvalidRequest, `The message nests more than ${MOST_LEVELS} levels deep. Give the values flat.`);
      return;
    }
    let read: unknown;
    try {
      read = JSON.parse(text);
    } catch {
      this.#refuse(null, ErrorCode.ParseError, "The line is not JSON. Send one JSON-RPC message a line.");
      return;
    }
    const message = JSONRPCMessageSchema.safeParse(read);
    if (message.success) this.onmessage?.(message.data);
    else
      this.#refuse(
        idOf(read),
        ErrorCode.InvalidRequest,
        "This is no JSON-RPC 2.0 message. It needs jsonrpc, method and, for an answer, id.",
      );
  }

  #refuse(id: Id, code: number, message: string): void {
    this.#output.write(`${JSON.stringify({ jsonrpc: "2.0", id, error: { code, message } })}\n`);
  }
}
