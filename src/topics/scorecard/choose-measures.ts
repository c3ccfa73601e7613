import { type Answered, unknown } from "../../core/known.ts";
import type { ScorecardFields } from "./answer.ts";
import type { Measure, ScorecardFigures } from "./figures.ts";
import { type ScorecardFacts, type ScorecardQuestion, settleQuestion } from "./question.ts";
import { type QuarterChange, quarterChange, type SetTarget, setTarget } from "./targets.ts";

/** Why a measure with a value has no place: no touch fits, others weigh more, or the motion does not use it. */
export type WhyNot = "touch" | "weight" | "motion";

interface Chosen {
  lagging: Measure[];
  leading: Measure[];
  left_out: { measure: Measure; why: WhyNot }[];
}

/**
 * Five to seven measures: those with an own target, what the stage must prove, then the motion's in order, as far as some account has the
 * touch they fit. Measures that were named and found no place are listed with the reason. Source: rule metrics-scorecard.
 * @example chooseMeasures(facts, figures).lagging.map(({ measure }) => measure) // ["cost_to_serve", "nrr", "grr"]
 */
export function chooseMeasures({ stage, motion, touches, targets, current }: ScorecardFacts, figures: ScorecardFigures): Chosen {
  const all = figures.measures.value;
  const byName = new Map(all.map((one) => [one.measure, one]));
  const places = figures.stages.value.find((one) => one.stage === stage)!;
  const order = figures.motions.value.find((one) => one.motion === motion)!;
  const most = figures.mostMeasures.value[1]!;
  const fits = (name: string) => touches === null || byName.get(name)!.touches.some((touch) => touches.includes(touch));
  const own = (kind: Measure["kind"]) =>
    all.filter((one) => one.kind === kind && targets[one.measure] !== undefined).map(({ measure }) => measure);
  // What the board's slide shows and somebody knows stands on the card.
  const elements = new Set(figures.slide.value.map(({ element }) => element));
  const onSlide = new Set(figures.slideNeeds.value.flatMap(({ element, measures }) => (elements.has(element) ? measures : [])));
  const first = (kind: Measure["kind"]) => (byName.get(places.first)?.kind === kind ? [places.first] : []);
  const take = (kind: Measure["kind"], names: readonly string[], room: number) => {
    const wanted = own(kind);
    const candidates = [...wanted, ...[...first(kind), ...names].filter((name) => !wanted.includes(name) && fits(name))];
    const all = [...new Set(candidates)];
    const taken = all.slice(0, Math.max(room, wanted.length));
    for (const name of all.slice(taken.length).filter((one) => current[one] !== undefined && onSlide.has(one))) {
      const gives = taken.findLastIndex((one) => current[one] === undefined && !wanted.includes(one) && one !== places.first);
      if (gives >= 0) taken[gives] = name;
    }
    return taken.map((name) => byName.get(name)!);
  };
  const lagging = take("lagging", order.lagging, Math.min(places.lagging, most - own("leading").length));
  const leading = take("leading", order.leading, Math.min(places.leading, most - lagging.length));
  const taken = new Set([...lagging, ...leading]);
  const ordered = [...order.lagging, ...order.leading];
  const whyNot = (name: string): WhyNot => (!fits(name) ? "touch" : ordered.includes(name) ? "weight" : "motion");
  const left_out = all
    .filter((one) => current[one.measure] !== undefined && !taken.has(one))
    .map((measure) => ({ measure, why: whyNot(measure.measure) }));
  return { lagging, leading, left_out };
}

type Shown = Pick<ScorecardFields, "by_role" | "cadence" | "board_slide" | "executive_dashboard" | "csm_dashboard">;

/**
 * Where a scorecard is read: by whom, when, on the board's slide, on the executive's and on the CSM's page. `known` names the measures of an
 * element that have a value today. Sources: rules metrics-by-role, metrics-cadences, metrics-board-slide, metrics-dashboard, metrics-csm-dashboard.
 * @example showScorecard(measures, facts, figures, null).board_slide.elements.length // 4
 */
function showScorecard(
  measures: readonly Measure[],
  { current, touches }: ScorecardFacts,
  figures: ScorecardFigures,
  owner: string | null,
): Shown {
  const movedBy = (role: string) => measures.filter(({ roles }) => roles.includes(role)).map(({ measure }) => measure);
  return {
    // Where one person owns every measure there are no other roles to show them to.
    by_role:
      owner !== null
        ? [{ role: owner, measures: measures.map(({ measure }) => measure) }]
        : figures.roles.value.map((row) => ({ ...row, measures: movedBy(row.role) })),
    cadence: measures.map(({ measure, cadence, clock, computed, reported }) => {
      const line = figures.cadences.value.find((row) => row.measure === clock);
      return {
        measure,
        computed: line?.computed ?? computed ?? cadence,
        reported: line?.reported ?? reported ?? cadence,
      };
    }),
    board_slide: {
      standard: figures.slide.standard,
      elements: figures.slide.value.map(({ element, shows }) => {
        const need = figures.slideNeeds.value.find((one) => one.element === element);
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

/** Words that start a line, inside one; abbreviations keep their capitals. */
const inSentence = (words: string) => (/^[A-Z]{2}/.test(words) ? words : `${words.charAt(0).toLowerCase()}${words.slice(1)}`);

/** A measure with its owner at this stage and its definition. */
function lineOf({ measure, name, owner, cadence, action, ...one }: Measure, stageOwner: string | null) {
  const definition = `${one.numerator}, over ${inSentence(one.denominator)}; ${inSentence(one.policy)}`;
  return { measure, name, owner: stageOwner ?? owner, cadence, definition, action };
}

/** A scorecard before its words: why a measure was left out and what a target rests on are codes and data. */
export interface Scorecard extends Omit<Answered<ScorecardFields>, "left_out" | "targets" | "charts"> {
  left_out: ({ measure: string; why: WhyNot } & Omit<QuarterChange, "events_a_year">)[];
  targets: SetTarget[];
}

/**
 * A scorecard for a company's stage, motion and touches: what to measure, who, when, how far each measure can be read, and what it should
 * reach. Values in each measure's unit. Throws Problem for unknown names and values outside their bounds. Source: rule metrics-scorecard.
 * @example designScorecard({ stage: "growth", motion: "enterprise", current: { grr: 0.9 } }, figures).scorecard.leading.length // 4
 */
export function designScorecard(
  question: ScorecardQuestion,
  figures: ScorecardFigures,
): { scorecard: Scorecard; facts: ScorecardFacts } {
  const facts = settleQuestion(question, figures);
  const { lagging, leading, left_out } = chooseMeasures(facts, figures);
  const { funding, owner } = figures.stages.value.find((one) => one.stage === facts.stage)!;
  const proof = figures.proofs.value.find((one) => one.funding === funding);
  const chosen = [...lagging, ...leading];
  const set = chosen.map((one) => setTarget(one, facts, figures));
  const scorecard: Scorecard = {
    stage: facts.stage,
    motion: facts.motion,
    proves: proof === undefined ? funding : `${proof.prove}, shown by ${proof.shown_by.toLowerCase()}`,
    lagging: lagging.map((one) => lineOf(one, owner)),
    leading: leading.map((one) => ({ ...lineOf(one, owner), leads: one.leads!, ...quarterChange(one, facts, figures) })),
    left_out: left_out.map(({ measure, why }) => {
      const { events_a_year: _, ...quarter } = quarterChange(measure, facts, figures);
      const yearly = unknown("A result is read from year to year.");
      const none = { change_seen: yearly, change_wanted: yearly, moves_in_a_quarter: yearly };
      return { measure: measure.measure, why, ...(measure.kind === "leading" ? quarter : none) };
    }),
    targets: set.map(({ target }) => target),
    benchmarks: set.flatMap(({ published }) => published ?? []),
    ...showScorecard(chosen, facts, figures, owner),
  };
  return { scorecard, facts };
}
