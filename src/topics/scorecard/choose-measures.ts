import { type Assumption, because, type Chart, type Findings, type UndefinedField, type Warning } from "../../core/answer.ts";
import type { Measure, ScorecardFigures } from "./figures.ts";
import { settleQuestion } from "./question.ts";
import { quarterChange, type ScorecardFacts, type ScorecardFields, type ScorecardQuestion, setTarget } from "./targets.ts";

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

/** The reason under the path of each field that is null in some row. */
function inRows<Row>(list: string, rows: readonly Row[], reason: string, ...names: (keyof Row & string)[]): UndefinedField[] {
  const empty = names.filter((name) => rows.some((row) => row[name] === null));
  return because(
    reason,
    empty.map((name) => `${list}[].${name}`),
  );
}

/** A reason for every null of a scorecard. */
export function scorecardGaps({ leading, left_out, targets }: ScorecardFields): UndefinedField[] {
  const uncounted = "Needs accounts in tiers, new_accounts_a_year or csms.";
  const unseen = "Too few or unknown events, or no value today.";
  return [
    ...inRows("leading", leading, uncounted, "events_a_year", "moves_in_a_quarter"),
    ...inRows("leading", leading, unseen, "change_seen", "change_wanted"),
    ...inRows("left_out", left_out, unseen, "change_seen", "change_wanted", "moves_in_a_quarter"),
    ...inRows("targets", targets, "Not given.", "current"),
    ...inRows("targets", targets, "No fitting population, no value today.", "target"),
    ...inRows("targets", targets, "No target, or chance unknown.", "low", "high"),
    ...inRows(
      "targets",
      targets,
      "Needs accounts and a value, GRR also ARR by tier; no spread known for NRR and cost.",
      "smallest_change",
    ),
    ...inRows("targets", targets, "No value, target or smallest change.", "readable"),
  ];
}

/** What should be known before the scorecard is announced. */
export function scorecardWarnings(fields: ScorecardFields, facts: ScorecardFacts, figures: ScorecardFigures): Warning[] {
  const { leading, targets } = fields;
  const still = leading.filter((one) => one.moves_in_a_quarter === false);
  const backwards = targets.filter(
    ({ measure, rests_on, current, target }) =>
      rests_on === "yours" && current !== null && target !== null && isWorse(target, current, measure, figures),
  );
  const unread = targets.filter((one) => one.readable === false && one.target !== one.current && !backwards.includes(one));
  const names = (rows: readonly { measure: string }[]) => rows.map(({ measure }) => measure).join(", ");
  const say = (code: string, when: boolean, message: string): Warning[] => (when ? [{ code, message }] : []);
  return [
    ...say(
      "still_in_a_quarter",
      still.length > 0,
      `Too few events to see a worthwhile change within a quarter: ${names(still)}.`,
    ),
    ...say("target_backwards", backwards.length > 0, `The target is worse than today: ${names(backwards)}.`),
    ...say(
      "target_inside_chance",
      unread.length > 0,
      `Reaching the target could be chance: ${names(unread)}. Read it over two years.`,
    ),
    ...say(
      "sizes_not_compared",
      !facts.in_usd && (facts.acv !== null || facts.arr !== null),
      "Published sizes are in USD, so your contract size and ARR were not used to find a population.",
    ),
    ...say(
      "few_accounts",
      facts.accounts !== null && facts.accounts < figures.few.value,
      "So few customers need a list with what each of them said, not rates.",
    ),
  ];
}

function isWorse(target: number, current: number, measure: string, { definitions }: ScorecardFigures): boolean {
  const better = definitions.value.find((one) => one.measure === measure)!.better;
  return better === "higher" ? target < current : target > current;
}

/** What was taken for granted. */
export function scorecardAssumptions(fields: ScorecardFields, facts: ScorecardFacts, figures: ScorecardFigures): Assumption[] {
  const { leading, left_out } = fields;
  const has = (measure: string) => [...leading, ...left_out].some((one) => one.measure === measure);
  const yearly = figures.events.value.find(({ measure }) => measure === "nps");
  return [
    ...(facts.stage_from === "yours"
      ? []
      : [
          {
            what: "stage",
            value: facts.stage,
            why: facts.stage_from === "accounts" ? "Not given; read from the number of accounts." : "Not given.",
            if_wrong: "Another result comes first; say it.",
          },
        ]),
    ...(facts.motion_from === "yours"
      ? []
      : [
          {
            what: "motion",
            value: facts.motion,
            why: facts.motion_from === "touches" ? "Not given; read from the touch most of the book has." : "Not given.",
            if_wrong: "Other early signs and another population fit; say it.",
          },
        ]),
    ...(facts.touches === null
      ? [{ what: "tiers", value: "every touch", why: "Not given.", if_wrong: "Measures for a touch you do not have drop out." }]
      : []),
    ...(facts.acv_derived
      ? [{ what: "acv", value: "ARR divided by accounts", why: "Not given.", if_wrong: "Another population fits." }]
      : []),
    ...(leading.some((one) => one.events_a_year !== null)
      ? [
          {
            what: "events",
            value: "yearly terms, our working spread",
            why: "Not given; the widest spread where today's share is unknown.",
            if_wrong: "With fewer events a change is harder to see.",
          },
        ]
      : []),
    ...(has("nps") && facts.accounts !== null && yearly !== undefined
      ? [
          {
            what: "NPS answers",
            value: `${yearly.each_a_year} a year and account`,
            why: "Not given.",
            if_wrong: "More answers show a smaller change.",
          },
        ]
      : []),
  ];
}

type Shown = Pick<ScorecardFields, "by_role" | "cadence" | "board_slide" | "executive_dashboard" | "csm_dashboard">;

/**
 * Where a scorecard is read: by whom, when, on the board's slide, on the executive's and on the CSM's page. `known` names the measures of an
 * element that have a value today. Sources: rules metrics-by-role, metrics-cadences, metrics-board-slide, metrics-dashboard, metrics-csm-dashboard.
 * @example showScorecard(measures, facts, figures, null).board_slide.elements.length // 4
 */
export function showScorecard(
  measures: readonly Measure[],
  { current, touches }: ScorecardFacts,
  figures: ScorecardFigures,
  owner: string | null,
): Shown {
  const names = measures.map(({ measure }) => measure);
  const needs = figures.slideNeeds.value;
  return {
    // Where one person owns every measure there are no other roles to show them to.
    by_role:
      owner !== null
        ? [{ role: owner, measures: names }]
        : figures.roles.value.map((row) => ({
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
    ...showScorecard(chosen, facts, figures, owner),
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
