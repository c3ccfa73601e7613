import type { Chart } from "../../contract/chart.ts";
import type { Findings } from "../../contract/envelope.ts";
import { chooseMeasures } from "./choose-measures.ts";
import { quarterChange } from "./quarter-change.ts";
import type { ScorecardFields } from "./scorecard-fields.ts";
import { scorecardGaps } from "./scorecard-gaps.ts";
import { scorecardAssumptions, scorecardWarnings } from "./scorecard-notices.ts";
import type { ScorecardFacts, ScorecardQuestion } from "./scorecard-question.ts";
import type { Measure, ScorecardFigures } from "./scorecard-reads.ts";
import { setTarget } from "./set-target.ts";
import { settleQuestion } from "./settle-question.ts";
import { showScorecard } from "./show-scorecard.ts";

const charts: Chart[] = [
  { kind: "bars", title: "Events a year behind each early sign", list: "leading", label: "name", values: ["events_a_year"] },
];

/** Words that start a line, inside one; abbreviations keep their capitals. */
const inSentence = (words: string) => (/^[A-Z]{2}/.test(words) ? words : `${words.charAt(0).toLowerCase()}${words.slice(1)}`);

/** A measure with its owner at this stage and its definition. */
function lineOf({ measure, name, owner, cadence, action }: Measure, stageOwner: string | null, figures: ScorecardFigures) {
  const { numerator, denominator, policy } = figures.definitions.value.find((one) => one.measure === measure)!;
  const definition = `${numerator}, over ${inSentence(denominator)}; ${inSentence(policy)}`;
  return { measure, name, owner: stageOwner ?? owner, cadence, definition, action };
}

function leadingLine(
  measure: Measure,
  owner: string | null,
  facts: ScorecardFacts,
  figures: ScorecardFigures,
): ScorecardFields["leading"][number] {
  const branch = figures.tree.value.find((one) => one.measure === measure.measure)!;
  return { ...lineOf(measure, owner, figures), leads: branch.leads, ...quarterChange(measure.measure, facts, figures) };
}

/**
 * A scorecard for a company's stage, motion and touches: what to measure, why, who, when, how far each measure can be read, and what it should
 * reach. Values in each measure's unit. Throws Problem for unknown names and values outside their bounds. Source: rule metrics-scorecard.
 * @example designScorecard({ stage: "growth", motion: "enterprise", current: { grr: 0.9 } }, figures).fields.leading.length // 4
 */
export function designScorecard(
  question: ScorecardQuestion,
  figures: ScorecardFigures,
): Findings & { fields: ScorecardFields; facts: ScorecardFacts } {
  const facts = settleQuestion(question, figures);
  const { lagging, leading, left_out } = chooseMeasures(facts, figures);
  const { funding, owner } = figures.stages.value.find((one) => one.stage === facts.stage)!;
  const proof = figures.proofs.value.find((one) => one.funding === funding);
  const chosen = [...lagging, ...leading];
  const set = chosen.map((one) => setTarget(one, facts, figures));
  const fields: ScorecardFields = {
    stage: facts.stage,
    motion: facts.motion,
    proves: proof === undefined ? funding : `${proof.prove}, shown by ${proof.shown_by.toLowerCase()}`,
    lagging: lagging.map((one) => lineOf(one, owner, figures)),
    leading: leading.map((one) => leadingLine(one, owner, facts, figures)),
    left_out: left_out.map(({ measure: { measure, kind }, why }) => {
      const { events_a_year: _, ...quarter } = quarterChange(measure, facts, figures);
      const none = { change_seen: null, change_wanted: null, moves_in_a_quarter: null };
      return { measure, why, ...(kind === "leading" ? quarter : none) };
    }),
    targets: set.map(({ target }) => target),
    benchmarks: set.flatMap(({ published }) => published ?? []),
    ...showScorecard(chosen, facts, figures),
    charts,
  };
  return {
    fields,
    facts,
    warnings: scorecardWarnings(fields, facts, figures),
    assumptions: scorecardAssumptions(fields, facts, figures),
    undefined: scorecardGaps(fields),
  };
}
