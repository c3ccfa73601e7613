import { grouped, listed } from "../../core/english.ts";
import { rateText, withRange } from "../../render/answer-pictures.ts";
import { type DrawnRow, drawRows, type RowMark } from "../../render/draw-rows.ts";
import { drawTree } from "../../render/draw-tree.ts";
import { decimal, money, percent, tenths } from "../../render/numbers.ts";
import type { Picture } from "../../render/svg.ts";
import { roleHeads } from "../team/roles.ts";
import { checkpoints } from "./calendar.ts";
import type { Plan } from "./plan.ts";
import { cash, csms, weekOfPlan } from "./words-choice.ts";
import { chartNodes } from "./words-diagrams.ts";
import { optionTitle } from "./words-page.ts";
import { stepWords } from "./words-roadmap.ts";

/** Who reports to whom in the recommended plan, else in the team the work takes. */
export function orgPicture(plan: Plan): Picture | null {
  const chart = plan.team.org_chart;
  if (chart.length === 0) return null;
  const roles = [...new Set(chart.map(({ role }) => role))].map((role) => ({
    role,
    heads: chart.filter((one) => one.role === role).length,
  }));
  const nodes = chartNodes(plan);
  const leader = new Map(nodes.map(({ id, name }) => [id, name]));
  return {
    name: "org-chart",
    title: `${plan.recommended ? "The team of the recommended plan" : "The team the work takes"}: ${listed(roles.map(({ role, heads }) => roleHeads(role, heads)))}`,
    basis: plan.recommended ? `${optionTitle(plan.recommended)}.` : "No plan is recommended until today's team is known.",
    draw: (width) => drawTree(nodes, width),
    table: {
      headers: ["Role", "Reports to"],
      words: [0, 1],
      rows: nodes.flatMap(({ under, name }) => (under === null ? [] : [[name, leader.get(under) ?? "CEO"]])),
    },
  };
}

/** The people the work takes, part by part, with its range, beside those there are. */
export function capacityPicture(plan: Plan): Picture | null {
  const { sizing, choice, csms_today: today, csms_planned: planned } = plan;
  const { need } = choice;
  const parts = sizing.pools.filter(({ fte }) => fte > 0).map(({ tier, fte }) => ({ name: `Work for ${tier}`, fte }));
  if (sizing.new_accounts && sizing.new_accounts.fte > 0) parts.push({ name: "New accounts", fte: sizing.new_accounts.fte });
  const known = parts.reduce((sum, { fte }) => sum + fte, 0);
  const leavers = need.middle - known;
  const worth = leavers > 0.005; // what prints as 0.0
  const bar = (to: number, tone: "main" | "pale" | "second", from = 0): RowMark => ({ shape: "bar", from, to, tone });
  let at = 0;
  const stacked: DrawnRow[] = [...parts, ...(worth ? [{ name: "Leavers, and those who follow them", fte: leavers }] : [])].map(
    ({ name, fte }) => {
      const from = at;
      at += fte;
      return { name, marks: [bar(at, "pale", from)], value: fte < 0.05 ? tenths(fte) : decimal(fte, 1, 1) }; // what prints as 0.0
    },
  );
  const total: DrawnRow = {
    name: "CSMs needed",
    marks: [
      bar(need.middle, "main"),
      { shape: "range", from: need.joint_low, to: need.joint_high, tone: "second" },
      { shape: "range", from: need.low, to: need.high, tone: "ink" },
    ],
    value: withRange(need.middle, need.low, need.high),
    strong: true,
  };
  const there: DrawnRow[] = [
    ...(today === null ? [] : [{ name: "CSMs today", marks: [bar(today, "second")], value: decimal(today, 1), strong: true }]),
    ...(planned === null || planned === today
      ? []
      : [{ name: "CSMs of the plan", marks: [bar(planned, "second")], value: decimal(planned, 1), strong: true }]),
  ];
  const rows = [...stacked, total, ...there];
  const versus = today === null ? "today's team is not known" : `${csms(today)} ${today === 1 ? "stands" : "stand"}`;
  return {
    name: "capacity-and-need",
    title: `The work takes ${csms(need.middle)}${decimal(need.low, 1) === decimal(need.high, 1) ? "" : `, ${decimal(need.low, 1)} to ${decimal(need.high, 1)}`}; ${versus}`,
    basis: `One CSM has ${decimal(sizing.hours_per_csm, 0)} hours a year for customers. The inner range is when one input nobody measured is off, the outer one when all are at once.`,
    draw: (width) =>
      drawRows(
        {
          rows,
          // Below a tenth of a person one decimal prints every number of the scale as 0.
          tick: (value) => decimal(value, need.joint_high < 1 && (today ?? 0) < 1 ? 3 : 1),
          keys: [
            { shape: "bar", tone: "pale", name: "work, part by part" },
            { shape: "bar", tone: "main", name: "work, in CSMs" },
            { shape: "bar", tone: "second", name: "people" },
            { shape: "range", tone: "ink", name: "one input off" },
            { shape: "range", tone: "second", name: "all inputs off" },
          ],
        },
        width,
      ),
    table: {
      headers: ["Part", "CSMs", "From", "To", "From, all off", "To, all off"],
      words: [0],
      rows: [
        ...stacked.map(({ name, value }) => [name, value, "", "", "", ""]),
        [
          total.name,
          decimal(need.middle, 2),
          decimal(need.low, 2),
          decimal(need.high, 2),
          decimal(need.joint_low, 2),
          decimal(need.joint_high, 2),
        ],
        ...there.map(({ name, value }) => [name, value, "", "", "", ""]),
      ],
    },
  };
}

/** What each plan must win back beside what a year loses and what chance alone moves, in points of ARR. */
export function breakEvenPicture(plan: Plan): Picture | null {
  const { losses, facts } = plan;
  const options = plan.options.filter(({ break_even, added_cost }) => break_even !== null && (added_cost ?? 0) > 0);
  if (options.length === 0) return null;
  const points = (share: number) => `${decimal(share * 100, 1)}`;
  const chance = losses.noise.grr_change;
  const lost = losses.arr_lost;
  const rows: DrawnRow[] = [
    ...options.map((option): DrawnRow => {
      const even = option.break_even!;
      return {
        name: optionTitle(option),
        marks: [
          { shape: "bar", from: 0, to: even.share_of_arr, tone: option.recommended ? "main" : "pale" },
          ...(even.share_low === even.share_high
            ? []
            : [{ shape: "range" as const, from: even.share_low, to: even.share_high, tone: "ink" as const }]),
        ],
        value: points(even.share_of_arr),
        strong: option.recommended,
      };
    }),
    ...(lost === null
      ? []
      : [
          {
            name: "What a year loses",
            marks: [
              { shape: "bar" as const, from: 0, to: lost.central / facts.arr, tone: "loss" as const },
              ...(lost.low === lost.high
                ? []
                : [{ shape: "range" as const, from: lost.low / facts.arr, to: lost.high / facts.arr, tone: "ink" as const }]),
            ],
            value: points(lost.central / facts.arr),
          },
        ]),
    ...(chance === null
      ? []
      : [
          {
            name: "What chance alone moves GRR",
            marks: [{ shape: "bar" as const, from: 0, to: chance, tone: "second" as const }],
            value: points(chance),
          },
        ]),
  ];
  const chosen = options.find(({ recommended }) => recommended) ?? options[0]!;
  const share = chosen.break_even!.share_of_arr;
  const seen =
    chance === null
      ? "whether GRR could show it is not known"
      : share < chance
        ? "too little for a year's GRR to show"
        : "enough for a year's GRR to show";
  return {
    name: "break-even",
    title: `Plan ${chosen.name} must keep or sell ${points(share)} points of ARR, ${seen}`,
    basis: `In points of ARR a year, at a gross margin of ${rateText(plan.gross_margin.central)}${plan.gross_margin.known ? "" : ", which nobody gave: the line is its range"}. A change between two years has to be larger than chance to be told from it, so watch hours, owners and early renewals too.`,
    draw: (width) =>
      drawRows(
        {
          rows,
          tick: (value) => `${decimal(value * 100, 1)}`,
          keys: [
            { shape: "bar", tone: "main", name: "to win back, recommended" },
            ...(options.length > 1 || !chosen.recommended
              ? [{ shape: "bar" as const, tone: "pale" as const, name: "to win back, other plans" }]
              : []),
            ...(lost === null ? [] : [{ shape: "bar" as const, tone: "loss" as const, name: "lost in a year" }]),
            ...(chance === null ? [] : [{ shape: "bar" as const, tone: "second" as const, name: "chance" }]),
          ],
        },
        width,
      ),
    table: {
      headers: ["What", "Points of ARR", "ARR a year"],
      words: [0],
      rows: [
        ...options.map((option) => [
          optionTitle(option),
          points(option.break_even!.share_of_arr),
          money(Math.round(option.break_even!.retained_arr_needed), plan.currency),
        ]),
        ...(lost === null ? [] : [["What a year loses", points(lost.central / facts.arr), cash(plan, lost.central)]]),
        ...(chance === null ? [] : [["What chance alone moves GRR", points(chance), cash(plan, chance * facts.arr)]]),
      ],
    },
  };
}

const DAYS_A_WEEK = 7;
const WEEKS_A_QUARTER = 13;

/** The steps of the first year over its weeks, with the days on which something is decided. */
export function roadmapPicture(plan: Plan): Picture | null {
  if (plan.roadmap.length === 0) return null;
  const last = plan.roadmap.reduce((most, { weeks }) => Math.max(most, weeks[1]), 0);
  const ticks = Array.from({ length: Math.ceil(last / WEEKS_A_QUARTER) }, (_, quarter) => quarter * WEEKS_A_QUARTER).map(
    (at) => ({
      at,
      name: plan.as_of === null ? `week ${at + 1}` : weekOfPlan(plan, at),
    }),
  );
  return {
    name: "roadmap",
    title: `The first year in ${plan.roadmap.length} steps; decide after ${listed(checkpoints.map(String))} days`,
    basis: `Dashed lines are those days. ${plan.as_of === null ? "No date was given, so weeks are counted from the start." : `Counted from ${plan.as_of}.`}`,
    draw: (width) =>
      drawRows(
        {
          rows: plan.roadmap.map((step) => ({
            name: stepWords(plan, step).action,
            marks: [{ shape: "bar", from: step.weeks[0] - 1, to: step.weeks[1], tone: "main" }],
            value: step.until === null ? `weeks ${step.weeks[0]} to ${step.weeks[1]}` : `by ${step.until}`,
          })),
          from: 0,
          to: last,
          lines: checkpoints.map((day) => ({ at: day / DAYS_A_WEEK, tone: "loss" as const })),
          tick: (week) => `week ${decimal(week, 0)}`,
          ticks,
          keys: [{ shape: "line", tone: "loss", name: "a day to decide" }],
          above: true,
        },
        width,
      ),
    table: {
      headers: ["Step", "Who", "When", "Result"],
      words: [0, 1, 2, 3],
      rows: plan.roadmap.map((step) => {
        const { action, owner, output } = stepWords(plan, step);
        return [action, owner, step.until === null ? `weeks ${step.weeks[0]} to ${step.weeks[1]}` : `by ${step.until}`, output];
      }),
    },
  };
}

/** The few numbers to see at once. */
export function keyNumbers(plan: Plan): { name: string; value: string }[] {
  const { facts, recommended: chosen, renewals } = plan;
  const { low, high } = plan.choice.need;
  const people = (count: number | null) => (count === null ? "not known" : decimal(count, 1));
  return [
    { name: "ARR", value: cash(plan, facts.arr) },
    { name: "Accounts", value: grouped(facts.accounts) },
    {
      name: "GRR, NRR",
      value:
        facts.grr === null && facts.nrr === null
          ? "not measured"
          : [facts.grr, facts.nrr].map((rate) => (rate === null ? "not measured" : percent(rate))).join(", "),
    },
    {
      name: plan.csms_planned === plan.csms_today ? "CSMs" : "CSMs, today and planned",
      value:
        plan.csms_planned === plan.csms_today
          ? people(plan.csms_today)
          : `${people(plan.csms_today)} → ${people(plan.csms_planned)}`,
    },
    ...(chosen === null
      ? [{ name: "CSMs the work takes", value: [...new Set([low, high].map(tenths))].join(" to ") }]
      : chosen.cost === null || chosen.cost_share_of_arr === null
        ? []
        : [{ name: "Cost a year, of ARR", value: `${cash(plan, chosen.cost)}, ${percent(chosen.cost_share_of_arr)}` }]),
    ...(renewals === null || renewals.due === 0
      ? []
      : [
          {
            name: "Renewals due, expected",
            value: `${cash(plan, renewals.due)}, ${percent(renewals.expected / renewals.due, 0)}`,
          },
        ]),
  ];
}
