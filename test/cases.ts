import { readdirSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { parse } from "yaml";
import * as z from "zod";

const folder = resolve(import.meta.dirname, "cases");

/**
 * One call of a tool as data: what it is about, its input, what its result must hold and how that was derived by hand. Tags say who uses it:
 * `door` runs through the built server, `zero` is a base in which each number is set to 0 and each truth value to false.
 */
const Case = z.strictObject({
  name: z.string(),
  tags: z.array(z.enum(["door", "zero"])),
  input: z.record(z.string(), z.unknown()),
  output: z.unknown().optional(),
  derivation: z.string().optional(),
});
export type Case = z.infer<typeof Case> & { tool: string };

/** Every case of test/cases, a file a tool, with the tool's name. */
export const cases: readonly Case[] = readdirSync(folder)
  .filter((name) => name.endsWith(".yaml"))
  .flatMap((name) =>
    z
      .array(Case)
      .parse(parse(readFileSync(join(folder, name), "utf8")))
      .map((one) => ({ ...one, tool: name.replace(".yaml", "") })),
  );

/** The cases that have a tag. */
export const casesWith = (tag: Case["tags"][number]): Case[] => cases.filter(({ tags }) => tags.includes(tag));

/** The small tables that the cases tagged `zero` read, by name. */
export const smallTables: Record<string, string> = Object.fromEntries(
  readdirSync(join(folder, "tables")).map((name) => [name, readFileSync(join(folder, "tables", name), "utf8")]),
);

/** The inputs of a tool's cases that have a tag. */
export const inputsOf = (tool: string, tag: Case["tags"][number]): Record<string, unknown>[] =>
  cases.filter((one) => one.tool === tool && one.tags.includes(tag)).map(({ input }) => input);
