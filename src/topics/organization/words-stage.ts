import { brief, listed, plural } from "../../core/english.ts";
import { roleName } from "../../core/vocabulary.ts";
import { decimal, points } from "../../render/numbers.ts";
import type { Assessment, AttentionSplit } from "./gaps.ts";
import type { RedFlag } from "./question.ts";
import type { RaisedFlag, RedFlags, Sign } from "./red-flags.ts";
import type { Stage, StageSignal } from "./stage.ts";
import { charterWords, firstHireWords } from "./words-charter.ts";
import { maturityWords } from "./words-maturity.ts";
import { ambitionWords, reportingWords } from "./words-reporting.ts";
import {
  type AssessmentContext,
  closed,
  type Finding,
  firstThree,
  journeyWords,
  lacking,
  rootCauseWords,
  type Step,
  shareText,
  type Worded,
  within,
} from "./words-root-cause.ts";

const RULE = "org-attention";
/** Rows shown at once. */
const SHOWN = 12;

function reasonOf({ hours, arr, without_hours, without_arr }: AttentionSplit): string {
  const lacking = [
    ...(without_hours.length ? [`hours of ${listed(without_hours)}`] : []),
    ...(without_arr.length ? [`ARR of ${listed(without_arr)}`] : []),
  ];
  if (lacking.length) return `Not known: ${lacking.join("; ")}. A share needs every row, and a missing one is not 0.`;
  return hours === 0
    ? "No hours were spent, so there is nothing to share."
    : arr === 0
      ? "There is no ARR, so there is nothing to share."
      : "";
}

function findingsOf({ rows }: AttentionSplit): Finding[] {
  return rows.flatMap(({ name, hours_share, arr_share, points: off, hours_over }) =>
    hours_share === null || arr_share === null || off === null || hours_over === null || off === 0
      ? []
      : [
          {
            finding: `${name} gets ${decimal(Math.abs(hours_over), 1)} hours ${off > 0 ? "more" : "fewer"} than its revenue would`,
            evidence: `${shareText(hours_share)} of hours against ${shareText(arr_share)} of ARR: ${points(Math.abs(off))}`,
            rule: RULE,
          },
        ],
  );
}

/** Attention against revenue for a VP: who gets more hours than revenue would give, by how much, and that a gap alone is no verdict. */
function attentionWords(found: AttentionSplit, _context: AssessmentContext): Worded {
  const { rows, hours, hours_to_move, hours_to_move_share, without_hours, without_arr } = found;
  const known = rows.filter(({ points: off }) => off !== null);
  const most = known.filter(({ points: off }) => (off ?? 0) > 0)[0];
  const least = known.filter(({ points: off }) => (off ?? 0) < 0)[0];
  const reason = reasonOf(found);
  const even = hours_to_move !== null && most === undefined;
  const recommendation =
    hours_to_move === null
      ? null
      : most === undefined || least === undefined
        ? "Leave the hours where they are; they follow revenue."
        : `Say whether the gap is wanted. If nobody chose it, move hours from ${most.name} to ${least.name} first, and propose one move with what it should change and by when.`;
  const share = (row: { hours_share: number | null; arr_share: number | null } | undefined) =>
    `${shareText(row?.hours_share ?? 0)} of hours and ${shareText(row?.arr_share ?? 0)} of ARR`;
  const nulls = (["hours", "arr", "hours_share", "arr_share", "points", "hours_over"] as const).filter((field) =>
    rows.some((row) => row[field] === null),
  );
  return {
    summary:
      hours_to_move === null
        ? `Attention cannot be held against revenue yet. ${reason}`
        : even
          ? "Hours follow revenue exactly; there is nothing to move."
          : brief([
              `${decimal(hours_to_move, 1)} of ${decimal(hours ?? 0, 1)} hours (${shareText(hours_to_move_share ?? 0)}) lie where revenue does not.`,
              `${most!.name} has ${share(most)}; ${least!.name} has ${share(least)}.`,
              "A gap is no verdict by itself: no source gives a limit, and the question is whether it was chosen.",
            ]),
    fields: {
      recommendation,
      findings: findingsOf(found).slice(0, SHOWN),
      next_steps: [
        { step: "Have finance agree to the split, with the list of what was put where", owner: "CFO", rule: RULE },
        { step: "Set the gap against gross retention of the same tiers", rule: "metrics-grr" },
        { step: "Do the same for earlier years and the plan; the direction says more than one year", rule: RULE },
      ],
      missing: firstThree([
        ...without_hours.map((name) => ({
          what: `answers.split: hours of ${name}`,
          why: "No share of hours can be given without it.",
        })),
        ...without_arr.map((name) => ({
          what: `answers.split: arr of ${name}`,
          why: "No share of ARR can be given without it.",
        })),
      ]),
      attention: rows.slice(0, SHOWN),
      attention_total: rows.length,
      hours_to_move,
      hours_to_move_share,
    },
    undefined: [
      ...(recommendation === null ? [{ field: "recommendation", reason }] : []),
      ...(hours_to_move === null ? ["hours_to_move", "hours_to_move_share"].map((field) => ({ field, reason })) : []),
      ...nulls.map((field) => ({
        field: `attention[].${field}`,
        reason: field === "hours" || field === "arr" ? "Not given." : reason,
      })),
    ],
  };
}

/** Flags a summary names. */
const SPOKEN = 5;

/** What a sign is measured by, and whether that is a share. */
const measures: Partial<Record<Sign, { measure: string; share: boolean }>> = {
  lost_arr: { measure: "lost ARR as a share of new ARR; raised above", share: true },
  surprise_losses: { measure: "share of lost customers; raised above", share: true },
  grr: { measure: "share of opening revenue; raised below", share: true },
  nrr: { measure: "share of opening revenue; raised below", share: true },
  top_twenty_share: { measure: "share of revenue; raised from", share: true },
  time_away: { measure: "share of CSM time; raised above", share: true },
  reports_per_leader: { measure: "direct reports; raised above", share: false },
  role_csms: { measure: "CSMs; due from", share: false },
  role_customers: { measure: "customers; due from", share: false },
};
/** What an answer of yes or no, or a share without a whole, is said as. */
const plainAnswers: Partial<Record<Sign, { yes: string; no: string }>> = {
  danger_named: { yes: "answered yes", no: "answered no: the lists differ" },
  renewals_owned: { yes: "answered yes", no: "answered no: it is nobody's job" },
  lost_arr: { yes: "nothing was won", no: "nothing was won" },
  surprise_losses: { yes: "no customer left", no: "no customer left" },
};

function measureWords({ sign, number, raised, heads }: RaisedFlag): string {
  if (number === undefined) return plainAnswers[sign]?.[raised ? "no" : "yes"] ?? "";
  return `${measures[sign]?.measure ?? ""}${heads === undefined ? "" : `, with ${heads} in the team`}`;
}

const flagNames: Partial<Record<Sign, string>> = {
  grr: "Gross retention in the lowest band",
  nrr: "Net retention in the lowest band",
  top_twenty_share: "Revenue hangs on twenty customers",
  time_away: "Time away from customers",
  reports_per_leader: "One leader has more direct reports than anybody can coach",
};
const flagName = ({ sign, says, role }: RaisedFlag): string =>
  says ?? (role === undefined ? flagNames[sign]! : `No ${roleName(role)}`);

/** A flag as it is answered. */
function flagAnswer(flag: RaisedFlag): RedFlag {
  const { raised, number, limit, counts_for_emergency, rule } = flag;
  return {
    flag: flagName(flag),
    raised,
    ...(number === undefined ? {} : { number, limit }),
    measure: measureWords(flag),
    counts_for_emergency,
    rule,
  };
}

const figureText = ({ sign }: RaisedFlag, value: number): string => (measures[sign]?.share ? shareText(value) : decimal(value));

/** The number beside its limit. @example "9 direct reports, limit 8" */
function beside(flag: RaisedFlag): string {
  const { sign, number, limit } = flag;
  if (number === undefined || limit === undefined) return "";
  const { measure, share } = measures[sign]!;
  const unit = share ? "" : ` ${measure.split(";")[0]}`;
  return ` (${figureText(flag, number)}${unit}, limit ${figureText(flag, limit)})`;
}

function numbersOf(flag: RaisedFlag): string {
  const { number, limit } = flag;
  return number === undefined || limit === undefined
    ? measureWords(flag)
    : `${figureText(flag, number)} against ${figureText(flag, limit)} (${measureWords(flag)})`;
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

/** Whether somebody already does the work, so that there is no function to build. */
const hasTeam = ({ question: { csms = 0, team = {} } }: AssessmentContext): boolean =>
  csms > 0 || Object.values(team).some((heads) => (heads ?? 0) > 0);

/** What is up: the signs that count for an emergency, then what is up beside them. */
function upWords(raised: RedFlags["flags"]): string[] {
  const spoken = raised.slice(0, SPOKEN);
  const more = raised.length > SPOKEN ? `; and ${raised.length - SPOKEN} more in flags` : "";
  const list = (flags: RedFlags["flags"]) => flags.map((flag) => `${within(flagName(flag))}${beside(flag)}`).join("; ");
  const signs = spoken.filter((flag) => flag.counts_for_emergency);
  const others = spoken.filter((flag) => !flag.counts_for_emergency);
  return [
    ...(signs.length ? [`Signs up: ${list(signs)}${others.length ? "" : more}.`] : []),
    ...(others.length ? [`${signs.length ? "Beside them" : "Up"}: ${list(others)}${more}.`] : []),
  ];
}

/** Red flags for a VP: which are up and by how much, and whether they make an emergency. */
function redFlagsWords(found: RedFlags, context: AssessmentContext): Worded {
  const { flags, signs, emergency, roles_unknown } = found;
  const raised = flags.filter((flag) => flag.raised);
  const counted = `${signs.raised} of the ${signs.of} signs of an emergency are up${signs.unknown.length ? `, ${signs.unknown.length} not known` : ""}; ${signs.emergency_from} make one`;
  const recommendation =
    emergency === true
      ? hasTeam(context)
        ? "Start with the accounts in danger, by name, each with an owner; other work of the team waits until they have one."
        : "Start with the accounts in danger, by name, and build the function after."
      : raised.length
        ? `Settle ${raised.length === 1 ? "this one" : `these ${raised.length}`} before the next plan, the first in the list first.`
        : emergency === null
          ? null
          : "Nothing urgent in these numbers; read them again in a quarter.";
  const reason = "No flag is up so far, and too few of the signs are known to rule an emergency out.";
  return {
    summary: brief([
      emergency === true
        ? `This is an emergency: ${counted}.`
        : `${raised.length === 0 ? "No red flag" : plural(raised.length, "red flag")} among ${flags.length} checked; ${emergency === false ? "no emergency" : "whether it is an emergency is not known"} (${counted}).`,
      ...upWords(raised),
      ...(recommendation === null ? [] : [recommendation]),
    ]),
    fields: {
      recommendation,
      levels: [{ name: "State", level: state(found), evidence: `${counted}.` }],
      findings: [
        ...raised.map((flag) => ({ finding: flagName(flag), evidence: numbersOf(flag), rule: flag.rule })),
        ...bandFindings(found, context),
      ],
      next_steps: [
        ...(emergency === true
          ? [{ step: "List the accounts in danger and give each an owner this week", owner: "VP", rule: "playbooks-at-risk" }]
          : []),
        ...raised
          .slice(0, 3)
          .map((flag) => ({ step: `Read the page on this and decide: ${within(flagName(flag))}`, rule: flag.rule })),
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
      flags: flags.map(flagAnswer),
    },
    undefined: recommendation === null ? [{ field: "recommendation", reason }] : [],
  };
}

const names = { customers: "Customers", csms: "CSMs", funding: "Funding" };
const rules = { customers: "org-stages", csms: "org-scaling-phases", funding: "org-stages" };
const round = (given: string) =>
  given.startsWith("series_") ? `Series ${given.slice(-1).toUpperCase()}` : `${given.replace("_", "-")} round`;

function givenWords({ signal, given }: StageSignal): string {
  if (typeof given === "string") return round(given);
  return signal === "csms" ? plural(given, "CSM") : plural(given, "customer");
}
const pointsAt = ({ from, to }: StageSignal): string => (from === to ? from : `${from} to ${to}`);

function stageWordsFindingsOf({ customers, csms, prove, signals }: Stage): Finding[] {
  const said = (signal: StageSignal["signal"]) => givenWords(signals.find((one) => one.signal === signal)!);
  const findings: Finding[] = [];
  if (prove) {
    const finding = `To prove next: ${within(prove.what)}, shown by ${within(prove.shown_by)}`;
    findings.push({ finding, evidence: `${said("funding")}, read as ${prove.funding}`, rule: rules.funding });
  }
  if (customers?.next) {
    const { stage, at, team } = customers.next;
    findings.push({
      finding: `${stage} begins at ${plural(at, "customer")}: ${within(team)}`,
      evidence: said("customers"),
      rule: rules.customers,
    });
  }
  if (csms?.change)
    findings.push({ finding: `At this number of CSMs: ${within(csms.change)}`, evidence: said("csms"), rule: rules.csms });
  if (csms?.next) {
    const { phase, at, change } = csms.next;
    findings.push({ finding: `${phase} from ${plural(at, "CSM")}: ${within(change)}`, evidence: said("csms"), rule: rules.csms });
  }
  return findings;
}

function recommended({ customers, csms, prove, signals }: Stage): string {
  if (customers) return closed(`Staff for ${signals[0]!.reading}: ${within(customers.team)}`);
  if (csms?.next)
    return closed(`Prepare ${csms.next.phase} now, due from ${plural(csms.next.at, "CSM")}: ${within(csms.next.change)}`);
  if (prove) return `Prove ${within(prove.what)}, shown by ${within(prove.shown_by)}.`;
  return "Count paying customers, and read the stage from them.";
}

/** The stage for a VP: what each sign says, that they disagree where they do, and what must be proved next. */
function stageWords(found: Stage, { question }: AssessmentContext): Worded {
  const { signals, common, prove, csms, customers } = found;
  const parts = signals.map((one) => `${givenWords(one)}: ${pointsAt(one)}`);
  const differ = signals.length > 1 && common.length === 0;
  const recommendation = recommended(found);
  const missing = [
    ...(question.customers === undefined
      ? [lacking("customers", "The stage is read from customers first; without them there is no team to staff for.")]
      : []),
    ...(question.csms === undefined ? [lacking("csms", "They say which way of working breaks next.")] : []),
    ...(question.funding === undefined
      ? [lacking("funding", "It says what the company must prove next, and by which measure.")]
      : []),
  ];
  const steps: Step[] = [
    { step: "Let hours of work set the headcount; the stage only says which kinds of work to expect", rule: "org-team-sizing" },
    ...(prove
      ? [
          {
            step: `Compute the measure the round asks for (${within(prove.shown_by)}) and have finance check it`,
            rule: rules.funding,
          },
        ]
      : []),
    ...(csms?.next
      ? [
          {
            step: `Write down what ${csms.next.phase} changes before it is due`,
            by: `${plural(csms.next.at, "CSM")}`,
            rule: rules.csms,
          },
        ]
      : []),
  ];
  const meaning =
    "The signs measure different things and none is averaged. Staff the work that customers bring today, since a team built for the next stage is paid from this one's revenue.";
  return {
    summary: brief([
      differ
        ? `The signs disagree (${parts.join("; ")}), and nothing is averaged.`
        : signals.length === 1
          ? `By the one sign given, ${parts[0]}.`
          : `The signs agree on ${listed(common, "or")} (${parts.join("; ")}).`,
      recommendation,
      ...(prove && customers ? [`Prove next: ${within(prove.what)}, shown by ${within(prove.shown_by)}.`] : []),
      ...(missing.length ? [`Not known: ${listed(missing.map(({ what }) => what.split(":")[0]!))}.`] : []),
    ]),
    fields: {
      recommendation,
      levels: signals.map((one) => ({
        name: names[one.signal],
        level: pointsAt(one),
        ...(one.from === one.to ? {} : { low: one.from, high: one.to }),
        evidence: one.signal === "customers" ? givenWords(one) : `${givenWords(one)}: ${one.reading}`,
      })),
      findings: stageWordsFindingsOf(found),
      ...(differ
        ? { disagreement: { signals: signals.map((one) => ({ signal: givenWords(one), says: pointsAt(one) })), meaning } }
        : {}),
      next_steps: steps,
      missing: firstThree(missing),
    },
    undefined: [],
  };
}

/** An assessment in words: the summary for a VP, and the fields of the result with a reason for each null. */
export function wordAssessment(assessment: Assessment, context: AssessmentContext): Worded {
  switch (assessment.ask) {
    case "maturity":
      return maturityWords(assessment.found, context);
    case "stage":
      return stageWords(assessment.found, context);
    case "ambition":
      return ambitionWords(assessment.found, context);
    case "reporting":
      return reportingWords(assessment.found, context);
    case "first_hire":
      return firstHireWords(assessment.found, context);
    case "root_cause":
      return rootCauseWords(assessment.found, context);
    case "red_flags":
      return redFlagsWords(assessment.found, context);
    case "journey":
      return journeyWords(assessment.found, context);
    case "attention":
      return attentionWords(assessment.found, context);
    case "charter":
      return charterWords(assessment.found, context);
  }
}
