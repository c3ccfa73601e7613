import type { Assumption, Warning } from "../../core/answer.ts";
import { brief, listed, plural, sentence } from "../../core/english.ts";
import { type Answered, isKnown, orNull } from "../../core/known.ts";
import { decimal, money, percent, shortMoney } from "../../render/numbers.ts";
import type { BuyRow, BuyWhy, CostBasis, Missing, Size, TechnologyFields, TechnologyPlan, ToolWarning, Until } from "./answer.ts";
import { PLATFORM, type TechnologyFigures } from "./figures.ts";
import type { TechnologyQuestion } from "./question.ts";
import { notDue } from "./vendors.ts";

/** Names of answers and stages as people read them. */
const plainWords = (text: string): string => text.replaceAll("_", " ").replace(/^arr$/, "ARR");

const sizeWords = ({ csms_from, accounts_from }: Size): string =>
  [
    csms_from === undefined ? "" : `${decimal(csms_from)} CSMs`,
    accounts_from === undefined ? "" : `${decimal(accounts_from)} accounts`,
  ]
    .filter(Boolean)
    .join(" or ");

function buyWords(why: BuyWhy): string {
  if (why.by === "stage") return `Due from stage ${why.stage}: ${why.advice}.`;
  if (why.by === "needs") return `You need ${why.needs.join(", ")}, and nothing you have carries it.`;
  const says = [
    why.stage === null ? "" : `stage ${why.stage}`,
    why.size === null ? "" : `the size (from ${sizeWords(why.size)})`,
  ].filter(Boolean);
  return `Due by ${says.join(" and ")}, and the readiness list allows it.`;
}

function untilWords(until: Until): string {
  if (until.for === "crm") return "a CRM holds accounts, contracts and renewals, the layer that carries all others";
  if (until.for === "stage") return `stage ${until.stage}${until.given ? "" : "; your stage was not given"}`;
  if (until.for === "size") return `${sizeWords(until.size)}, whichever comes first`;
  const list = `fewer than ${until.limit} of the ${until.of} readiness conditions are missing`;
  if (until.since === "missing") return `${list}; now missing: ${until.missing.join(", ")}`;
  const both = until.since === "disagreeing" ? ", since stage and size do not both say buy" : "";
  return `readiness is answered and ${list}${both}`;
}

function basisWords(basis: CostBasis): string {
  if (basis.of === "none") return "no price known";
  if (basis.of === "library") return `the library's bracket, in ${basis.currency}`;
  if (basis.of === "vendor") return `price of ${basis.name}`;
  return `prices of ${basis.priced === basis.named ? "" : `${basis.priced} of `}${plural(basis.named, "vendor")}`;
}

/** What is missing in the words of the call, and what the answer would move. */
function missingWords(one: Missing): { what: string; moves: string } {
  if (one.ask === "tools")
    return {
      what: "tools: the names of what you have",
      moves: "which other tools are due now, and whether a platform is there",
    };
  if (one.ask === "stage")
    return { what: `stage: ${one.stages.join(", ")}`, moves: "what the book advises to buy, and what waits" };
  if (one.ask === "size") {
    const names = [one.csms ? "csms" : "", one.accounts ? "accounts" : ""].filter(Boolean);
    return { what: names.join(", "), moves: "whether the size calls for a platform" };
  }
  if (one.ask === "readiness")
    return {
      what: `readiness: ${one.open.join(", ")}; true or false`,
      moves: `whether to sign now: ${one.limit} missing conditions mean wait`,
    };
  if (one.ask === "vendors")
    return { what: "vendors: two or three, scored on your own data", moves: "which platform to buy and what it costs" };
  if (one.ask === "scores")
    return { what: `vendors: the scores still missing, of ${one.vendors}`, moves: "the order of the vendors" };
  if (one.ask === "prices") return { what: `vendors: price_a_year, of ${one.vendors}`, moves: "what the choice costs" };
  if (one.ask === "budget") return { what: "budget: a year", moves: "the amounts by part" };
  return { what: "arr", moves: "whether the tool budget is large or small" };
}

/** A plan as it is answered: why, until when, from which price and what is missing in words. */
export function technologyAnswer({ buy_now, wait, build, missing, ...rest }: TechnologyPlan): Answered<TechnologyFields> {
  return {
    ...rest,
    buy_now: buy_now.map((row) => ({ ...row, why: buyWords(row.why), cost_basis: basisWords(row.cost_basis) })),
    wait: wait.map(({ cost_basis: _, ...row }) => ({ ...row, until: untilWords(row.until) })),
    build: build.map(({ because, second_person, ...row }) => ({
      ...row,
      why: `${because}${second_person ? ". Only with a second person who can mend it" : ""}.`,
    })),
    missing: missing.map(missingWords),
  };
}

/** The first names of a list, and how many more there are. */
const named = (names: readonly string[]) =>
  names.length > 2 ? `${names.slice(0, 2).join(", ")} and ${names.length - 2} more` : names.join(" and ");

function toolMessage(one: ToolWarning): string {
  if (one.code === "tool_not_known")
    return `The rules know no kind for ${named(one.names)}; kept as other. The kinds: ${one.kinds.join(", ")}.`;
  if (one.code === "same_truth_twice")
    return `${named(one.names)} are all the ${one.kind}: choose which one is right, and lock or cancel the other.`;
  if (one.code === "too_many_tools")
    return `${one.have} tools; ${one.most} is what the rule calls too many for one team. Divide each one's cost by its users.`;
  return "A platform is paid for that neither the stage nor the size calls for; count who uses it before it renews.";
}

function stackAssumptions(plan: TechnologyPlan, question: TechnologyQuestion, figures: TechnologyFigures): Assumption[] {
  const { platform, buy_now, phases } = plan;
  if (!isKnown(platform)) return [];
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
  const bracket = buy_now.find(({ cost_basis }) => cost_basis.of === "library");
  if (bracket !== undefined)
    rows.push({
      what: "Price of a platform",
      value: bracketWords(figures.platformPrice.value),
      why: "No vendor price was given; one source names this range.",
      if_wrong: "Give price_a_year of your vendors.",
    });
  if (phases.some(({ weeks }) => isKnown(weeks))) {
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

/** The library's prices, which are in a currency of their own and not converted. */
const bracketWords = ({ from, below, currency }: TechnologyFigures["platformPrice"]["value"]) =>
  `${money(from, currency)} to ${money(below, currency)} a year`;

function vendorAssumptions({ vendors }: TechnologyPlan, { weights }: TechnologyQuestion, figures: TechnologyFigures) {
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

function budgetAssumptions({ budget, spending, platform }: TechnologyPlan, figures: TechnologyFigures): Assumption[] {
  const rows: Assumption[] = [];
  if (budget.length)
    rows.push({
      what: "Split of the budget",
      value: "the middle of each band, divided by the sum of the middles",
      why: `The bands themselves do not add up to one.${isKnown(platform) && notDue(platform) ? " The platform's line is 0 until one is due." : ""}`,
      if_wrong: "Any split between low and high stays in the bands.",
    });
  if (isKnown(spending) && isKnown(spending.usual_low)) {
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
  plan: TechnologyPlan,
  question: TechnologyQuestion,
  figures: TechnologyFigures,
): Assumption[] {
  return [
    ...stackAssumptions(plan, question, figures),
    ...vendorAssumptions(plan, question, figures),
    ...budgetAssumptions(plan, figures),
  ];
}

/** What to know about the tools in place, and about money: a budget or a platform's line below the cheapest price. */
export function technologyWarnings(plan: TechnologyPlan, found: readonly ToolWarning[], currency: string): Warning[] {
  return [...found.map((one) => ({ code: one.code, message: toolMessage(one) })), ...priceWarnings(plan, currency)];
}

function priceWarnings({ buy_now, budget, spending }: TechnologyPlan, given: string): Warning[] {
  const row = buy_now.find(({ tool }) => tool === PLATFORM);
  const least = row === undefined ? null : orNull(row.cost_low);
  const total = isKnown(spending) ? orNull(spending.budget) : null;
  const line = budget.find(({ part }) => part === "platform");
  const high = line === undefined ? null : orNull(line.high);
  if (row === undefined || least === null || total === null || high === null) return [];
  const currency = currencyOf(row, given);
  const price = money(least, currency);
  if (least > total)
    return [{ code: "budget_short", message: `The cheapest platform is ${price} a year, more than the whole budget.` }];
  if (least > high)
    return [
      {
        code: "platform_line_short",
        message: `The cheapest platform is ${price} a year, more than the ${money(high, currency)} its line can hold; the other lines would fall below their bands.`,
      },
    ];
  return [];
}

/** A price of the library stands in the library's own currency, whatever that of the call. */
const currencyOf = ({ cost_basis }: { cost_basis?: CostBasis }, given: string) =>
  cost_basis?.of === "library" ? cost_basis.currency : given;

function cost(row: BuyRow, given: string): string {
  const [low, high] = [orNull(row.cost_low), orNull(row.cost_high)];
  if (low === null || high === null) return "no price known yet";
  const currency = currencyOf(row, given);
  const range = low === high ? shortMoney(low, currency) : `${shortMoney(low, currency)} to ${shortMoney(high, currency)}`;
  return `${range} a year, ${basisWords(row.cost_basis)}`;
}

function buySentence({ platform, buy_now, missing }: TechnologyPlan, currency: string): string {
  if (!isKnown(platform)) return "";
  if (buy_now.length === 0) {
    if (platform.verdict === "not_known") return "What to buy cannot be said yet: stage and size are not known.";
    const blind = missing.some(({ ask }) => ask === "tools");
    return blind ? "What to buy now cannot be said without the tools you have." : "Buy nothing now.";
  }
  const rows = buy_now.map((row) => `${row.what} (${cost(row, currency)})`);
  return `Buy now: ${listed(rows)}.`;
}

/** The platform first: it costs most to buy too early. */
function waitSentence({ wait }: TechnologyPlan, given: string): string {
  if (wait.length === 0) return "";
  const sorted = [...wait].sort((one, other) => Number(other.tool === PLATFORM) - Number(one.tool === PLATFORM));
  const rows = sorted.map(({ what, until, cost_low, cost_high, cost_basis }) => {
    const currency = currencyOf({ cost_basis }, given);
    const price =
      cost_low === undefined || cost_high === undefined
        ? ""
        : ` (then ${shortMoney(cost_low, currency)} to ${shortMoney(cost_high, currency)} a year)`;
    return `${what}${price}, until ${plainWords(untilWords(until))}`;
  });
  return `Leave for now: ${rows.join("; ")}.`;
}

type Sensitivity = TechnologyPlan["sensitivity"][number];

/** A criterion with the weight at which another vendor wins. */
interface Turn {
  row: Sensitivity;
  at: number;
  to: string;
}

/** The criteria whose weight turns the order, the nearest first. */
const turns = ({ sensitivity }: TechnologyPlan): Turn[] =>
  sensitivity
    .flatMap((row): Turn[] =>
      isKnown(row.flips_at_share) && isKnown(row.flips_to) ? [{ row, at: row.flips_at_share, to: row.flips_to }] : [],
    )
    .sort((one, other) => away(one) - away(other));

const away = ({ row, at }: Turn) => Math.abs(at - row.weight_share) / Math.max(row.weight_share, Number.EPSILON);

const turnWords = ({ row, at, to }: Turn) =>
  `${to} wins once ${row.criterion} weighs ${percent(at)} instead of ${percent(row.weight_share)}.`;

function flip(plan: TechnologyPlan): string {
  const near = turns(plan).find(({ row, at }) => row.first_changes && at !== row.weight_share);
  if (near !== undefined) return ` ${turnWords(near)}`;
  const decision = orNull(plan.decision);
  if (decision?.one_point_decides)
    return ` One point on ${decision.heaviest} is worth ${decimal(decision.one_point_worth)}, at least as much as the lead.`;
  return "";
}

/** What would take the first place from a vendor that has earned it. */
function firmFlip(plan: TechnologyPlan): string {
  const near = turns(plan)[0];
  if (near === undefined) return " No weight of any one criterion would change that.";
  return ` Only a large change would flip it: ${turnWords(near)}`;
}

function vendorSentence(plan: TechnologyPlan): string {
  const { vendors, decided } = plan;
  const decision = orNull(plan.decision);
  if (vendors.length === 0) return "";
  if (!isKnown(decided)) return `${vendors[0]!.name} is the only one named, so there is no choice to judge.`;
  if (decision === null) return "The vendor choice is open: fewer than two vendors could be scored.";
  const { first, second, gap, ranges_overlap } = decision;
  const lead =
    gap === 0 ? `${first} and ${second} are level` : `${first} leads ${second} by ${decimal(gap, gap < 0.01 ? 6 : 2)} points`;
  if (decided) return `The vendor choice is decided: ${lead}.${firmFlip(plan)}`;
  const open = ranges_overlap && vendors.some(({ missing }) => missing.length > 0);
  const holes = open ? " Scores that are missing could turn it around." : "";
  return `The vendor choice is not decided: ${lead}, but that does not settle it.${flip(plan)}${holes}`;
}

function budgetSentence({ spending, buy_now }: TechnologyPlan, currency: string): string {
  if (!isKnown(spending)) return "";
  const budget = orNull(spending.budget);
  const [usual_low, usual_high] = [orNull(spending.usual_low), orNull(spending.usual_high)];
  if (budget === null)
    return usual_low === null || usual_high === null || usual_high === 0
      ? ""
      : `Our working range for tools at this ARR is ${shortMoney(usual_low, currency)} to ${shortMoney(usual_high, currency)} a year.`;
  const [share_of_arr, verdict] = [orNull(spending.share_of_arr), orNull(spending.verdict)];
  const money = shortMoney(budget, currency);
  const platform = buy_now.find(({ tool }) => tool === PLATFORM);
  const least = platform === undefined ? null : orNull(platform.cost_low);
  const short = least !== null && least > budget ? " It does not pay for the cheapest platform named here." : "";
  // The ends of an ARR of 0 are 0, which is no range.
  if (usual_low !== null && share_of_arr === null) return `There is no ARR to compare the tool budget of ${money} with.${short}`;
  if (verdict === null || usual_low === null || usual_high === null)
    return `Whether ${money} for tools is much or little cannot be said without ARR.${short}`;
  const share = share_of_arr === null ? "" : `, ${percent(share_of_arr)} of ARR,`;
  const words = { below: "less than", within: "within", above: "more than" }[verdict];
  return `The tool budget of ${money}${share} is ${words} our working range of ${shortMoney(usual_low, currency)} to ${shortMoney(usual_high, currency)}.${short}`;
}

/** What an answer would settle, as one says it to a person. */
function openWords(one: Missing): string {
  if (one.ask === "tools")
    return "Which tools you have: you can say, and it settles what else is due and whether a platform is there.";
  if (one.ask === "stage") return "Your stage: you can say, and it settles which tools are due and which wait.";
  if (one.ask === "size") {
    const names = [one.csms ? "CSMs" : "", one.accounts ? "accounts" : ""].filter(Boolean);
    return `How many ${names.join(" and ")} you have: it settles whether the size calls for a platform.`;
  }
  if (one.ask === "readiness")
    return `The readiness answers (${one.open.map(plainWords).join(", ")}): with ${plural(one.limit, "no", "noes")} the platform waits.`;
  if (one.ask === "vendors")
    return "Two or three vendors scored on your own data: they settle which platform, and what it costs.";
  if (one.ask === "scores") return `The scores still missing, of ${plural(one.vendors, "vendor")}: they settle the order.`;
  if (one.ask === "prices") return `The yearly price of ${plural(one.vendors, "vendor")}: it settles what the choice costs.`;
  if (one.ask === "budget") return "The yearly budget for tools: finance can say, and it settles the amounts by part.";
  return "Your ARR: finance can say, and it settles whether the tool budget is large or small.";
}

function missingSentence({ missing, platform }: TechnologyPlan): string {
  if (!isKnown(platform)) return "";
  // The readiness questions have a sentence of their own.
  const next = missing.find(({ ask }) => platform.verdict !== "buy_if_ready" || ask !== "readiness");
  return next === undefined ? "" : `Next to find out: ${within(openWords(next))}.`;
}

/** What would change the plan first. */
const unknownOf = ({ missing }: TechnologyPlan): string[] => missing.slice(0, ROWS).map(openWords);

function stepsOf({ phases, buy_now, decided, vendors, ...plan }: TechnologyPlan): string[] {
  const platform = orNull(plan.platform);
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
 * @example wordTechnology(plan, question, "USD").summary // "Buy now: product analytics (no price known yet). Leave for now: ..."
 */
export function wordTechnology(plan: TechnologyPlan, question: TechnologyQuestion, currency: string) {
  const platform = orNull(plan.platform);
  const stack = [buySentence(plan, currency), waitSentence(plan, currency)];
  const choice = [vendorSentence(plan), budgetSentence(plan, currency)];
  const facts = [
    sizeFact(plan, question),
    ...plan.buy_now.map(({ what, why }) => `${sentence(what)}: ${within(plainWords(buyWords(why)))}.`),
    ...choice,
  ].filter(Boolean);
  return {
    summary: brief([...stack, ...choice, missingSentence(plan)].filter(Boolean)),
    because: facts.slice(0, ROWS),
    check_first:
      platform !== null && question.tools === undefined
        ? ["Is there a platform already, perhaps unused? Nobody named the tools you have."]
        : [],
    do_next: stepsOf(plan),
    unknown: unknownOf(plan),
    ...(platform !== null && platform.verdict !== "have" && platform.verdict !== "not_known"
      ? { say: { cfo: brief(stack) } }
      : {}),
    next:
      plan.vendors.length === 0 && platform?.verdict === "buy"
        ? [{ call: "plan_technology with vendors", why: "Ranks them and says which weight flips the choice." }]
        : [],
  };
}

function sizeFact({ platform }: TechnologyPlan, { csms, accounts, stage }: TechnologyQuestion): string {
  const size = [csms === undefined ? "" : plural(csms, "CSM"), accounts === undefined ? "" : plural(accounts, "account")].filter(
    Boolean,
  );
  if (!isKnown(platform)) return "";
  const due =
    platform.size_due === true
      ? "call for a platform by size"
      : platform.size_due === false
        ? "do not call for a platform by size"
        : "do not settle it";
  const says = orNull(platform.stage_says);
  return [
    size.length ? `${size.join(" and ")} ${due}` : "",
    stage === undefined || says === null ? "" : `stage ${stage.replace("_", " ")} says ${says === "mature" ? "buy" : says}`,
  ]
    .filter(Boolean)
    .join("; ")
    .replace(/.$/, "$&.");
}
