import type { Section } from "../core/contract/rule.ts";

/**
 * The sections of the library in their order: each heading of _sections.md reads "## prefix: Title", with a paragraph below.
 * @example readSections("## org: Team\nWho does what.\n")[0].prefix // "org"
 */
export function readSections(text: string): Section[] {
  return [...text.matchAll(/^## ([a-z]+): (.+)\n+([^\n]+)/gm)].map((match) => ({
    prefix: match[1]!,
    title: match[2]!.trim(),
    about: match[3]!.trim(),
  }));
}
