import { existsSync } from "node:fs";
import type { Ports } from "../tools/ports.ts";
import { exitCodes } from "./exit-codes.ts";
import { ownFile } from "./own-file.ts";
import { type CommandLine, parseCommandLine } from "./parse-command-line.ts";
import { usage } from "./usage.ts";

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

function leave(code: number, message?: string): never {
  if (message) process.stderr.write(`${message}\n`);
  process.exit(code);
}

/** Starts the door the command line asks for: a command, or the server when there is none. */
export async function main(args: string[], serve: (open: () => Promise<Ports>) => Promise<void>): Promise<void> {
  let line: CommandLine;
  try {
    line = parseCommandLine(args);
  } catch (error) {
    leave(exitCodes.mend, `${messageOf(error)}\n\n${usage}`);
  }
  process.stdout.on("error", () => leave(exitCodes.done));
  let opened: Promise<Ports> | undefined;
  const open = (): Promise<Ports> => {
    opened ??= import("./start-ports.ts").then(({ startPorts }) => startPorts(line.values));
    return opened;
  };
  const serving = line.positionals.length === 0;
  try {
    // A mistake in the user's own file stops the start; without such a file the server opens the rules when they are first asked for.
    if (!serving || line.values.config !== undefined || existsSync(ownFile(undefined))) await open();
  } catch (error) {
    leave(exitCodes.mend, messageOf(error));
  }
  if (serving) return serve(open);
  try {
    const { runCommand } = await import("./run-command.ts");
    process.exitCode = await runCommand(line, await open());
  } catch (error) {
    leave(error instanceof Error && error.name === "Problem" ? exitCodes.mend : exitCodes.fault, messageOf(error));
  }
}
