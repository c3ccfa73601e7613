import { orNull } from "../../../src/core/known.ts";
import type { Touch } from "../../../src/core/vocabulary.ts";
import {
  type PlaybookChecks,
  type PlaybookKind,
  type PlaybookOutlines,
  type PlaybookStep,
  playbookReads,
} from "../../../src/topics/playbooks/figures.ts";
import { lexicon, type ReviewRule, reviewReads } from "../../../src/topics/playbooks/read-text.ts";
import { reviewPlaybook } from "../../../src/topics/playbooks/review-playbook.ts";
import type { Model } from "../../../src/topics/playbooks/rewrite-text.ts";
import { reviewFindings } from "../../../src/topics/playbooks/words.ts";
import { shippedLibrary as library } from "../../shipped-library.ts";

/** The shipped word lists: what the check says is decided by them. */
export const rule = Object.fromEntries(
  Object.entries(reviewReads).map(([name, reference]) => [name, library.figure(reference).value]),
) as unknown as ReviewRule;
export const words = lexicon(rule);

/** The catalogue's playbook of a kind and touch model. */
export function modelOf(kind: PlaybookKind, touch: Touch): Model | null {
  const outline = library.figure<PlaybookOutlines>(playbookReads[kind]).value.find((line) => line.touch === touch);
  if (outline === undefined) return null;
  return {
    kind,
    touch,
    outline,
    steps: library.figure<PlaybookStep[]>(playbookReads[`${kind}_steps`]).value.filter((step) => step.touch === touch),
    checks: library
      .figure<PlaybookChecks>(playbookReads[`${kind}_checks`])
      .value.filter((check) => check.touches.includes(touch)),
  };
}

/** A review as the wire has it. */
export function review(text: string, given: { kind?: PlaybookKind; touch?: Touch } = {}) {
  const made = reviewPlaybook(text, rule, modelOf, given);
  const { findings, steps_found, nearest } = made;
  return {
    ...made,
    ...reviewFindings(made),
    findings: orNull(findings) ?? [],
    steps_found: orNull(steps_found),
    nearest: orNull(nearest),
  };
}
export const faults = (text: string): string[] => review(text).findings.map(({ fault }) => fault);
