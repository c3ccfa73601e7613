import { exitCodes } from "./exit-codes.ts";
import { type CommandLine, parseCommandLine } from "./parse-command-line.ts";
import { runCommand } from "./run-command.ts";
import { startPorts } from "./start-ports.ts";
import { usage } from "./usage.ts";

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

function leave(code: number, message?: string): never {
  if (message) process.stderr.write(`${message}\n`);
  process.exit(code);
}

/** Starts the door the command line asks for: a command, or the server when there is none. */
export async function main(args: string[], serve: (ports: ReturnType<typeof startPorts>) => Promise<void>): Promise<void> {
  let line: CommandLine;
  try {
    line = parseCommandLine(args);
  } catch (error) {
    leave(exitCodes.mend, `${messageOf(error)}\n\n${usage}`);
  }
  process.stdout.on("error", () => leave(exitCodes.done));
  let ports: ReturnType<typeof startPorts>;
  try {
    ports = startPorts(line.values);
  } catch (error) {
    leave(exitCodes.mend, messageOf(error));
  }
  if (line.positionals.length === 0) return serve(ports);
  try {
    process.exitCode = await runCommand(line, ports);
  } catch (error) {
    leave(error instanceof Error && error.name === "Problem" ? exitCodes.mend : exitCodes.fault, messageOf(error));
  }
}
