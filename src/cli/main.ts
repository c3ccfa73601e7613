import type { Ports } from "../tool/ports.ts";
import { type CommandLine, exitCodes, parseCommandLine, usage } from "./command-line.ts";

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

function leave(code: number, message?: string): never {
  if (message) process.stderr.write(`${message}\n`);
  process.exit(code);
}

/** Starts the door the command line asks for: a command, or the server when there is none. */
export async function main(args: string[], version: string, serve: (open: () => Promise<Ports>) => Promise<void>): Promise<void> {
  let line: CommandLine;
  try {
    line = parseCommandLine(args);
  } catch (error) {
    leave(exitCodes.mend, `${messageOf(error)}\n\n${usage}`);
  }
  process.stdout.on("error", () => leave(exitCodes.done));
  if (line.positionals[0] === "version") {
    process.stdout.write(`${version}\n`);
    return;
  }
  if (line.positionals.length === 0) {
    // The server starts whatever the user's own file holds, and opens the rules when they are first asked for: a host shuts out one that does not.
    let follow: Promise<() => Ports> | undefined;
    return serve(async () => {
      follow ??= import("./commands.ts").then(({ followPorts }) => followPorts(line.values));
      return (await follow)();
    });
  }
  let ports: Ports;
  try {
    const { startPorts } = await import("./commands.ts");
    ports = startPorts(line.values);
  } catch (error) {
    leave(exitCodes.mend, messageOf(error));
  }
  try {
    const { runCommand } = await import("./commands.ts");
    process.exitCode = await runCommand(line, ports);
  } catch (error) {
    leave(error instanceof Error && error.name === "Problem" ? exitCodes.mend : exitCodes.fault, messageOf(error));
  }
}
