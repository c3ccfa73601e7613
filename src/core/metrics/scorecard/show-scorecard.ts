import type { ScorecardFields } from "./scorecard-fields.ts";
import type { ScorecardFacts } from "./scorecard-question.ts";
import type { Measure, ScorecardFigures } from "./scorecard-reads.ts";

type Shown = Pick<ScorecardFields, "by_role" | "cadence" | "board_slide" | "executive_dashboard" | "csm_dashboard">;

/**
 * Where a scorecard is read: by whom, when, on the board's slide, on the executive's and on the CSM's page. `known` names the measures of an
 * element that have a value today. Sources: rules metrics-by-role, metrics-cadences, metrics-board-slide, metrics-dashboard, metrics-csm-dashboard.
 * @example showScorecard(measures, facts, figures).board_slide.elements.length // 4
 */
export function showScorecard(
  measures: readonly Measure[],
  { current, touches }: ScorecardFacts,
  figures: ScorecardFigures,
): Shown {
  const names = measures.map(({ measure }) => measure);
  const needs = figures.slideNeeds.value;
  return {
    by_role: figures.roles.value.map((row) => ({
      ...row,
      measures: (figures.roleMeasures.value.find(({ role }) => role === row.role)?.measures ?? []).filter((one) =>
        names.includes(one),
      ),
    })),
    cadence: measures.map(({ measure, cadence }) => {
      const own = figures.clocks.value.find((clock) => clock.measure === measure);
      const line = figures.cadences.value.find((row) => row.measure === own?.clock);
      return {
        measure,
        computed: line?.computed ?? own?.computed ?? cadence,
        reported: line?.reported ?? own?.reported ?? cadence,
      };
    }),
    board_slide: {
      standard: figures.slide.standard,
      elements: figures.slide.value.map(({ element, shows }) => {
        const need = needs.find((one) => one.element === element);
        return {
          element,
          shows,
          known: (need?.measures ?? []).filter((measure) => current[measure] !== undefined),
          bring: need?.bring ?? shows,
          tool: need?.tool ?? "find_rules",
        };
      }),
    },
    executive_dashboard: figures.blocks.value,
    csm_dashboard: {
      pages: figures.pages.value.filter(({ touch }) => touches === null || touches.includes(touch)),
      order: [...figures.order.value].sort((a, b) => a.place - b.place).map(({ shows, because }) => ({ shows, because })),
    },
  };
}
