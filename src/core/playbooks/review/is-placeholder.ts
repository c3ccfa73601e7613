import type { Lexicon } from "./lexicon.ts";

/** True when a text says nothing but that it is still to be written. @example isPlaceholder("TBD", lexicon) // true */
export function isPlaceholder(text: string, { placeholders }: Lexicon): boolean {
  const bare = text
    .toLowerCase()
    .replace(/[^\p{L}\p{N}/ ]/gu, " ")
    .replace(/\s+/g, " ")
    .trim();
  return bare === "" || placeholders.has(bare);
}
