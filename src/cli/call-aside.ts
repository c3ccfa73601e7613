import { statSync } from "node:fs";
import { homedir } from "node:os";
import { extname, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { Worker } from "node:worker_threads";
import { goneWords } from "../core/problem.ts";
import { refused, type WireAnswer } from "../mcp/answer.ts";
import type { RequestWatch } from "../mcp/host.ts";
import type { AsideCall } from "../mcp/server.ts";

// A call that may take longer than half a second runs in a thread of its own: meanwhile pings and other calls are answered, and a call that is
// canceled ends in the middle of a calculation, wherever that stands. The calculations know nothing of it.

/** What such a thread is given. */
export interface LongCall {
  tool: string;
  input: unknown;
  folders: readonly string[];
  /** How the host's user lets a folder in; "{folder}" stands for it. */
  letIn: string;
  draws: boolean;
  options: { config?: string; allow?: string[] };
}
export type FromWorker =
  | { said: "reading"; done: number; total: number }
  | { said: "calculating" }
  | { said: "may_write" }
  | { said: "answer"; answer: WireAnswer };
export type ToWorker = "stop" | "write";

const KILOBYTE = 1024;
/** Files from which a calculation takes about half a second: some 10,000 accounts. */
const LONG_TEXT = 512 * KILOBYTE; // not a figure: a start of a thread is short beside it
const LONG_PACKED = 64 * KILOBYTE; // not a figure: the same, packed
const LONG_LIST = 10_000; // not a figure: rows given in the call itself
const LONGEST_PATH = 1_000; // not a figure: characters of a path
const GRACE = 1_000; // not a figure: milliseconds in which a reader closes what it opened
const BEAT = 500; // not a figure: milliseconds without a word after which one is said

/** Whether a text of a call names a table that may be long: one of a database, or a large file. */
function namesLongTable(text: string): boolean {
  if (text === "" || text.length > LONGEST_PATH) return false;
  if (/^[A-Za-z][\w-]+:(?![\\/])\S+$/.test(text)) return true;
  const path = /^file:\/\//i.test(text) && URL.canParse(text) ? fileURLToPath(text) : text.replace(/^~(?=[\\/])/, homedir());
  // Such a path of Windows is another machine or a device, and to look at it is to call it.
  if (/^[\\/]{2}/.test(path) || path.includes("\0")) return false;
  const stats = statSync(resolve(path), { throwIfNoEntry: false });
  const isText = /^\.(csv|tsv|tab|txt|json|ndjson|jsonl|ya?ml|)$/i.test(extname(path));
  return stats?.isFile() === true && stats.size >= (isText ? LONG_TEXT : LONG_PACKED);
}

/** Whether a call may take long, by what it is given. */
function isLong(input: unknown): boolean {
  if (typeof input === "string")
    try {
      return namesLongTable(input);
    } catch {
      return false;
    }
  if (typeof input !== "object" || input === null) return false;
  if (Array.isArray(input) && input.length >= LONG_LIST) return true;
  return Object.values(input).some(isLong);
}

/** The thread's program: beside this file as it was written, and beside the part that holds this one as it is built. */
const program = new URL(import.meta.url.endsWith(".ts") ? "./call-worker.ts" : "./call-worker.mjs", import.meta.url);

const stoppedWords = "The call was stopped. Nothing was written; call again for an answer.";
const memoryWords =
  "The call needs more memory than there is for one call. Name a smaller table, leave out columns that are not needed, or start the server with the variable NODE_OPTIONS=--max-old-space-size=8192.";

/** Runs one call in its thread. Null where no thread can be started. */
function runAside(call: LongCall, { signal, progress, working }: RequestWatch): Promise<WireAnswer | null> {
  return new Promise((done) => {
    // What a driver prints would stand among the answers on standard output.
    const thread = new Worker(program, { workerData: call, stdout: true });
    const tell = (word: ToWorker): void => thread.postMessage(word);
    let phase: "starting" | Exclude<FromWorker["said"], "answer"> = "starting";
    let quiet = 0;
    let grace: NodeJS.Timeout | undefined;
    const beats = setInterval(() => {
      quiet += BEAT;
      working?.(Math.round(quiet / 1000));
    }, BEAT);
    const end = (answer: WireAnswer | null): void => {
      clearInterval(beats);
      clearTimeout(grace);
      signal.removeEventListener("abort", stop);
      done(answer);
      void thread.terminate();
    };
    const stop = (): void => {
      if (phase === "calculating") end(refused(stoppedWords));
      if (phase === "calculating" || phase === "may_write") return;
      tell("stop");
      grace = setTimeout(() => end(refused(stoppedWords)), GRACE);
    };
    thread.on("message", (message: FromWorker) => {
      if (message.said === "answer") {
        end(message.answer);
        return;
      }
      quiet = 0;
      phase = message.said;
      if (message.said === "may_write") tell("write");
      else if (message.said === "reading") progress?.(message.done, message.total);
      else if (signal.aborted) stop();
    });
    thread.on("error", (error: Error & { code?: string }) => {
      if (error.code === "ERR_WORKER_OUT_OF_MEMORY") return end(refused(memoryWords));
      const gone = goneWords(error);
      if (gone !== null) return end(refused(gone));
      end(phase === "starting" ? null : refused(`${call.tool} failed by a fault of the program: ${error.message}`));
    });
    thread.on("exit", () => end(refused(`${call.tool} ended without an answer, by a fault of the program.`)));
    signal.addEventListener("abort", stop, { once: true });
  });
}

/**
 * Calls for the server: a long one runs in a thread of its own, one after the other, since each may fill the memory. Null for a short call, and
 * where there can be no thread: that call is answered by the server's own.
 */
export function callsAside(options: LongCall["options"]): (call: AsideCall, watch: RequestWatch) => Promise<WireAnswer | null> {
  let last: Promise<unknown> = Promise.resolve();
  return async ({ tool, input, host, draws }, watch) => {
    if (!isLong(input)) return null;
    const { folders = [], letIn } = await host();
    const before = last;
    const turn = before.then(() =>
      watch.signal.aborted
        ? refused(stoppedWords)
        : runAside({ tool, input, folders, letIn: letIn?.("{folder}") ?? "", draws, options }, watch),
    );
    last = turn.catch(() => undefined);
    return turn;
  };
}
