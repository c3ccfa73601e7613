import { parseArgs } from "node:util";

const options = {
  json: { type: "string" },
  out: { type: "string" },
  "as-of": { type: "string" },
  heads: { type: "string" },
  budget: { type: "string" },
  compare: { type: "string" },
  allow: { type: "string", multiple: true },
  config: { type: "string" },
  check: { type: "boolean" },
  help: { type: "boolean", short: "h" },
} as const;

export type CommandLine = ReturnType<typeof parseCommandLine>;

/** The command line as commands and options; throws TypeError for an option that does not exist. */
export function parseCommandLine(args: string[]) {
  const { positionals, values } = parseArgs({ args, options, allowPositionals: true });
  return { positionals: values.help ? ["help"] : positionals, values };
}
