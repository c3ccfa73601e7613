import { setFlagsFromString } from "node:v8";
import type { Doors } from "../mcp/server.ts";
import type { OpenPorts } from "../tool/ports.ts";
import type { callsAside } from "./call-aside.ts";
import { type CommandLine, exitCodes, parseCommandLine, usage } from "./command-line.ts";
import type { followPorts } from "./commands.ts";

/**
 * By how much the heap may grow before it is collected again, in percent. Left to itself it grows fourfold, and a command on a book of 200,000
 * takes 950 MiB instead of 500 for a tenth of the time. The server is left as its host starts it.
 */
const HEAP_GROWTH = 100; // not a figure: a choice between time and memory
/**
 * How much of other functions the engine copies into one that it compiles, in bytes of its code; left to itself, 920. A command runs once, and
 * compiling costs it more than calls do: a third of the inlining takes a tenth off a million rows.
 */
const MOST_INLINED = 300; // not a figure: a choice between compiling and running

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

function leave(code: number, message?: string): never {
  if (message) process.stderr.write(`${message}\n`);
  process.exit(code);
}

/** Starts the door the command line asks for: a command, or the server when there is none. */
export async function main(args: string[], version: string, serve: (doors: Doors) => Promise<void>): Promise<void> {
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
  if (line.positionals.length === 0 || line.positionals[0] === "serve") {
    // The server starts whatever the user's own file holds, and opens the rules when they are first asked for: a host shuts out one that does not.
    const allow = [...line.positionals.slice(1), ...(line.values.allow ?? [])];
    const options = { config: line.values.config, allow };
    let follow: Promise<ReturnType<typeof followPorts>> | undefined;
    let calls: Promise<ReturnType<typeof callsAside>> | undefined;
    return serve({
      async open(host) {
        follow ??= import("./commands.ts").then(({ followPorts }) => followPorts(options));
        return (await follow)(host);
      },
      async aside(call, watch) {
        calls ??= import("./call-aside.ts").then(({ callsAside }) => callsAside(options));
        return (await calls)(call, watch);
      },
    });
  }
  setFlagsFromString(`--heap-growing-percent=${HEAP_GROWTH}`);
  setFlagsFromString(`--max-inlined-bytecode-size-cumulative=${MOST_INLINED}`);
  let ports: Awaited<ReturnType<OpenPorts>>;
  try {
    const { startPorts } = await import("./commands.ts");
    ports = await startPorts(line.values);
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
