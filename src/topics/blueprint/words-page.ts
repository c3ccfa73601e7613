import { listed, plural } from "../../core/english.ts";
import { rateText } from "../../render/answer-pictures.ts";
import { escapeMarkdown } from "../../render/markdown.ts";
import { decimal, percent, points } from "../../render/numbers.ts";
import type { PlanOption } from "../team/choice.ts";
import { roleHeads } from "../team/roles.ts";
import { checkpointDates, checkpoints } from "./calendar.ts";
import type { Plan } from "./plan.ts";
import {
  askLine,
  cash,
  costUnknown,
  csms,
  leaderName,
  loggers,
  ofArr,
  reasonLine,
  repayment,
  weekOfPlan,
} from "./words-choice.ts";
import { tieStatus, unknownOf, type VerdictLine, verdictRecord } from "./words-verdict.ts";

const bullets = (lines: readonly (string | null | undefined)[]): string =>
  lines
    .filter((line): line is string => typeof line === "string" && line !== "")
    .map((line) => `- ${escapeMarkdown(line)}`)
    .join("\n");

const kinds: Record<PlanOption["kind"], string> = {
  keep: "keep the team",
  "fixed heads": "people as fixed",
  "within budget": "inside the budget",
  smaller: "a smaller team",
  "first person": "the first person",
  "covers the work": "cover the work",
  "covers the upper case": "cover the upper case",
  proposed: "as proposed",
};
export const optionTitle = (option: PlanOption): string =>
  `Plan ${option.name}, ${kinds[option.kind]}${option.recommended ? " (recommended)" : ""}`;

/** The day a plan is made for, or how its weeks are counted without one. */
export function dateLine(plan: Plan): string {
  const day =
    plan.as_of === null ? "No date was given, so weeks are counted from the start of the plan." : `As of ${plan.as_of}.`;
  return plan.currency === "" ? `${day} The currency was not given.` : `${day} Amounts are in ${plan.currency}.`;
}

/** Money, people and dates of the recommended plan. */
export function costLines(plan: Plan): string[] {
  const chosen = plan.recommended;
  if (chosen === null)
    return plan.options.map((option) =>
      option.cost === null
        ? `${roleList(option)}. ${costUnknown(plan)}`
        : `${roleList(option)}: ${cash(plan, option.cost)} a year.`,
    );
  const first = chosen.cost_by_quarter.reduce((sum, amount) => sum + amount, 0);
  const hires = chosen.roles.filter((line) => line.added > 0);
  const one = chosen.one_off;
  const years = yearsWithoutBackfill(plan, chosen);
  return [
    chosen.cost === null
      ? `${roleList(chosen)}. ${costUnknown(plan)}`
      : `${roleList(chosen)}: ${cash(plan, chosen.cost)} a year, ${ofArr(chosen)}${(chosen.cost_share_of_arr ?? 0) > plan.marks.remark ? `, above the ${percent(plan.marks.remark, 0)} usual at this size` : ""}.`,
    ...(chosen.added_cost === 0 || chosen.cost === null
      ? []
      : [
          `The first year costs ${cash(plan, first)}; ${cash(plan, Math.abs(chosen.added_cost ?? 0))} a year ${(chosen.added_cost ?? 0) > 0 ? "more" : "less"} than today in the end.`,
        ]),
    ...(hires.length
      ? [
          `${one === null ? "" : `Finding ${hires.map((line) => roleHeads(line.role, line.added)).join(" and ")} costs ${cash(plan, one.low)} to ${cash(plan, one.high)} once; `}${one === null ? "A" : "a"} start is about ${weekOfPlan(plan, plan.hire_weeks.start)}, a full book ${weekOfPlan(plan, plan.hire_weeks.full)}.`,
        ]
      : []),
    ...(chosen.steps.length && chosen.kind === "smaller"
      ? [`In steps, after a four-week log of hours: ${chosen.steps.map((csms) => roleHeads("csm", csms)).join(", then ")}.`]
      : []),
    ...(years === null
      ? []
      : [
          `Not backfilling alone takes ${decimal(years, 0)} ${decimal(years, 0) === "1" ? "year" : "years"} at usual attrition; redeployment is faster.`,
        ]),
    ...(repayment(plan, chosen) === null ? [] : [repayment(plan, chosen)!]),
  ];
}

const roleList = (option: PlanOption): string =>
  listed(option.roles.filter((line) => line.heads > 0).map((line) => roleHeads(line.role, line.heads))) || "Nobody";

/** Years until leavers alone bring a team down to the plan's CSMs. */
function yearsWithoutBackfill(plan: Plan, chosen: PlanOption): number | null {
  const today = plan.csms_today ?? 0;
  const csms = chosen.roles.find(({ role }) => role === "csm")?.heads ?? 0;
  if (chosen.kind !== "smaller" || csms >= today || csms <= 0 || plan.marks.attrition <= 0 || plan.marks.attrition >= 1)
    return null;
  return Math.ceil(Math.log(csms / today) / Math.log(1 - plan.marks.attrition));
}

/** What is done by each checkpoint and decided at its end. */
export function checkpointLines(plan: Plan): string[] {
  const dates = checkpointDates(plan.as_of);
  const who = leaderName(plan);
  const late = plan.at_risk.filter(({ state }) => state === "overdue");
  const unowned = plan.accounts.filter(({ owner }) => owner === null).length;
  const added = (plan.recommended?.roles ?? []).reduce((sum, role) => sum + Math.max(0, role.added), 0);
  const hires = added > 0;
  const nothingLost = plan.retention !== null && plan.retention.bridge.churn + plan.retention.bridge.contraction === 0;
  const nobodyLeft = plan.retention === null && plan.losses.arr_lost?.high === 0;
  const soon = plan.at_risk.filter(({ state, deadline, renewal_date }) => {
    const day = deadline ?? renewal_date;
    return state === "decides soon" && day !== null && dates[0] != null && day <= dates[0];
  });
  const open = soon.reduce((sum, { arr }) => sum + arr, 0);
  const first = late.length
    ? `${listed(late.slice(0, 2).map(({ account }) => account))} called on ${weekOfPlan(plan, 0)}`
    : open / plan.facts.arr >= plan.marks.own_owner
      ? `the ${plural(soon.length, "account")} that ${soon.length === 1 ? "decides" : "decide"} by then (${cash(plan, open)}) asked for an answer`
      : unowned
        ? `an owner for ${plural(unowned, "account")}`
        : nothingLost
          ? "nothing was lost last year: the accounts that came near it, by name"
          : plan.retention
            ? "every loss of last year with its reason"
            : nobodyLeft
              ? "what each account paid a year ago and pays now, from billing"
              : "last year's losses by account, from billing";
  const decide = nothingLost
    ? "which of them somebody calls first"
    : nobodyLeft
      ? "which customers need a second contact"
      : "which of last year's losses could have been kept";
  const steps = [
    `${first}; ${loggers(plan)} ${loggers(plan) === "CSMs" ? "log" : "logs"} hours. Decide: ${decide}${hires ? `, and whether the ${added > 1 ? "hires go" : "hire goes"} on` : ""} (${who}).`,
    `${plan.retention ? "Renewals of the next quarter each with a date and a playbook" : "One list of accounts with ARR, owner and renewal date"}. Decide: ${hires ? `which accounts the new ${added > 1 ? "hires take" : "hire takes"}` : "who is served named and who shared"} (${who}).`,
    `${plan.choice.need.middle > 0 ? `Logged hours beside the work in this plan, ${csms(plan.choice.need.middle)}` : "What the program did for those it reached"}. Decide: ${plan.recommended?.kind === "smaller" ? "the next step down" : hires ? `whether ${added > 1 ? "more are" : "one more is"} needed` : "keep, hire or not backfill"} (${who} and CFO).`,
  ];
  return steps.map(
    (step, index) => `${dates[index] ?? `Day ${checkpoints[index]}`}: ${step.replace(/^./, (letter) => letter.toUpperCase())}`,
  );
}

/** The five questions a board asks, answered from this plan. */
export function boardQuestions(plan: Plan): [string, string][] {
  const lines = verdictRecord(plan);
  const { recommended: chosen, losses } = plan;
  const change = losses.noise.grr_change;
  const doubt = plan.unknowns[0] ? unknownOf(plan.unknowns[0]) : null;
  return [
    [
      "Why this, and why now?",
      [reasonLine(plan), lines.concentration ?? lines.risk ?? (chosen?.kind === "smaller" ? lines.leaders : undefined)]
        .filter(Boolean)
        .join(" "),
    ],
    [
      "What does it cost, and what must it bring?",
      chosen === null
        ? "No amount is asked for until today's team is known."
        : chosen.cost === null
          ? `${costUnknown(plan)}${chosen.may_cost === null ? "" : ` ${repayment(plan, chosen)}`}`
          : `${cash(plan, chosen.cost)} a year. ${repayment(plan, chosen) ?? "It adds nothing to today's cost, so it has nothing to repay."}`,
    ],
    ["What if the largest customer leaves?", lossOfLargest(plan)],
    [
      "How will we know that it works?",
      change === null || change >= 1
        ? `By hours logged, owners named and renewals decided before their date; ${plan.facts.grr === null ? "retention is not measured yet" : "in so small a book a year's GRR says nothing"}.`
        : `By hours logged, owners named and renewals decided before their date; a year's GRR moves ${points(change)} by chance alone.`,
    ],
    [
      "What could prove this wrong?",
      doubt === null
        ? "Nothing this plan needs is unknown."
        : `${doubt.what.replace(/^./, (letter) => letter.toUpperCase())}: ${doubt.who} can tell.`,
    ],
  ];
}

function lossOfLargest(plan: Plan): string {
  const { largest: top, grr_without } = plan.losses.concentration;
  const name = top.account ?? (top.single ? `The account of ${top.tier}` : `An average ${top.tier} account`);
  const hours = plan.sizing.pools.find(({ tier }) => tier === top.tier)?.hours_per_account ?? 0;
  const people = hours / plan.sizing.hours_per_csm;
  const grr = top.single ? `, and GRR would be ${rateText(grr_without)} by that alone` : "";
  const work = people < 0.05 ? "hardly any CSM work" : `${decimal(people, 2)} of a CSM's work`; // not a figure: what rounds to nothing
  return `${name} is ${cash(plan, top.arr)}, ${percent(top.share)} of ARR${grr}; it takes ${work}.`;
}

/** Who could tell what is not known, and what it would move. */
const unknownLines = (plan: Plan): string[] =>
  plan.unknowns.slice(0, 3).map((unknown) => {
    // not a figure: what a reader asks for at once
    const { what, who } = unknownOf(unknown);
    const moves =
      unknown.effect === null || unknown.effect === 0 ? "" : `, worth ${cash(plan, unknown.effect)} a year from end to end`;
    return `${what.replace(/^./, (letter) => letter.toUpperCase())}${moves}: ${who} can tell.`;
  });

const now: VerdictLine[] = [
  ...(["sample", "concentration", "risk", "passed", "red", "need", "reason", "growth", "losses", "cannot_pay"] as const),
  ...(["unowned", "forecast", "decides", "less", "target", "replace", "trigger"] as const),
  ...(["leaders", "partner", "unserved", "top", "metered", "mix"] as const),
];
const MOST_REASONS = 9;

/** One page: one ask, why now, what it costs and must bring, what is not known, three checkpoints, five questions. */
export function onePage(plan: Plan, heading = "Customer-success plan"): string {
  const lines = verdictRecord(plan);
  const { book } = lines;
  return [
    `# ${heading}: ${escapeMarkdown(plan.name)}`,
    `${dateLine(plan)} ${escapeMarkdown(book ?? "")}`.trim(),
    ...(plan.ties.some(({ ok, finding }) => !ok && !finding) ? [`**Does not tie.** ${escapeMarkdown(tieStatus(plan))}`] : []),
    `> ${escapeMarkdown(askLine(plan))}`,
    `## Why now\n\n${bullets(
      now
        .map((name) => lines[name])
        .filter(Boolean)
        .slice(0, MOST_REASONS),
    )}`,
    `## What it costs and must bring\n\n${bullets(costLines(plan))}`,
    `## What is not known\n\n${bullets([...unknownLines(plan), lines.ties]) || "Nothing this plan needs."}`,
    `## 30, 60 and 90 days\n\n${bullets(checkpointLines(plan))}`,
    `## Five questions a board will ask\n\n${boardQuestions(plan)
      .map(([question, answer]) => `- **${question}** ${escapeMarkdown(answer)}`)
      .join("\n")}`,
  ].join("\n\n");
}
