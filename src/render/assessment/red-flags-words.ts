import type { RedFlag } from "../../core/org/assessment/assessment-fields.ts";
import type { RedFlags } from "../../core/org/assessment/red-flags.ts";
import { listed } from "../economics-words.ts";
import { decimal, plural } from "../numbers.ts";
import { type AssessmentContext, type Finding, firstThree, lacking, shareText, type Worded, within } from "./worded.ts";

/** Flags a summary names. */
const SPOKEN = 5;

const isShare = ({ measure }: RedFlag): boolean => measure.includes("share");
const figureText = (flag: RedFlag, value: number): string => (isShare(flag) ? shareText(value) : decimal(value));

/** The number beside its limit. @example "9 direct reports, limit 8" */
function beside(flag: RedFlag): string {
  const { number, limit, measure } = flag;
  if (number === undefined || limit === undefined) return "";
  const unit = isShare(flag) ? "" : ` ${measure.split(";")[0]}`;
  return ` (${figureText(flag, number)}${unit}, limit ${figureText(flag, limit)})`;
}

function numbersOf(flag: RedFlag): string {
  const { number, limit, measure } = flag;
  return number === undefined || limit === undefined
    ? measure
    : `${figureText(flag, number)} against ${figureText(flag, limit)} (${measure})`;
}

function bandFindings({ bands }: RedFlags, { question }: AssessmentContext): Finding[] {
  return (["grr", "nrr"] as const).flatMap((metric) => {
    const named = bands.filter((band) => band.metric === metric);
    const value = question[metric];
    if (value === undefined || named.length === 0) return [];
    return [
      {
        finding: `${metric === "grr" ? "Gross" : "Net"} retention of ${shareText(value)} is called ${listed(named.map(({ band, standard }) => `${band} (${standard})`))}`,
        evidence: "The bands of each source; labels, and no companies of your size.",
        rule: `metrics-${metric}`,
      },
    ];
  });
}

const state = ({ emergency }: RedFlags): string => (emergency === null ? "not known" : emergency ? "emergency" : "no emergency");

/** Red flags for a VP: which are up and by how much, and whether they make an emergency. */
export function redFlagsWords(found: RedFlags, context: AssessmentContext): Worded {
  const { flags, signs, emergency, roles_unknown } = found;
  const raised = flags.filter((flag) => flag.raised);
  const counted = `${signs.raised} of ${signs.of} signs up${signs.unknown.length ? `, ${signs.unknown.length} not known` : ""}; an emergency from ${signs.emergency_from}`;
  const recommendation =
    emergency === true
      ? "Start with the accounts in danger, by name, and build the function after."
      : raised.length
        ? `Settle ${raised.length === 1 ? "this one" : `these ${raised.length}`} before the next plan, the first in the list first.`
        : emergency === null
          ? null
          : "Nothing urgent in these numbers; read them again in a quarter.";
  const reason = "No flag is up so far, and too few of the signs are known to rule an emergency out.";
  return {
    summary: [
      emergency === true
        ? `This is an emergency: ${counted}.`
        : `${raised.length === 0 ? "No red flag" : plural(raised.length, "red flag")} among ${flags.length} checked; ${emergency === false ? "no emergency" : "whether it is an emergency is not known"} (${counted}).`,
      ...(raised.length
        ? [
            `Up: ${raised
              .slice(0, SPOKEN)
              .map((flag) => `${within(flag.flag)}${beside(flag)}`)
              .join("; ")}${raised.length > SPOKEN ? `; and ${raised.length - SPOKEN} more in flags` : ""}.`,
          ]
        : []),
      ...(recommendation === null ? [] : [recommendation]),
    ].join(" "),
    fields: {
      recommendation,
      levels: [{ name: "State", level: state(found), evidence: `${counted}.` }],
      findings: [
        ...raised.map((flag) => ({ finding: flag.flag, evidence: numbersOf(flag), rule: flag.rule })),
        ...bandFindings(found, context),
      ],
      next_steps: [
        ...(emergency === true
          ? [{ step: "List the accounts in danger and give each an owner this week", owner: "VP", rule: "playbooks-at-risk" }]
          : []),
        ...raised.slice(0, 3).map(({ flag, rule }) => ({ step: `Read the page on this and decide: ${within(flag)}`, rule })),
      ],
      missing: firstThree([
        ...signs.unknown.map((name) =>
          lacking(name, emergency === null ? "It may make this an emergency." : "It is one of the signs that count."),
        ),
        ...roles_unknown.map((role) => ({
          what: `answers.team.${role}: heads, 0 when there are none`,
          why: "The size for this role is reached.",
        })),
      ]),
      flags,
    },
    undefined: recommendation === null ? [{ field: "recommendation", reason }] : [],
  };
}
