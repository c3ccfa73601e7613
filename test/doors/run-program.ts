import { spawn } from "node:child_process";
import { examples, program } from "./built-program.ts";

export interface RunOptions {
  working?: string;
  /** Standard input. */
  input?: string;
  environment?: Record<string, string>;
}

/** One command run to its end; not awaited one by one, since several at a time use both halves of a small machine. */
export function run(command: string, args: string[], { working = examples, input = "", environment = {} }: RunOptions = {}) {
  return new Promise<{ code: number | null; stdout: string; stderr: string }>((resolve, reject) => {
    const child = spawn(command, args, { cwd: working, env: { ...process.env, ...environment } });
    const chunks: { stdout: Buffer[]; stderr: Buffer[] } = { stdout: [], stderr: [] };
    child.stdout.on("data", (chunk: Buffer) => chunks.stdout.push(chunk));
    child.stderr.on("data", (chunk: Buffer) => chunks.stderr.push(chunk));
    child.on("error", reject);
    child.on("close", (code) =>
      resolve({ code, stdout: Buffer.concat(chunks.stdout).toString(), stderr: Buffer.concat(chunks.stderr).toString() }),
    );
    // A program that ends without reading closes this end; that is no fault of the test.
    child.stdin.on("error", () => {});
    child.stdin.end(input);
  });
}

/** One run of the bundled command line, as a person would start it. */
export const runProgram = (args: string[], options?: RunOptions) => run(process.execPath, [program, ...args], options);
