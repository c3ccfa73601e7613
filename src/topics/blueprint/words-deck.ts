import { grouped } from "../../core/english.ts";
import { roleName } from "../../core/vocabulary.ts";
import { axisOf, type DeckBlock, type DeckSlide, deckColors } from "../../deliver/deck.ts";
import { scaleStart, servedBy } from "../../render/answer-pictures.ts";
import { decimal, percent } from "../../render/numbers.ts";
import type { Plan } from "./plan.ts";
import { askLine, cash, csms, repayment } from "./words-choice.ts";
import { boardQuestions, checkpointLines, costLines, optionTitle } from "./words-page.ts";
import { bridgeOfPlan, forecastPicture } from "./words-pictures.ts";
import { breakEvenPicture, capacityPicture, keyNumbers, orgPicture } from "./words-pictures-team.ts";
import { stepLine } from "./words-roadmap.ts";
import { sampleDoubt } from "./words-sample.ts";
import { tieStatus, unknownOf, type VerdictLine, verdictRecord } from "./words-verdict.ts";

/** Signs of a name that a slide has room for, beside what it says of it. */
const NAME = 42;

/** A name that ends in such letters takes its dots along with a mark of direction, or they would stand at its beginning. */
const RIGHT_TO_LEFT = /[\p{Script=Hebrew}\p{Script=Arabic}]/u;

/** Sentences for a slide: a name that would fill it is cut, so that the sentence about it is not. */
function forSlide(plan: Plan): (lines: readonly string[]) => string[] {
  const names = [...plan.accounts.map(({ account }) => account), ...plan.accounts.map(({ owner }) => owner ?? "")];
  const long = [...new Set(names.filter((name) => name.length > NAME))].sort((a, b) => b.length - a.length);
  const cut = (text: string, name: string) =>
    text.replaceAll(
      name,
      `${[...name]
        .slice(0, NAME - 1)
        .join("")
        .trimEnd()}…${RIGHT_TO_LEFT.test(name) ? "\u200f" : ""}`,
    );
  return (lines) => lines.map((line) => long.reduce((text, name) => (text.includes(name) ? cut(text, name) : text), line));
}

const MONTHS = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split(" ");
/** @example monthName("2026-05") // "May 2026" */
const monthName = (month: string): string => `${MONTHS[Number(month.slice(-2)) - 1]} ${month.slice(0, -3)}`;

const dateOf = (plan: Plan): string =>
  `${plan.name}. ${plan.as_of === null ? "No date was given." : `As of ${plan.as_of}.`}${plan.currency === "" ? "" : ` Amounts in ${plan.currency}.`}`;

const why: VerdictLine[] = ["need", "reason", "losses", "risk", "concentration", "target", "forecast", "cannot_pay"];

/** Reasons in the order of their weight. */
function reasons(plan: Plan, most: number): string[] {
  const lines = verdictRecord(plan);
  return forSlide(plan)(why.flatMap((name) => lines[name] ?? []).slice(0, most));
}

/** The bridge as bars that stand on what came before. */
function bridgeBlock(plan: Plan): DeckBlock | null {
  const { retention } = plan;
  if (retention === null) return null;
  const { bridge } = retention;
  const moves = [bridge.new, bridge.expansion, bridge.reactivation, -bridge.contraction, -bridge.churn];
  const names = ["New", "Expansion", "Came back", "Downgrades", "Left"];
  let at = bridge.starting;
  const steps = moves.map((by) => {
    const from = at;
    at += by;
    return { low: Math.min(from, at), by };
  });
  const levels = [bridge.starting, bridge.ending, ...steps.flatMap(({ low, by }) => [low, low + Math.abs(by)])];
  const start = scaleStart(levels);
  const sign = (by: number) => (by === 0 ? "none" : `${by > 0 ? "+" : ""}${cash(plan, by)}`);
  const chart = {
    names: [
      `Opening ${cash(plan, bridge.starting)}`,
      ...names.map((name, index) => `${name} ${sign(moves[index]!)}`),
      `Closing ${cash(plan, bridge.ending)}`,
    ],
    series: [
      { name: "Below", color: null, values: [0, ...steps.map(({ low }) => low), 0] },
      { name: "ARR", color: deckColors.second, values: [bridge.starting, ...steps.map(() => 0), bridge.ending] },
      { name: "Gained", color: deckColors.gain, values: [0, ...steps.map(({ by }) => Math.max(0, by)), 0] },
      { name: "Lost", color: deckColors.loss, values: [0, ...steps.map(({ by }) => Math.max(0, -by)), 0] },
    ],
    ...{ stacked: true, across: true, amounts: true, from: start, legend: false },
  };
  const from = axisOf(chart)?.from ?? 0;
  return {
    kind: "chart",
    title: from > 0 ? `ARR, movement by movement (from ${cash(plan, from)})` : "ARR, movement by movement",
    chart,
  };
}

/** Without a bridge: the tiers with what they may hold. */
function tiersBlock(plan: Plan): DeckBlock {
  return {
    kind: "chart",
    title: plan.facts.arr_by_tier_known ? "ARR by tier" : "ARR by tier, central case: nobody gave it",
    chart: {
      names: plan.tiers.map(({ tier, accounts }) => `${tier} (${grouped(accounts)})`),
      series: [{ name: "ARR", color: deckColors.main, values: plan.tiers.map(({ arr }) => arr) }],
      stacked: false,
      across: true,
      amounts: true,
      from: 0,
      legend: false,
    },
  };
}

function tierTable(plan: Plan): DeckBlock {
  const rate = (tier: string, which: "nrr" | "grr") => {
    const found = plan.retention?.by_tier.find((one) => one.tier === tier)?.[which];
    if (found !== null && found !== undefined) return percent(found);
    // Nobody stood in it who could have stayed.
    return plan.retention !== null && plan.tiers.find((one) => one.tier === tier)?.accounts === 0 ? "none" : "not known";
  };
  return {
    kind: "table",
    title: "Tiers today",
    headers: ["Tier", "Served by", "Accounts", "ARR", "GRR", "NRR"],
    words: [0, 1],
    rows: plan.tiers.map(({ tier, touch, accounts, arr }) => [
      tier,
      servedBy(touch),
      grouped(accounts),
      cash(plan, arr),
      rate(tier, "grr"),
      rate(tier, "nrr"),
    ]),
  };
}

function needBlock(plan: Plan): DeckBlock {
  const { need } = plan.choice;
  // Below one person a tenth does not tell the three apart.
  const work = (value: number) => decimal(value, need.high < 1 ? 2 : 1);
  const bars: [string, number][] = [
    [`Work, low: ${work(need.low)}`, need.low],
    [`Work, middle: ${work(need.middle)}`, need.middle],
    [`Work, high: ${work(need.high)}`, need.high],
    ...(plan.csms_today === null ? [] : [[`CSMs today: ${decimal(plan.csms_today, 1)}`, plan.csms_today] as [string, number]]),
    ...(plan.csms_planned === null || plan.csms_planned === plan.csms_today
      ? []
      : [[`CSMs of the plan: ${decimal(plan.csms_planned, 1)}`, plan.csms_planned] as [string, number]]),
  ];
  const people = (name: string) => name.startsWith("CSMs");
  return {
    kind: "chart",
    title: "CSMs needed and there",
    chart: {
      names: bars.map(([name]) => name),
      series: [
        { name: "Work", color: deckColors.main, values: bars.map(([name, value]) => (people(name) ? 0 : value)) },
        { name: "People", color: deckColors.second, values: bars.map(([name, value]) => (people(name) ? value : 0)) },
      ],
      stacked: true,
      across: true,
      amounts: false,
      from: 0,
      legend: true,
    },
  };
}

function peopleTable(plan: Plan): DeckBlock {
  const option = plan.recommended ?? plan.options[0]!;
  const nobody = ["Nobody", plan.heads_today === null ? "not known" : "0", "0", cash(plan, 0)];
  return {
    kind: "table",
    title: optionTitle(option),
    headers: ["Role", "Today", "Planned", "Cost a year"],
    words: [0],
    rows:
      option.roles.length === 0
        ? [nobody]
        : option.roles.map(({ role, heads, added, yearly_cost }) => [
            roleLabel(role),
            option.added_cost === null ? "not known" : decimal(heads - added, 1),
            decimal(heads, 1),
            yearly_cost === null ? "not known" : cash(plan, heads * yearly_cost),
          ]),
  };
}

const roleLabel = (role: Plan["options"][number]["roles"][number]["role"]): string =>
  roleName(role).replace(/^./, (letter) => letter.toUpperCase());

function optionsTable(plan: Plan, below: readonly string[]): DeckBlock {
  return {
    kind: "table",
    below: { title: "What it must bring, and what would change it", lines: below },
    title: "Plans to choose from",
    headers: ["Plan", "People", "Cost a year", "Added", "Points of ARR"],
    words: [0],
    rows: plan.options.map((option) => [
      optionTitle(option).replace("Plan ", ""),
      decimal(option.heads, 1),
      option.cost === null ? "not known" : cash(plan, option.cost),
      option.added_cost === null ? "not known" : cash(plan, option.added_cost),
      option.break_even === null ? "not known" : decimal(option.break_even.share_of_arr * 100, 1),
    ]),
  };
}

/** In points of ARR: what the plans must bring, what a year loses, what chance moves. */
function pointsBlock(plan: Plan): DeckBlock | null {
  const options = plan.options.filter(({ break_even, added_cost }) => break_even !== null && (added_cost ?? 0) > 0);
  if (options.length === 0) return null;
  const { arr_lost, noise } = plan.losses;
  const plans = options.map((option): [string, number] => [
    `Plan ${option.name} must bring`,
    option.break_even!.share_of_arr * 100,
  ]);
  const beside: [string, number][] = [
    ...(arr_lost === null ? [] : [["A year loses", (arr_lost.central / plan.facts.arr) * 100] as [string, number]]),
    ...(noise.grr_change === null ? [] : [["Chance alone moves", noise.grr_change * 100] as [string, number]]),
  ];
  const bars = [...plans, ...beside];
  return {
    kind: "chart",
    title: "In points of ARR a year",
    chart: {
      names: bars.map(([name, value]) => `${name}: ${decimal(value, 1)}`),
      series: [
        { name: "Plans", color: deckColors.main, values: [...plans.map(([, value]) => value), ...beside.map(() => 0)] },
        { name: "To compare", color: deckColors.second, values: [...plans.map(() => 0), ...beside.map(([, value]) => value)] },
      ],
      stacked: true,
      across: true,
      amounts: false,
      from: 0,
      legend: false,
    },
  };
}

function renewalsBlock(plan: Plan): DeckBlock | null {
  const { renewals } = plan;
  if (renewals === null || renewals.months.length === 0) return null;
  const { months } = renewals;
  return {
    kind: "chart",
    title: "ARR up for decision by month: expected and at stake",
    chart: {
      names: months.map(({ month }) => monthName(month)),
      series: [
        { name: "Expected to renew", color: deckColors.main, values: months.map(({ expected }) => expected) },
        { name: "At stake", color: deckColors.loss, values: months.map(({ arr, expected }) => Math.max(0, arr - expected)) },
      ],
      stacked: true,
      across: false,
      amounts: true,
      from: 0,
      legend: true,
    },
  };
}

const bullets = (title: string, lines: readonly string[]): DeckBlock => ({ kind: "bullets", title, lines });
const steps = (plan: Plan): DeckBlock => bullets("30, 60 and 90 days", forSlide(plan)(checkpointLines(plan)));

/** Where nothing has to be repaid: what each plan costs a year, beside what a year lost and what is at stake. */
function costsBlock(plan: Plan): DeckBlock | null {
  const plans = plan.options.flatMap(({ name, cost }): [string, number][] =>
    cost === null || cost === 0 ? [] : [[`Plan ${name} costs`, cost]],
  );
  if (plans.length === 0) return null;
  const { renewals, losses } = plan;
  const beside: [string, number][] = [
    ...(losses.arr_lost === null ? [] : [["A year loses", losses.arr_lost.central] as [string, number]]),
    ...(renewals === null || renewals.due === 0
      ? []
      : [["At stake in renewals", renewals.due - renewals.expected] as [string, number]]),
    ["ARR", plan.facts.arr],
  ];
  return {
    kind: "chart",
    title: "Cost a year, beside what it looks after",
    chart: {
      names: [...plans, ...beside].map(([name, value]) => `${name} ${cash(plan, value)}`),
      series: [
        { name: "Plans", color: deckColors.main, values: [...plans.map(([, value]) => value), ...beside.map(() => 0)] },
        { name: "To compare", color: deckColors.second, values: [...plans.map(() => 0), ...beside.map(([, value]) => value)] },
      ],
      ...{ stacked: true, across: true, amounts: true, from: 0, legend: false },
    },
  };
}

/** What a plan must bring, and what would change it. */
function changesIt(plan: Plan): string[] {
  const { decides, growth, trigger, losses, unknown } = verdictRecord(plan);
  const chosen = plan.recommended;
  const said = [
    chosen === null
      ? `The work takes ${csms(plan.choice.need.middle)} in the middle case.`
      : (repayment(plan, chosen) ?? "It costs what today's team costs."),
    ...(chosen === null ? [losses, unknown] : [decides, growth, trigger]).flatMap((line) => line ?? []),
  ];
  return forSlide(plan)(said);
}
const unknowns = (plan: Plan): string =>
  plan.unknowns.length === 0
    ? "Nothing the plan needs is unknown."
    : `Not known: ${plan.unknowns
        .slice(0, 2)
        .map((one) => unknownOf(one).what)
        .join("; ")}.`;

/** What a plan rests on, small and at the foot of each slide; a plan that does not tie says so there. */
const foot = (plan: Plan): string => {
  const broken = plan.ties.some(({ ok, finding }) => !ok && !finding);
  return [broken ? `DOES NOT TIE. ${tieStatus(plan)}` : null, dateOf(plan), sampleDoubt(plan), unknowns(plan)]
    .filter(Boolean)
    .join(" ");
};

/** The one slide for a board: the ask, the numbers, what happened, why. */
export function boardSlide(plan: Plan): DeckSlide {
  return {
    title: askLine(plan),
    tiles: keyNumbers(plan),
    blocks: [
      bridgeBlock(plan) ?? tiersBlock(plan),
      bullets("Why now, and what it must bring", [...reasons(plan, 4), ...forSlide(plan)(costLines(plan).slice(-1))]),
    ],
    foot: foot(plan),
    notes: boardQuestions(plan)
      .map(([question, answer]) => `${question} ${answer}`)
      .join("\n"),
  };
}

/** Five slides: the ask, what happened, the people, the plans, what comes next. */
export function deckSlides(plan: Plan): DeckSlide[] {
  const [bridge, points, due] = [bridgeBlock(plan), pointsBlock(plan), renewalsBlock(plan)];
  const capacity = capacityPicture(plan)!;
  // Where nothing can be drawn, what would change it stands in the place of the drawing.
  const changes = points === null && costsBlock(plan) === null ? [] : changesIt(plan);
  return [
    {
      title: askLine(plan),
      tiles: keyNumbers(plan),
      blocks: [bullets("Why now", reasons(plan, 5)), bullets("What it costs and must bring", forSlide(plan)(costLines(plan)))],
      foot: foot(plan),
      notes: boardQuestions(plan)
        .map(([question, answer]) => `${question} ${answer}`)
        .join("\n"),
    },
    {
      title: bridgeOfPlan(plan)?.title ?? "What was lost is not measured account by account",
      blocks: [bridge ?? tiersBlock(plan), tierTable(plan)],
      foot: foot(plan),
      notes: bridgeOfPlan(plan)?.basis ?? "",
    },
    {
      title: capacity.title,
      blocks: [needBlock(plan), peopleTable(plan)],
      foot: foot(plan),
      notes: [capacity.basis, orgPicture(plan)?.title ?? ""].join("\n"),
    },
    {
      title:
        breakEvenPicture(plan)?.title ??
        (plan.recommended === null
          ? "No plan is recommended until today's team is known"
          : "The plan adds nothing that would have to be repaid"),
      blocks: [points ?? costsBlock(plan) ?? bullets("What is known of the need", changesIt(plan)), optionsTable(plan, changes)],
      foot: foot(plan),
      notes: breakEvenPicture(plan)?.basis ?? "",
    },
    {
      title: forecastPicture(plan)?.title ?? "The next 90 days",
      blocks:
        due === null
          ? [
              steps(plan),
              bullets(
                "First year",
                forSlide(plan)(
                  plan.roadmap.map((step) => {
                    const { when, action } = stepLine(plan, step);
                    return `${when.replace(/^[a-z]/, (letter) => letter.toUpperCase())}: ${action}`;
                  }),
                ),
              ),
            ]
          : [due, steps(plan)],
      foot: foot(plan),
      notes: forecastPicture(plan)?.basis ?? "",
    },
  ];
}
