import { Role } from "../../contract/vocabulary.ts";
import type { AssessmentAsk } from "./assessment-question.ts";
import type { AssessmentFigures } from "./assessment-reads.ts";
import { gapStages } from "./rank-gaps.ts";

/**
 * The names that a question's rules list, in words; "" where it takes none.
 * @example namesAccepted("stage", figures) // ""
 */
export function namesAccepted(ask: AssessmentAsk, figures: AssessmentFigures): string {
  const sentence = (what: string, names: readonly string[]) => `${what}: ${names.join("; ")}.`;
  const levels = () => figures.ambitions.value.map(({ level }) => level);
  switch (ask) {
    case "maturity":
      return sentence(
        "The parts",
        figures.components.value.map(({ component }) => component),
      );
    case "ambition":
      return sentence("The levels", levels());
    case "reporting":
      return `${sentence(
        "The lines",
        figures.reportingLines.value.map(({ reports_to }) => reports_to),
      )} ${sentence("The levels of ambition", levels())}`;
    case "root_cause":
      return sentence(
        "Places to look",
        figures.evidence.value.map(({ look_at }) => look_at),
      );
    case "red_flags":
      return sentence("The roles", Role.options);
    case "journey":
      return sentence("The stages", gapStages(figures));
    default:
      return "";
  }
}
