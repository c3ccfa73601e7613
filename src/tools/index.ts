import type { FigureReference } from "../core/contract/figure.ts";
import { buildBlueprint } from "./build-blueprint.ts";
import { computeNrr } from "./compute-nrr.ts";
import { designTiers } from "./design-tiers.ts";
import { draftPlaybook } from "./draft-playbook.ts";
import { findBenchmarks } from "./find-benchmarks.ts";
import { findRules } from "./find-rules.ts";
import { inspectTable } from "./inspect-table.ts";
import { sizeTeam } from "./size-team.ts";
import type { AnyTool } from "./tool.ts";

/** Every tool, in the order clients list them: look, measure, design, decide. */
export const tools: readonly AnyTool[] = [
  findRules,
  findBenchmarks,
  inspectTable,
  computeNrr,
  designTiers,
  sizeTeam,
  draftPlaybook,
  buildBlueprint,
];

/** Every figure some tool reads, so that a user's own values can be checked before the first call. */
export function figureReferences(): FigureReference[] {
  return tools.flatMap((tool) => Object.values(tool.reads));
}
