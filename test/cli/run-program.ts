import { spawnSync } from "node:child_process";
import { examples, program } from "../built-program.ts";

interface RunOptions {
  working?: string;
  /** Standard input. */
  input?: string;
  environment?: Record<string, string>;
}

/** One run of the bundled command line, as a person would start it. */
export function runProgram(args: string[], { working = examples, input = "", environment = {} }: RunOptions = {}) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [program, ...args], {
    cwd: working,
    input,
    encoding: "utf8",
    env: { ...process.env, ...environment },
  });
  return { code: status, stdout, stderr };
}
