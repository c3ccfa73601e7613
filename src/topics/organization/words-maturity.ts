import { brief, listed, plural } from "../../core/english.ts";
import type { MarkedComponent, Maturity } from "./maturity.ts";
import {
  type AssessmentContext,
  closed,
  type Finding,
  firstThree,
  type Level,
  type Missing,
  type Step,
  type Worded,
  within,
} from "./words-root-cause.ts";

const RULE = "org-maturity";
const isAre = (count: number) => (count === 1 ? "is" : "are");

function levelOf({ component, level, low, high, evidence }: MarkedComponent): Level {
  const bounds = { ...(low === level ? {} : { low }), ...(high === level ? {} : { high }) };
  const said =
    evidence ??
    (level === null ? "Not marked." : low === level ? "None given." : "None given; without it the mark counts as low.");
  return { name: component, level, ...bounds, evidence: said };
}

function missingOf({ components, unmarked, stage }: Maturity): Missing[] {
  const range =
    stage.low === stage.level
      ? `the stage stays ${stage.level}, but the order of work may change`
      : `the stage may be ${stage.low}`;
  const shaky = components.filter(({ level, low }) => level !== null && low !== level);
  return firstThree([
    ...unmarked.map((name) => ({
      what: `answers.components: the mark of ${name}`,
      why: `Unmarked it may be low; then ${range}.`,
    })),
    ...shaky.map(({ component, level }) => ({
      what: `answers.components: evidence for ${component}`,
      why: `It is marked ${level} on nobody's evidence; as low, ${range}.`,
    })),
  ]);
}

function findingsOf({ components, weakest, lowest, unmarked }: Maturity, { figures }: AssessmentContext): Finding[] {
  const pages = figures.components.value;
  const differ = components.filter((one) => one.differ);
  return [
    ...weakest.map(({ component, evidence }) => ({
      finding: `${component} is among the weakest, at ${lowest}: ${within(pages.find((page) => page.component === component)![lowest])}`,
      evidence: evidence ?? "no evidence given",
      rule: RULE,
    })),
    ...(differ.length
      ? [
          {
            finding: `The people who marked do not agree on ${listed(differ.map(({ component }) => component))}`,
            evidence: differ.map(({ component, level, high }) => `${component}: ${level} to ${high}`).join("; "),
            rule: RULE,
          },
        ]
      : []),
    ...(unmarked.length
      ? [
          {
            finding: `${plural(unmarked.length, "part")} of the path ${isAre(unmarked.length)} not marked`,
            evidence: unmarked.join("; "),
            rule: RULE,
          },
        ]
      : []),
  ];
}

function stepsOf({ next, weakest }: Maturity): Step[] {
  if (next === null)
    return [{ step: "Ask what one more level anywhere would earn before paying for it", rule: "economics-business-case" }];
  const later = weakest.slice(1).map(({ component }) => component);
  return [
    {
      step: `Raise ${next.component} from ${next.from} to ${next.to}: ${within(next.looks_like)}`,
      by: "within a quarter",
      rule: RULE,
    },
    ...(later.length
      ? [{ step: `Then, one a quarter and in this order: ${later.join("; ")}`, by: "after the first", rule: RULE }]
      : []),
    { step: "Mark all parts again with the same people", by: "in half a year", rule: RULE },
  ];
}

/** Maturity for a VP: the stage by the weakest part, what to raise first, and how far the marks can be trusted. */
export function maturityWords(found: Maturity, context: AssessmentContext): Worded {
  const { stage, weakest, lowest, next, unmarked, components } = found;
  const names = listed(weakest.map(({ component }) => component));
  const rest = unmarked.length ? ` on the ${plural(components.length - unmarked.length, "part")} marked` : "";
  const shaky = components.filter(({ level, low }) => level !== null && low !== level).length;
  const doubts = [
    ...(unmarked.length ? [`${plural(unmarked.length, "part")} ${isAre(unmarked.length)} not marked`] : []),
    ...(shaky ? [`${plural(shaky, "mark")} ${shaky === 1 ? "has" : "have"} no evidence`] : []),
  ];
  const stages = context.figures.maturityStages.value;
  const above = stages[stages.findIndex((one) => one.stage === stage.level) + 1];
  const recommendation =
    next !== null
      ? closed(`Raise ${next.component} first, from ${next.from} to ${next.to}: ${within(next.looks_like)}`)
      : unmarked.length
        ? `Mark ${listed(unmarked)} before claiming a stage.`
        : "Keep what you have; marks cannot show more. Ask what another level would earn before paying for it.";
  return {
    summary: brief([
      stage.high === stage.level
        ? `The stage is ${stage.level}${rest}, read from the weakest: ${names}, marked ${lowest}.`
        : `The stage is ${stage.level} or ${stage.high}${rest}: every mark is high, and marks cannot tell the two apart.`,
      ...(doubts.length
        ? [
            `${listed(doubts)}, so ${stage.low === stage.level ? "the order of work may change" : `the stage may be no more than ${stage.low}`}.`.replace(
              /^[a-z]/,
              (letter) => letter.toUpperCase(),
            ),
          ]
        : []),
      next === null ? recommendation : `${recommendation} What goes wrong early is paid for in every later part.`,
      ...(next !== null && above !== undefined
        ? [
            `${above.stage} needs ${weakest.length === 1 ? names : weakest.length === 2 ? "both" : `all ${weakest.length}`} at ${next.to}.`,
          ]
        : []),
    ]),
    fields: {
      recommendation,
      levels: [
        {
          name: "Stage",
          level: stage.level,
          ...(stage.low === stage.level ? {} : { low: stage.low }),
          ...(stage.high === stage.level ? {} : { high: stage.high }),
          evidence: `The lowest mark is ${lowest}: ${names}.`,
        },
        ...components.map(levelOf),
      ],
      findings: findingsOf(found, context),
      next_steps: stepsOf(found),
      missing: missingOf(found),
    },
    undefined: unmarked.length ? [{ field: "levels[].level", reason: "Nobody marked this part." }] : [],
  };
}
