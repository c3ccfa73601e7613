import { readFileSync } from "node:fs";
import { isDeepStrictEqual } from "node:util";
import { crc32 } from "node:zlib";
import type { FigureReference } from "../core/figure.ts";
import type { RuleData, RuleFrontMatter } from "../core/rule.ts";

/** Figures that have the shape every tool wants: name -> standard -> value where checking makes it another one, null where it stays as it stands. */
export type CheckedFigures = Record<string, Record<string, unknown> | null>;

/**
 * What the texts of the library held when the program was built, by the fingerprint of each text. A text that differs by one letter has another
 * fingerprint and is read anew, so that nothing out of date is ever served; without the file, everything is read.
 */
export interface ReadBefore {
  page(text: string): { front: RuleFrontMatter; body_from: number } | undefined;
  data(text: string): { data: RuleData; checked: CheckedFigures } | undefined;
  words(text: string): Record<string, unknown> | undefined;
}

export const nothingBefore: ReadBefore = { page: () => undefined, data: () => undefined, words: () => undefined };

/** Any change within four letters gives another sum, and so does nearly every larger one. */
const fingerprint = (text: string): string => `${text.length}-${crc32(text)}`;

/** One line of the file. */
export const readLine = (text: string, held: unknown): string => `${fingerprint(text)} ${JSON.stringify(held)}`;

/** The figures of a rule's data that every reference to them takes, with what their shapes make of them. */
export function checkFigures(id: string, { figures }: RuleData, references: readonly FigureReference[]): CheckedFigures {
  const checked: CheckedFigures = { __proto__: null as never };
  for (const [name, standards] of Object.entries(figures)) {
    const shapes = references.filter((one) => one.rule === id && one.name === name).map(({ shape }) => shape);
    const made = shapes.map((shape) => {
      const read = Object.entries(standards).map(([standard, value]) => [standard, shape.safeParse(value)] as const);
      const good = read.every(([, { success, data }]) => success && isDeepStrictEqual(JSON.parse(JSON.stringify(data)), data));
      return good ? JSON.stringify(Object.fromEntries(read.map(([standard, { data }]) => [standard, data]))) : null;
    });
    const [first] = made;
    if (first === undefined || first === null || made.some((one) => one !== first)) continue;
    checked[name] = first === JSON.stringify(standards) ? null : (JSON.parse(first) as Record<string, unknown>);
  }
  return checked;
}

const [BLANK, LINE_END] = [0x20, 0x0a];

/** Opens the file when it is first asked, and takes out of it only what is asked for. */
export function readBefore(path: string): ReadBefore {
  /** Where the line of each text begins and ends. */
  let places: Map<string, { begin: number; end: number }> | undefined;
  let bytes = Buffer.alloc(0);
  const open = (): NonNullable<typeof places> => {
    const found: NonNullable<typeof places> = new Map();
    try {
      bytes = readFileSync(path);
    } catch {
      return found;
    }
    for (let at = 0; at < bytes.length; ) {
      const next = bytes.indexOf(LINE_END, at);
      const [name, end] = [bytes.indexOf(BLANK, at), next === -1 ? bytes.length : next];
      if (name !== -1 && name < end) found.set(bytes.toString("latin1", at, name), { begin: name + 1, end });
      at = end + 1;
    }
    return found;
  };
  const find = <Held>(text: string): Held | undefined => {
    places ??= open();
    const found = places.get(fingerprint(text));
    if (found === undefined) return undefined;
    try {
      return JSON.parse(bytes.toString("utf8", found.begin, found.end)) as Held;
    } catch {
      // A line that was cut off.
      return undefined;
    }
  };
  return { page: find, data: find, words: find };
}
