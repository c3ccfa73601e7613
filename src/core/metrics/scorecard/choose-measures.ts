import type { ScorecardFacts } from "./scorecard-question.ts";
import type { Measure, ScorecardFigures } from "./scorecard-reads.ts";

/** The measures of a scorecard, and those somebody named that found no place. */
export interface Chosen {
  lagging: Measure[];
  leading: Measure[];
  left_out: { measure: Measure; why: string }[];
}

/** Every measure there is, once. */
export function allMeasures({ measures, more }: Pick<ScorecardFigures, "measures" | "more">): Measure[] {
  return [...measures.value, ...more.value];
}

/**
 * Five to seven measures: those with an own target, what the stage must prove, then the motion's in order, as far as some account has the
 * touch they fit. Measures that were named and found no place are listed with the reason. Source: rule metrics-scorecard.
 * @example chooseMeasures(facts, figures).lagging.map(({ measure }) => measure) // ["cost_to_serve", "nrr", "grr"]
 */
export function chooseMeasures({ stage, motion, touches, targets, current }: ScorecardFacts, figures: ScorecardFigures): Chosen {
  const all = allMeasures(figures);
  const byName = new Map(all.map((one) => [one.measure, one]));
  const places = figures.stages.value.find((one) => one.stage === stage)!;
  const order = figures.motions.value.find((one) => one.motion === motion)!;
  const most = figures.mostMeasures.value[1]!;
  const fits = (name: string) =>
    touches === null ||
    figures.definitions.value.find(({ measure }) => measure === name)!.touches.some((touch) => touches.includes(touch));
  const own = (kind: Measure["kind"]) =>
    all.filter((one) => one.kind === kind && targets[one.measure] !== undefined).map(({ measure }) => measure);
  const first = (kind: Measure["kind"]) => (byName.get(places.first)?.kind === kind ? [places.first] : []);
  const take = (kind: Measure["kind"], names: readonly string[], room: number) => {
    const wanted = own(kind);
    const candidates = [...wanted, ...[...first(kind), ...names].filter((name) => !wanted.includes(name) && fits(name))];
    return [...new Set(candidates)].slice(0, Math.max(room, wanted.length)).map((name) => byName.get(name)!);
  };
  const lagging = take("lagging", order.lagging, Math.min(places.lagging, most - own("leading").length));
  const leading = take("leading", order.leading, Math.min(places.leading, most - lagging.length));
  const taken = new Set([...lagging, ...leading]);
  const left_out = all
    .filter((one) => current[one.measure] !== undefined && !taken.has(one))
    .map((measure) => ({ measure, why: whyNot(measure.measure, [...order.lagging, ...order.leading], fits) }));
  return { lagging, leading, left_out };
}

function whyNot(name: string, ordered: readonly string[], fits: (name: string) => boolean): string {
  if (!fits(name)) return "No account has the touch it fits.";
  return ordered.includes(name)
    ? "The places are taken by measures that weigh more here."
    : "Not among the measures of this motion.";
}
