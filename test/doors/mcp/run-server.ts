import { type ChildProcessWithoutNullStreams, spawn } from "node:child_process";
import { examples, program } from "../built-program.ts";

export interface RawServer {
  process: ChildProcessWithoutNullStreams;
  /** All of standard output and standard error so far. */
  written: { stdout: string; stderr: string };
  send(message: unknown): void;
  /** Waits until a complete line of standard output answers this request. */
  answer(id: number): Promise<{ result?: Record<string, unknown>; error?: { message: string } }>;
  /** The exit code, and the milliseconds from now until the end. */
  end(): Promise<{ code: number | null; signal: string | null; took: number }>;
}

/** The bundled server without any client library, to see what it really writes and how it ends. */
export function runServer(working = examples, options: string[] = [], built = program): RawServer {
  const child = spawn(process.execPath, [built, ...options], { cwd: working });
  const written = { stdout: "", stderr: "" };
  const waiting = new Set<() => void>();
  child.stderr.on("data", (chunk) => (written.stderr += chunk));
  child.stdout.on("data", (chunk) => {
    written.stdout += chunk;
    for (const look of waiting) look();
  });
  const ended = new Promise<{ code: number | null; signal: string | null; at: number }>((resolve) =>
    child.on("close", (code, signal) => resolve({ code, signal, at: performance.now() })),
  );
  return {
    process: child,
    written,
    send: (message) => child.stdin.write(`${typeof message === "string" ? message : JSON.stringify(message)}\n`),
    answer: (id) =>
      new Promise((resolve) => {
        const look = () => {
          const lines = written.stdout.split("\n").slice(0, -1).filter(Boolean);
          const found = lines.map((line) => JSON.parse(line)).find((message) => message.id === id);
          if (!found) return;
          waiting.delete(look);
          resolve(found);
        };
        waiting.add(look);
        look();
      }),
    async end() {
      const from = performance.now();
      const { code, signal, at } = await ended;
      return { code, signal, took: at - from };
    },
  };
}

/** The first words of every session. */
export const hello = {
  jsonrpc: "2.0",
  id: 1,
  method: "initialize",
  params: { protocolVersion: "2025-06-18", capabilities: {}, clientInfo: { name: "test", version: "1.0.0" } },
};
