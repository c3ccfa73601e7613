import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import type { RuleData, RuleFrontMatter } from "../core/rule.ts";

/**
 * What the texts of the library held when the program was built, by the fingerprint of each text. A text that differs by one letter has another
 * fingerprint and is read anew, so that nothing out of date is ever served; without the file, everything is read.
 */
export interface ReadBefore {
  page(text: string): { front: RuleFrontMatter; body_from: number } | undefined;
  data(text: string): RuleData | undefined;
  words(text: string): Record<string, unknown> | undefined;
}

export const nothingBefore: ReadBefore = { page: () => undefined, data: () => undefined, words: () => undefined };

const fingerprint = (text: string): string => createHash("sha256").update(text).digest("base64url");

/** One line of the file. */
export const readLine = (text: string, held: unknown): string => `${fingerprint(text)} ${JSON.stringify(held)}`;

/** Opens the file when it is first asked, and takes out of it only what is asked for. */
export function readBefore(path: string): ReadBefore {
  let lines: Map<string, string> | undefined;
  const open = (): Map<string, string> => {
    try {
      const all = readFileSync(path, "utf8").split("\n");
      return new Map(all.map((line) => [line.slice(0, line.indexOf(" ")), line.slice(line.indexOf(" ") + 1)]));
    } catch {
      return new Map();
    }
  };
  const find = <Held>(text: string): Held | undefined => {
    lines ??= open();
    const found = lines.get(fingerprint(text));
    if (found === undefined) return undefined;
    try {
      return JSON.parse(found) as Held;
    } catch {
      // A line that was cut off.
      return undefined;
    }
  };
  return { page: find, data: find, words: find };
}
