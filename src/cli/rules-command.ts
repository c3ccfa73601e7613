import { figureReferences } from "../tools/index.ts";
import type { Ports } from "../tools/ports.ts";
import { type ExitCode, exitCodes } from "./exit-codes.ts";

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

function checkAll({ library }: Ports): ExitCode {
  const faults: string[] = [];
  const attempt = (run: () => unknown) => {
    try {
      run();
    } catch (error) {
      faults.push(messageOf(error));
    }
  };
  const prefixes = library.sections().map((section) => section.prefix);
  for (const id of library.ids()) {
    attempt(() => library.rule(id));
    if (!prefixes.some((prefix) => id.startsWith(`${prefix}-`)))
      faults.push(`rules/${id}.md: no section of _sections.md has its prefix.`);
  }
  for (const reference of figureReferences()) attempt(() => library.figure(reference));
  const unique = [...new Set(faults)];
  process.stdout.write(unique.length ? `${unique.join("\n")}\n` : `${library.ids().length} rules are valid.\n`);
  return unique.length ? exitCodes.mend : exitCodes.done;
}

/** cs-strategist rules [ID]: the library by section, one page, or a check of all of it. */
export function rulesCommand(id: string | undefined, check: boolean, ports: Ports): ExitCode {
  const { library } = ports;
  if (check) return checkAll(ports);
  if (id !== undefined) {
    const { front, body } = library.rule(id);
    process.stdout.write(`# ${front.title}\n\n${front.when}\n\n${body}\n`);
    return exitCodes.done;
  }
  for (const section of library.sections()) {
    const ids = library.ids().filter((one) => one.startsWith(`${section.prefix}-`));
    if (ids.length === 0) continue;
    process.stdout.write(`\n${section.title}: ${section.about}\n`);
    for (const one of ids) process.stdout.write(`  ${one.padEnd(34)} ${library.rule(one).front.title}\n`);
  }
  return exitCodes.done;
}
