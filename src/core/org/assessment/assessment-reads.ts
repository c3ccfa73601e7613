import * as z from "zod";
import { type Figures, figure } from "../../contract/figure.ts";
import { Band } from "../../contract/vocabulary.ts";
import { confidenceFigure, grrBandsFigure, nrrBandsFigure } from "../../metrics/figures.ts";
import { phasesFigure, roleTriggersFigure, spansFigure, stagesFigure } from "../figures.ts";
import { marks } from "./assessment-question.ts";

const Share = z.number().min(0).max(1);
const Count = z.number().multipleOf(1).min(0);
const rows = <Shape extends z.ZodRawShape>(shape: Shape) => z.array(z.strictObject(shape)).min(1);
const text = z.string();

/** Every figure an assessment may read. */
export const assessmentReads = {
  maturityStages: figure("org-maturity", "maturity_stages", rows({ stage: text, focus: text })),
  components: figure("org-maturity", "maturity_components", rows({ component: text, low: text, medium: text, high: text })),
  stageByWeakest: figure("org-maturity", "stage_by_weakest", rows({ weakest: z.enum(marks), stage: text })),
  stages: stagesFigure,
  phases: phasesFigure,
  provedByFunding: figure("org-stages", "stages_by_funding", rows({ funding: text, prove: text, shown_by: text })),
  stageRounds: figure("org-stages", "rounds", rows({ round: text, funding: text })),
  pointsTo: figure("org-stages", "points_to", rows({ reading: text, stage_from: text, stage_to: text })),
  ambitions: figure("org-ambition", "ambitions", rows({ level: text, expects: text, measured_by: text, funded_from: text })),
  ambitionTests: figure(
    "org-ambition",
    "tests",
    rows({
      question: text,
      answered_by: z.enum(["next_year_from_signed", "trouble_if_largest_leave", "growth_from_expansion"]),
      yes_means: text,
      at_least: text,
    }),
  ),
  largestCustomers: figure("org-ambition", "largest_customers", Count),
  moveUpMonths: figure("org-ambition", "move_up_months", Count),
  nextYearFromSigned: figure("metrics-concentration", "next_year_from_signed", Share),
  growthFromExpansion: figure("metrics-concentration", "growth_from_expansion", Share),
  topTwentyShare: figure("metrics-concentration", "top_twenty_share", Share),
  reportingLines: figure("org-reporting-line", "reporting_lines", rows({ reports_to: text, case_for: text, failure_mode: text })),
  ceoEmployees: figure("org-reporting-line", "direct_to_ceo_employees", Band),
  archetypes: figure("org-first-hire", "archetypes", rows({ archetype: text, does: text, wrong_when: text })),
  archetypeByStage: figure(
    "org-first-hire",
    "archetype_by_stage",
    rows({ funding: text, people_from: Count, people_to: Count.nullable(), hire: text }),
  ),
  hireRounds: figure("org-first-hire", "rounds", rows({ round: text, funding: text })),
  playerCoach: figure(
    "org-leadership-bench",
    "player_coach_limit",
    z.strictObject({ works_up_to_csms: Band, broken_at_csms: Count }),
  ),
  causes: figure("org-root-cause", "causes", rows({ cause: text, lies: text, consists_of: text })),
  evidence: figure("org-root-cause", "evidence", rows({ look_at: text, points_upstream: text, points_to_execution: text })),
  causeRule: figure("org-root-cause", "cause_rule", z.strictObject({ fewest_losses: Count, leading_share: Share })),
  standardErrors: confidenceFigure,
  redFlags: figure(
    "economics-cost-of-none",
    "red_flags",
    rows({ flag: text, answered_by: z.enum(["surprise_losses", "danger_named", "renewals_owned", "lost_arr"]), look_at: text }),
  ),
  redFlagCount: figure("economics-cost-of-none", "red_flag_count", z.strictObject({ flags: Count, emergency_from: Count })),
  redFlagLimits: figure(
    "economics-cost-of-none",
    "red_flag_limits",
    z.strictObject({ surprise_share: Share, lost_of_new_share: Share }),
  ),
  grrBands: grrBandsFigure,
  nrrBands: nrrBandsFigure,
  operationsSignal: figure("org-roles", "operations_signal", Share),
  operationsSignals: figure(
    "operations-when-to-hire",
    "signals",
    rows({ signal: text, how_to_see_it: text, number_stands_on: text }),
  ),
  roleTriggers: roleTriggersFigure,
  spans: spansFigure,
  frictions: figure("journey-friction", "frictions", rows({ stage: text, friction: text, effect: text, remedy: text })),
  journeyStages: figure(
    "journey-stages",
    "stages",
    z.array(
      z.strictObject({
        stage: text,
        customer_wants: text.optional(),
        you_want: text.optional(),
        customer_success_has_a_part: z.boolean().optional(),
      }),
    ),
  ),
  stageMeasures: figure(
    "journey-measures",
    "targets",
    rows({ stage: text, measure: text, target_on: text.optional(), min_share: z.number().optional() }),
  ),
  howCounted: figure("journey-measures", "how_counted", rows({ measure: text, count: text, see_it_after: text })),
  tooManyTouchpoints: figure("journey-map", "too_many_touchpoints", Count),
  charterQuestions: figure("org-charter", "charter_questions", rows({ question: text, answer_with: text })),
  charterPages: figure("org-charter", "charter_pages", Count),
  operatingDecisions: figure("org-charter", "operating_decisions", rows({ decision: text, settles: text })),
};
export type AssessmentFigures = Figures<typeof assessmentReads>;
