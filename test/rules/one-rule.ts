import { parseData, parsePage } from "../../src/rules/page.ts";

/** The text of a small rule page; `extra` are further lines of its front matter. */
export function oneRule(title: string, extra = "", body = "Text.", tags = "a"): string {
  return `---
title: ${title}
impact: HIGH
when: Use when testing.
tags: [${tags}]
sources:
  - { id: house, title: House }
${extra}---
${body}
`;
}

/** A small rule with its data. */
export const ruleWith = (id: string, data: string, extra = "", body = "Text.") => ({
  ...parsePage(id, oneRule("T", extra, body)),
  data: parseData(id, data),
});
