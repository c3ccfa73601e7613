import { Problem } from "../contract/problem.ts";
import { PLATFORM, type TechnologyFigures } from "./figures.ts";
import type { KnownTools } from "./known-tools.ts";
import { plainName } from "./plain-name.ts";
import type { Platform } from "./technology-fields.ts";
import type { TechnologyQuestion } from "./technology-question.ts";

/** Place of a stage among the rule's. Throws Problem that names the stages there are. */
export function stagePlace(stage: string, { value }: TechnologyFigures["stages"]): number {
  const place = value.findIndex((row) => row.stage === plainName(stage));
  if (place === -1)
    throw new Problem({
      what: `There is no stage "${stage}".`,
      remedy: `The stages: ${value.map((row) => row.stage).join(", ")}.`,
    });
  return place;
}

/** Whether the size calls for a platform: one measure that reaches its trigger is enough, all must be known to say no. */
function sizeDue({ csms, accounts }: TechnologyQuestion, { value }: TechnologyFigures["trigger"]): boolean | null {
  const reached = value.map(({ measure, from }) => {
    const count = measure === "csms" ? csms : accounts;
    return count === undefined ? null : count >= from;
  });
  if (reached.includes(true)) return true;
  return reached.includes(null) ? null : false;
}

/** The readiness answers by name. Throws Problem for a question the rule does not ask. */
function answersOf(
  given: TechnologyQuestion["readiness"],
  { value }: TechnologyFigures["readiness"],
): ReadonlyMap<string, boolean> {
  const answers = new Map(Object.entries(given ?? {}).map(([name, yes]) => [plainName(name), yes]));
  const unknown = [...answers.keys()].filter((name) => !value.some(({ answer }) => answer === name));
  if (unknown.length)
    throw new Problem({
      what: `readiness answers questions there are not: ${unknown.join(", ")}.`,
      remedy: `The questions, true or false: ${value.map(({ answer }) => answer).join(", ")}.`,
    });
  return answers;
}

/**
 * Whether to buy the platform now. Stage and size each have a say; where only one says buy, the readiness list decides, and as many
 * missing conditions as the rule's limit always mean wait. Unknown answers are neither met nor missing.
 * Throws Problem for an unknown stage or readiness question.
 * @example judgePlatform({ stage: "growth", csms: 8 }, tools, figures).verdict // "buy_if_ready"
 */
export function judgePlatform(
  question: TechnologyQuestion,
  tools: KnownTools,
  figures: Pick<TechnologyFigures, "stages" | "trigger" | "readiness" | "readinessLimit">,
): Platform {
  const { stage } = question;
  const stage_says = stage === undefined ? null : figures.stages.value[stagePlace(stage, figures.stages)]!.platform;
  const size_due = sizeDue(question, figures.trigger);
  const answers = answersOf(question.readiness, figures.readiness);
  const named = (wanted: boolean | undefined) =>
    figures.readiness.value.filter(({ answer }) => answers.get(answer) === wanted).map(({ answer }) => answer);
  const [conditions_met, conditions_missing, conditions_unknown] = [named(true), named(false), named(undefined)];
  const limit = figures.readinessLimit.value.gaps_to_wait;
  const stage_due = stage_says === "buy" || stage_says === "mature";
  const verdict = (): Platform["verdict"] => {
    if (tools.kinds?.has(PLATFORM)) return "have";
    if (stage_says === null && size_due === null) return "not_known";
    if (!stage_due && size_due !== true) return "wait";
    if (conditions_missing.length >= limit) return "wait";
    if (conditions_missing.length + conditions_unknown.length < limit) return "buy";
    return stage_due && size_due === true ? "buy_if_ready" : "wait";
  };
  return { verdict: verdict(), stage_says, size_due, conditions_met, conditions_missing, conditions_unknown };
}

/** Neither stage nor size calls for a platform: its line buys nothing, so the other lines share the whole. */
export function notDue({ verdict, stage_says, size_due }: Platform): boolean {
  return verdict === "wait" && size_due !== true && stage_says !== "buy" && stage_says !== "mature";
}
