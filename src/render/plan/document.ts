import type { Plan } from "../../core/plan/plan.ts";
import { escapeMarkdown } from "../escape.ts";
import { type Appendix, assumptionSection, basisSection, warningSection } from "./appendix-sections.ts";
import { booksSection } from "./books-section.ts";
import { dateLine } from "./date-line.ts";
import { optionsSection } from "./options-section.ts";
import { playbookSection } from "./playbook-section.ts";
import { proposedSection } from "./proposed-section.ts";
import { renewalsSection } from "./renewals-section.ts";
import { retentionSection } from "./retention-section.ts";
import { roadmapSection } from "./roadmap-section.ts";
import { scorecardSection } from "./scorecard-section.ts";
import { sinceSection } from "./since-section.ts";
import { teamSection } from "./team-section.ts";
import { tieSection } from "./tie-section.ts";
import { tierSection } from "./tier-section.ts";
import { unknownSection } from "./unknown-section.ts";
import { verdict } from "./verdict.ts";

export type { Appendix } from "./appendix-sections.ts";

/** The whole plan as one markdown document: the verdict, every part, then the assumptions and rules behind it. */
export function planDocument(plan: Plan, appendix: Appendix): string {
  const lines = verdict(plan).map((line, index) => `${index + 1}. ${escapeMarkdown(line)}`);
  return [
    `# Customer-success plan: ${escapeMarkdown(plan.name)}`,
    dateLine(plan),
    `## Verdict\n\n${lines.join("\n")}`,
    sinceSection(plan),
    tierSection(plan),
    retentionSection(plan),
    renewalsSection(plan),
    teamSection(plan),
    booksSection(plan),
    optionsSection(plan),
    proposedSection(plan),
    scorecardSection(plan),
    playbookSection(plan),
    roadmapSection(plan),
    unknownSection(plan),
    tieSection(plan),
    warningSection(appendix.warnings),
    assumptionSection(appendix.assumptions),
    basisSection(appendix.basis),
  ]
    .filter((part): part is string => part !== null)
    .join("\n\n");
}
