import type { Assumption, Warning } from "../../contract/envelope.ts";
import type { ScorecardFields } from "./scorecard-fields.ts";
import type { ScorecardFacts } from "./scorecard-question.ts";
import type { ScorecardFigures } from "./scorecard-reads.ts";

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
