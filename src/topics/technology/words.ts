import type { Assumption, Warning } from "../../core/answer.ts";
import { brief, plural, sentence } from "../../core/english.ts";
import { decimal, money, percent, shortMoney } from "../../render/numbers.ts";
import { type BuyRow, PLATFORM, type TechnologyFields, type TechnologyFigures } from "./figures.ts";
import { LIBRARY_CURRENCY } from "./stack.ts";
import { notDue, type TechnologyQuestion } from "./vendors.ts";

const LIBRARY_BRACKET = "the library's bracket";

function stackAssumptions(fields: TechnologyFields, question: TechnologyQuestion, figures: TechnologyFigures): Assumption[] {
  const { platform, buy_now, phases } = fields;
  if (platform === null) return [];
  const rows: Assumption[] = [];
  if (question.tools === undefined)
    rows.push({
      what: "Tools in place",
      value: "a CRM, and no platform",
      why: "tools was not given.",
      if_wrong: "Give tools, and what the stage lacks is listed.",
    });
  if (question.needs === undefined)
    rows.push({
      what: "Needs",
      value: "the rule's musts",
      why: "needs was not given.",
      if_wrong: "Name them; mail and survey tools enter only when needed.",
    });
  const bracket = buy_now.find(({ cost_basis }) => cost_basis === LIBRARY_BRACKET);
  if (bracket !== undefined)
    rows.push({
      what: "Price of a platform",
      value: `${money(bracket.cost_low!, LIBRARY_CURRENCY)} to ${money(bracket.cost_high!, LIBRARY_CURRENCY)} a year`,
      why: "No vendor price was given; one source names this range.",
      if_wrong: "Give price_a_year of your vendors.",
    });
  if (phases.some(({ weeks }) => weeks !== null)) {
    const { from_week, to_week } = figures.weeksToValue.value;
    const promised = Object.entries(figures.weeksToValue.standards)
      .filter(([standard]) => standard !== figures.weeksToValue.standard)
      .map(([standard, other]) => `${standard} says week ${other.from_week} to ${other.to_week}`);
    rows.push({
      what: "Weeks until a platform is of use",
      value: from_week === to_week ? `${to_week}` : `${from_week} to ${to_week}`,
      why: `The rollout plan ends there${promised.length ? `; ${promised.join(", ")}` : ""}.`,
      if_wrong: "Benefits move by the weeks between the two.",
    });
  }
  return rows;
}

function vendorAssumptions({ vendors }: TechnologyFields, { weights }: TechnologyQuestion, figures: TechnologyFigures) {
  if (vendors.length === 0) return [];
  const rows: Assumption[] = [];
  if (weights === undefined)
    rows.push({
      what: "Weights of the criteria",
      value: figures.weights.value.map(({ criterion, weight_share }) => `${criterion} ${percent(weight_share, 0)}`).join(", "),
      why: "None given; these are the rule's.",
      if_wrong: "Give your own, fixed before the first demonstration.",
    });
  rows.push({
    what: "Test of the weights",
    value: `each up and down by ${percent(figures.sensitivity.value.weight_move_share, 0)} of itself`,
    why: "The other weights keep their proportions; a working choice.",
    if_wrong: "flips_at_share says where the order turns.",
  });
  return rows;
}

function budgetAssumptions({ budget, spending, platform }: TechnologyFields, figures: TechnologyFigures): Assumption[] {
  const rows: Assumption[] = [];
  if (budget.length)
    rows.push({
      what: "Split of the budget",
      value: "the middle of each band, divided by the sum of the middles",
      why: `The bands themselves do not add up to one.${platform !== null && notDue(platform) ? " The platform's line is 0 until one is due." : ""}`,
      if_wrong: "Any split between low and high stays in the bands.",
    });
  if (spending?.usual_low != null) {
    const { low_share, high_share } = figures.toolsOfSpend.value;
    rows.push({
      what: "Usual tool budget",
      value: `${percent(low_share, 0)} to ${percent(high_share, 0)} of what customer success and support cost, itself ${percent(figures.spend.value, 0)} of ARR`,
      why: "No source sizes tools alone: the first is ours, the second a survey's median.",
      if_wrong: "The verdict may turn; hours won back are the better size.",
    });
  }
  return rows;
}

/** What a technology plan used because nobody gave it, each with what to do when it is wrong. */
export function technologyAssumptions(
  fields: TechnologyFields,
  question: TechnologyQuestion,
  figures: TechnologyFigures,
): Assumption[] {
  return [
    ...stackAssumptions(fields, question, figures),
    ...vendorAssumptions(fields, question, figures),
    ...budgetAssumptions(fields, figures),
  ];
}

/** What to know about money: a budget or a platform's line below the cheapest price. */
export function technologyWarnings({ buy_now, budget, spending }: TechnologyFields, currency: string): Warning[] {
  const least = buy_now.find(({ tool }) => tool === PLATFORM)?.cost_low ?? null;
  const total = spending?.budget ?? null;
  const line = budget.find(({ part }) => part === "platform");
  if (least === null || total === null || line === undefined || line.high === null) return [];
  const price = money(least, currency);
  if (least > total)
    return [{ code: "budget_short", message: `The cheapest platform is ${price} a year, more than the whole budget.` }];
  if (least > line.high)
    return [
      {
        code: "platform_line_short",
        message: `The cheapest platform is ${price} a year, more than the ${money(line.high, currency)} its line can hold; the other lines would fall below their bands.`,
      },
    ];
  return [];
}

const list = (words: readonly string[]) =>
  words.length < 2 ? (words[0] ?? "") : `${words.slice(0, -1).join(", ")} and ${words.at(-1)}`;

function cost({ cost_low, cost_high, cost_basis }: BuyRow, currency: string): string {
  if (cost_low === null || cost_high === null) return "no price known yet";
  const range =
    cost_low === cost_high
      ? shortMoney(cost_low, currency)
      : `${shortMoney(cost_low, currency)} to ${shortMoney(cost_high, currency)}`;
  return `${range} a year, ${cost_basis}`;
}

function buySentence({ platform, buy_now, missing }: TechnologyFields, currency: string): string {
  if (platform === null) return "";
  if (buy_now.length === 0) {
    if (platform.verdict === "not_known") return "What to buy cannot be said yet: stage and size are not known.";
    const blind = missing.some(({ what }) => what.startsWith("tools"));
    return blind ? "What to buy now cannot be said without the tools you have." : "Buy nothing now.";
  }
  const rows = buy_now.map((row) => `${row.what} (${cost(row, currency)})`);
  return `Buy now: ${list(rows)}.`;
}

/** The platform first: it costs most to buy too early. */
function waitSentence({ wait }: TechnologyFields, currency: string): string {
  if (wait.length === 0) return "";
  const sorted = [...wait].sort((one, other) => Number(other.tool === PLATFORM) - Number(one.tool === PLATFORM));
  const rows = sorted.map(({ what, until, cost_low, cost_high }) => {
    const price =
      cost_low === undefined || cost_high === undefined
        ? ""
        : ` (then ${shortMoney(cost_low, currency)} to ${shortMoney(cost_high, currency)} a year)`;
    return `${what}${price}, until ${plainWords(until)}`;
  });
  return `Leave for now: ${rows.join("; ")}.`;
}

function flip({ sensitivity, decision }: TechnologyFields): string {
  const near = sensitivity
    .filter((row) => row.first_changes && row.flips_at_share !== row.weight_share)
    .sort((one, other) => away(one) - away(other))[0];
  if (near !== undefined)
    return ` ${near.flips_to} wins once ${near.criterion} weighs ${percent(near.flips_at_share!)} instead of ${percent(near.weight_share)}.`;
  if (decision?.one_point_decides)
    return ` One point on ${decision.heaviest} is worth ${decimal(decision.one_point_worth)}, at least as much as the lead.`;
  return "";
}

const away = ({ flips_at_share, weight_share }: TechnologyFields["sensitivity"][number]) =>
  Math.abs((flips_at_share ?? 0) - weight_share) / Math.max(weight_share, Number.EPSILON);

/** What would take the first place from a vendor that has earned it. */
function firmFlip({ sensitivity }: TechnologyFields): string {
  const known = sensitivity
    .filter(({ flips_at_share }) => flips_at_share !== null)
    .sort((one, other) => away(one) - away(other))[0];
  if (known === undefined) return " No weight of any one criterion would change that.";
  return ` Only a large change would flip it: ${known.flips_to} wins once ${known.criterion} weighs ${percent(known.flips_at_share!)} instead of ${percent(known.weight_share)}.`;
}

function vendorSentence(fields: TechnologyFields): string {
  const { vendors, decided, decision } = fields;
  if (vendors.length === 0) return "";
  if (decided === null) return `${vendors[0]!.name} is the only one named, so there is no choice to judge.`;
  if (decision === null) return "The vendor choice is open: fewer than two vendors could be scored.";
  const { first, second, gap, ranges_overlap } = decision;
  const lead =
    gap === 0 ? `${first} and ${second} are level` : `${first} leads ${second} by ${decimal(gap, gap < 0.01 ? 6 : 2)} points`;
  if (decided) return `The vendor choice is decided: ${lead}.${firmFlip(fields)}`;
  const open = ranges_overlap && vendors.some(({ missing }) => missing.length > 0);
  const holes = open ? " Scores that are missing could turn it around." : "";
  return `The vendor choice is not decided: ${lead}, but that does not settle it.${flip(fields)}${holes}`;
}

function budgetSentence({ spending, buy_now }: TechnologyFields, currency: string): string {
  if (spending === null || spending.budget === null) return "";
  const { budget, usual_low, usual_high, share_of_arr, verdict } = spending;
  const money = shortMoney(budget, currency);
  const least = buy_now.find(({ tool }) => tool === PLATFORM)?.cost_low ?? null;
  const short = least !== null && least > budget ? " It does not pay for the cheapest platform named here." : "";
  // The ends of an ARR of 0 are 0, which is no range.
  if (usual_low !== null && share_of_arr === null) return `There is no ARR to compare the tool budget of ${money} with.${short}`;
  if (verdict === null || usual_low === null || usual_high === null)
    return `Whether ${money} for tools is much or little cannot be said without ARR.${short}`;
  const share = share_of_arr === null ? "" : `, ${percent(share_of_arr)} of ARR,`;
  const words = { below: "less than", within: "within", above: "more than" }[verdict];
  return `The tool budget of ${money}${share} is ${words} our working range of ${shortMoney(usual_low, currency)} to ${shortMoney(usual_high, currency)}.${short}`;
}

function missingSentence({ missing, platform }: TechnologyFields): string {
  // The readiness questions have a sentence of their own.
  const next = missing.find(({ what }) => platform?.verdict !== "buy_if_ready" || !what.startsWith("readiness"));
  return platform === null || next === undefined ? "" : `Next to find out: ${next.what} (settles ${next.moves}).`;
}

/** Names of answers and stages as people read them. */
const plainWords = (text: string): string => text.replaceAll("_", " ").replace(/^arr$/, "ARR");

/** What would change the plan first. */
const unknownOf = ({ missing }: TechnologyFields): string[] =>
  missing.slice(0, ROWS).map(({ what, moves }) => `${sentence(plainWords(what))}: you can say, and it settles ${moves}.`);

function stepsOf(fields: TechnologyFields): string[] {
  const { platform, buy_now, phases, decided, vendors } = fields;
  if (platform === null && vendors.length === 0) return [];
  const before = phases.filter(({ phase }) => phase === "Before signing");
  const steps = [
    ...buy_now.map(({ what }) => `CS operations: get a quote for ${what} and name who will run it, this month.`),
    ...before.map(
      ({ what, done_when }) =>
        `CS operations, before anything is signed: ${within(what).replace(/\.?$/, ".")} Done when: ${within(done_when)}.`,
    ),
    ...(platform !== null && platform.conditions_unknown.length > 0 && platform.verdict !== "have"
      ? [
          `VP: answer the readiness questions (${platform.conditions_unknown.map((one) => one.replaceAll("_", " ")).join(", ")}), this week.`,
        ]
      : []),
    ...(decided === false
      ? ["Whoever scored the vendors: settle the criterion that decides with one test on your own data."]
      : []),
  ];
  return steps.length ? steps.slice(0, ROWS) : ["Nothing; look again when stage or size changes."];
}

const within = (text: string): string =>
  (/^[A-Z]{2}/.test(text) ? text : text.replace(/^./, (letter) => letter.toLowerCase()))
    .replace(/[^.]$/, "$&.")
    .replace(/\.$/, "");
const ROWS = 3;

/**
 * A technology plan in words: what to buy now and its cost, what to leave and until when, whether the vendor choice is decided and what would
 * flip it, and the budget.
 * @example wordTechnology(fields, question, "USD").summary // "Buy now: product analytics (no price known yet). Leave for now: ..."
 */
export function wordTechnology(fields: TechnologyFields, question: TechnologyQuestion, currency: string) {
  const { platform } = fields;
  const stack = [buySentence(fields, currency), waitSentence(fields, currency)];
  const choice = [vendorSentence(fields), budgetSentence(fields, currency)];
  const facts = [
    platform === null ? "" : sizeFact(fields, question),
    ...fields.buy_now.map(({ what, why }) => `${sentence(what)}: ${within(plainWords(why))}.`),
    ...choice,
  ].filter(Boolean);
  return {
    summary: brief([...stack, ...choice, missingSentence(fields)].filter(Boolean)),
    because: facts.slice(0, ROWS),
    check_first:
      fields.platform !== null && question.tools === undefined
        ? ["Is there a platform already, perhaps unused? Nobody named the tools you have."]
        : [],
    do_next: stepsOf(fields),
    unknown: unknownOf(fields),
    ...(platform !== null && platform.verdict !== "have" && platform.verdict !== "not_known"
      ? { say: { cfo: brief(stack) } }
      : {}),
    next:
      fields.vendors.length === 0 && platform?.verdict === "buy"
        ? [{ call: "plan_technology with vendors", why: "Ranks them and says which weight flips the choice." }]
        : [],
  };
}

function sizeFact({ platform }: TechnologyFields, { csms, accounts, stage }: TechnologyQuestion): string {
  const size = [csms === undefined ? "" : plural(csms, "CSM"), accounts === undefined ? "" : plural(accounts, "account")].filter(
    Boolean,
  );
  const due =
    platform?.size_due === true
      ? "call for a platform by size"
      : platform?.size_due === false
        ? "do not call for a platform by size"
        : "do not settle it";
  const says = platform?.stage_says ?? null;
  return [
    size.length ? `${size.join(" and ")} ${due}` : "",
    stage === undefined || says === null ? "" : `stage ${stage.replace("_", " ")} says ${says === "mature" ? "buy" : says}`,
  ]
    .filter(Boolean)
    .join("; ")
    .replace(/.$/, "$&.");
}
