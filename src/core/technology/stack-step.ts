import { CRM, PLATFORM, type TechnologyFigures } from "./figures.ts";
import { stagePlace } from "./judge-platform.ts";
import type { KnownTools } from "./known-tools.ts";
import type { Platform, WaitRow } from "./technology-fields.ts";
import type { TechnologyQuestion } from "./technology-question.ts";

/** What to do about one kind of tool now; null where it is there, not asked for, or not known. */
export type StackStep = { buy: string } | { wait: Omit<WaitRow, "tool" | "what" | "rule"> } | null;

/** All that the steps of the stack depend on. */
export interface StackQuestion {
  question: TechnologyQuestion;
  tools: KnownTools;
  platform: Platform;
  /** Needs in force, by the kind of tool that carries them. */
  needsOf: ReadonlyMap<string, readonly string[]>;
}

/** Waits for the layer that carries all others. Not known to be absent is not absent. */
const noContractLayer = ({ kinds }: KnownTools) => kinds !== null && !kinds.has(CRM);
const afterCrm: StackStep = {
  wait: { until: "a CRM holds accounts, contracts and renewals, the layer that carries all others" },
};

type StageRow = TechnologyFigures["stages"]["value"][number];

function dueByStage(
  { stage: first, do: advice }: StageRow,
  { question, tools }: StackQuestion,
  figures: TechnologyFigures,
): StackStep {
  const { stage } = question;
  if (tools.kinds === null) return null;
  const from = stagePlace(first, figures.stages);
  if (from > 0 && stage === undefined) return { wait: { until: `stage ${first}; your stage was not given`, stage_from: first } };
  if (stage !== undefined && stagePlace(stage, figures.stages) < from)
    return { wait: { until: `stage ${first}`, stage_from: first } };
  return { buy: `Due from stage ${first}: ${advice}.` };
}

function platformStep({ question, tools, platform }: StackQuestion, figures: TechnologyFigures): StackStep {
  const { verdict, stage_says, size_due, conditions_missing } = platform;
  if (verdict === "have" || verdict === "not_known") return null;
  if (noContractLayer(tools)) return afterCrm;
  const { trigger, readiness, readinessLimit } = figures;
  const from = (measure: string) => trigger.value.find((row) => row.measure === measure)?.from;
  const [csms_from, accounts_from] = [from("csms"), from("customers")];
  const counts = [csms_from !== undefined && `${csms_from} CSMs`, accounts_from !== undefined && `${accounts_from} accounts`];
  const size = counts.filter((count) => count !== false).join(" or ");
  if (verdict !== "wait") {
    const ready = verdict === "buy" ? "and the readiness list allows it" : "once the readiness list is answered";
    const due = stage_says === "buy" || stage_says === "mature";
    const says = [due && `stage ${question.stage}`, size_due && `the size (from ${size})`].filter(
      (one) => typeof one === "string",
    );
    return { buy: `Due by ${says.join(" and ")}, ${ready}.` };
  }
  const limit = readinessLimit.value.gaps_to_wait;
  const list = `fewer than ${limit} of the ${readiness.value.length} readiness conditions are missing`;
  if (conditions_missing.length >= limit) return { wait: { until: `${list}; now missing: ${conditions_missing.join(", ")}` } };
  if (size_due === true || stage_says === "buy" || stage_says === "mature")
    return { wait: { until: `readiness is answered and ${list}, since stage and size do not both say buy` } };
  return { wait: { until: `${size}, whichever comes first`, csms_from, accounts_from } };
}

/**
 * Whether a kind of tool is bought now or waits, and for what: the platform by stage, size and readiness; those the stages name by stage;
 * the rest when a need asks for them. Nothing above the contract layer is bought before it.
 * @example stackStep("support", stack, figures) // { wait: { until: "stage series_a", stage_from: "series_a" } }
 */
export function stackStep(tool: string, stack: StackQuestion, figures: TechnologyFigures): StackStep {
  if (stack.tools.kinds?.has(tool)) return null;
  if (tool === PLATFORM) return platformStep(stack, figures);
  const first = figures.stages.value.find(({ adds }) => adds.includes(tool));
  if (first !== undefined) return dueByStage(first, stack, figures);
  const needs = stack.needsOf.get(tool) ?? [];
  if (needs.length === 0 || stack.tools.kinds === null) return null;
  if (noContractLayer(stack.tools)) return afterCrm;
  return { buy: `You need ${needs.join(", ")}, and nothing you have carries it.` };
}
