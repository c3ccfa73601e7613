import type { GapRanking } from "../../core/org/assessment/rank-gaps.ts";
import { listed } from "../economics-words.ts";
import { decimal, plural, shortMoney } from "../numbers.ts";
import { type AssessmentContext, type Finding, firstThree, type Step, shareText, type Worded, within } from "./worded.ts";

const RULE = "journey-friction";
/** Gaps shown at once. */
const SHOWN = 12;

type Row = GapRanking["gaps"][number];

function touched({ accounts, arr, severity }: Row, { ranked_by: by }: GapRanking, currency: string): string {
  const amount = by === "arr" ? `${shortMoney(arr ?? 0, currency)} of ARR` : plural(accounts ?? 0, "account");
  return `${amount} times ${decimal(severity)}`;
}

function stepsOf({ gaps }: GapRanking, { figures }: AssessmentContext): Step[] {
  const first = gaps[0]!;
  const same = (stage: string) => stage.toLowerCase() === first.stage?.toLowerCase();
  const usual = figures.frictions.value.filter(({ stage }) => same(stage)).map(({ remedy }) => within(remedy));
  const measures = figures.stageMeasures.value.filter(({ stage }) => same(stage)).map(({ measure }) => measure);
  const seen = figures.howCounted.value.filter(({ measure }) => measures.includes(measure));
  return [
    {
      step: `Ask why three times about "${first.gap}" and mend the cause${usual.length ? `; usual remedies at this stage: ${listed(usual, "or")}` : ""}`,
      ...(first.owner === undefined ? {} : { owner: first.owner }),
      rule: RULE,
    },
    ...(seen.length
      ? [
          {
            step: `Watch ${seen.map(({ measure, see_it_after }) => `${within(measure)} (shows after ${within(see_it_after)})`).join(" and ")}`,
            rule: "journey-measures",
          },
        ]
      : []),
    { step: "Count the gaps again in the same way", by: "after a quarter", rule: RULE },
  ];
}

function findingsOf(found: GapRanking, { currency }: AssessmentContext): Finding[] {
  const { gaps, first_by_other, touchpoints, ranked_by } = found;
  return [
    ...gaps.slice(0, 2).map((row) => ({
      finding: `Rank ${row.rank}: ${row.gap}${row.ruinous ? ", rare perhaps but ruinous" : ""}`,
      evidence: `${touched(row, found, currency)}${row.weight_share === null ? "" : `, ${shareText(row.weight_share)} of the whole`}`,
      rule: RULE,
    })),
    ...(first_by_other === null
      ? []
      : [
          {
            finding: `By ${ranked_by === "arr" ? "accounts" : "ARR"} touched, "${first_by_other}" would come first`,
            evidence: "The two measures weigh large and small customers differently.",
            rule: RULE,
          },
        ]),
    ...(touchpoints === null
      ? []
      : [
          {
            finding: touchpoints.too_many
              ? "The stage has more contacts than anybody can carry out"
              : "The number of contacts can be carried out",
            evidence: `${plural(touchpoints.given, "contact")}; too many from ${touchpoints.too_many_from}`,
            rule: "journey-map",
          },
        ]),
  ];
}

/** Gaps of the journey for a VP: what to mend first, what it touches, and which gaps could not be ranked. */
export function journeyWords(found: GapRanking, context: AssessmentContext): Worded {
  const { gaps, unranked, ranked_by, first_by_other } = found;
  const first = gaps[0]!;
  const second = gaps[1];
  const why = first.ruinous ? "it can ruin a customer" : `it weighs most (${touched(first, found, context.currency)})`;
  const recommendation = `Mend "${first.gap}" first${second === undefined ? "" : `, then "${second.gap}"`}.`;
  return {
    summary: [
      `Mend "${first.gap}" first: ${why}${first.weight_share === null ? "" : `, ${shareText(first.weight_share)} of the weight of ${plural(gaps.length, "ranked gap")}`}.`,
      ...(second === undefined ? [] : [`Then "${second.gap}".`]),
      ...(first_by_other === null
        ? []
        : [`Counted by ${ranked_by === "arr" ? "accounts" : "ARR"} it would be "${first_by_other}".`]),
      ...(unranked.length ? [`${plural(unranked.length, "gap")} could not be ranked.`] : []),
    ].join(" "),
    fields: {
      recommendation,
      findings: findingsOf(found, context),
      ...(first_by_other === null
        ? {}
        : {
            disagreement: {
              signals: [
                { signal: ranked_by, says: first.gap },
                { signal: ranked_by === "arr" ? "accounts" : "arr", says: first_by_other },
              ],
              meaning: "Accounts touched and ARR touched put another gap first; decide which customers it is for.",
            },
          }),
      next_steps: stepsOf(found, context),
      missing: firstThree(
        unranked.map(({ gap, lacks }) => ({
          what: `answers.gaps: ${lacks} of "${gap}"`,
          why: "Without it the gap has no place in the order.",
        })),
      ),
      ranked_by,
      gaps: gaps.slice(0, SHOWN).map(({ owner: _, ...row }) => row),
      gaps_total: gaps.length,
    },
    undefined: gaps.some(({ weight_share }) => weight_share === null)
      ? [{ field: "gaps[].weight_share", reason: "All weights are 0, so there is nothing to share." }]
      : [],
  };
}
