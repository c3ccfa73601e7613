import type { Assumption, Basis, Warning } from "../../core/contract/envelope.ts";
import type { Plan } from "../../core/plan/plan.ts";
import { escapeMarkdown } from "../escape.ts";
import { table } from "../table.ts";
import { booksSection } from "./books-section.ts";
import { optionsSection } from "./options-section.ts";
import { playbookSection } from "./playbook-section.ts";
import { proposedSection } from "./proposed-section.ts";
import { retentionSection } from "./retention-section.ts";
import { roadmapSection } from "./roadmap-section.ts";
import { scorecardSection } from "./scorecard-section.ts";
import { sinceSection } from "./since-section.ts";
import { teamSection } from "./team-section.ts";
import { tieSection } from "./tie-section.ts";
import { tierSection } from "./tier-section.ts";
import { unknownSection } from "./unknown-section.ts";
import { verdict } from "./verdict.ts";

export interface Appendix {
  assumptions: readonly Assumption[];
  warnings: readonly Warning[];
  basis: readonly Pick<Basis, "rule" | "figure" | "standard" | "overridden">[];
}

function assumptionSection(assumptions: readonly Assumption[]): string {
  const rows = assumptions.map((one) => [one.what, one.value, one.why, one.if_wrong].map(escapeMarkdown));
  return `## Appendix: assumptions\n\n${rows.length ? table(["What", "Taken as", "Why", "If it is wrong"], rows) : "None."}`;
}

function basisSection(basis: Appendix["basis"]): string {
  const rows = basis.map((one) => [one.rule, one.figure, one.standard, one.overridden ? "yours" : ""]);
  return `## Appendix: the rules behind the numbers\n\n${table(["Page", "Figure", "Standard", "Overridden"], rows)}`;
}

function heading(plan: Plan): string {
  return `# Customer-success plan: ${escapeMarkdown(plan.name)}\n\n${plan.as_of === null ? "No date was given, so weeks are counted from the start of the plan." : `As of ${plan.as_of}.`}`;
}

/** The whole plan as one markdown document: the verdict, every part, then the assumptions and rules behind it. */
export function planDocument(plan: Plan, appendix: Appendix): string {
  const warnings = appendix.warnings.map((one) => `- ${escapeMarkdown(one.message)}`).join("\n");
  return [
    heading(plan),
    `## Verdict\n\n${verdict(plan)
      .map((line, index) => `${index + 1}. ${escapeMarkdown(line)}`)
      .join("\n")}`,
    sinceSection(plan),
    tierSection(plan),
    retentionSection(plan),
    teamSection(plan),
    booksSection(plan),
    optionsSection(plan),
    proposedSection(plan),
    scorecardSection(plan),
    playbookSection(plan),
    roadmapSection(plan),
    unknownSection(plan),
    tieSection(plan),
    warnings ? `## Warnings\n\n${warnings}` : null,
    assumptionSection(appendix.assumptions),
    basisSection(appendix.basis),
  ]
    .filter((part): part is string => part !== null)
    .join("\n\n");
}

/** One page for the board: what is asked, what it costs and must win back, what is unknown. */
export function boardSummary(plan: Plan): string {
  const lines = verdict(plan);
  const ask = lines.at(-1)!;
  return [
    heading(plan).replace("Customer-success plan", "Board summary"),
    `**${escapeMarkdown(ask)}**`,
    lines
      .slice(0, -1)
      .map((line) => `- ${escapeMarkdown(line)}`)
      .join("\n"),
    optionsTable(plan),
  ].join("\n\n");
}

function optionsTable(plan: Plan): string {
  return optionsSection(plan).split("\n\n").slice(1, 3).join("\n\n");
}
