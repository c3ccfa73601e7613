import { tools } from "../tools/index.ts";
import type { Ports } from "../tools/ports.ts";
import { blueprintCommand } from "./blueprint-command.ts";
import { callCommand } from "./call-command.ts";
import { type ExitCode, exitCodes } from "./exit-codes.ts";
import type { CommandLine } from "./parse-command-line.ts";
import { rulesCommand } from "./rules-command.ts";
import { usage } from "./usage.ts";

/** Runs one command of the command line and gives its exit code. */
export async function runCommand({ positionals, values }: CommandLine, ports: Ports): Promise<ExitCode> {
  const [command, ...rest] = positionals;
  switch (command) {
    case "call":
      return callCommand(rest[0], values.json, values.allow ?? [], ports);
    case "blueprint":
      return blueprintCommand(
        rest,
        { out: values.out, asOf: values["as-of"], heads: values.heads, budget: values.budget, compare: values.compare },
        ports,
      );
    case "rules":
      return rulesCommand(rest[0], values.check ?? false, ports);
    case "tools":
      for (const tool of tools) process.stdout.write(`${tool.name.padEnd(22)} ${tool.description}\n`);
      return exitCodes.done;
    case "help":
      process.stdout.write(usage);
      return exitCodes.done;
    default:
      process.stderr.write(`There is no command "${command}".\n\n${usage}`);
      return exitCodes.mend;
  }
}
