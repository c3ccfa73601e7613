import type { Assumption, Warning } from "../core/contract/envelope.ts";
import { PLATFORM, type TechnologyFigures } from "../core/technology/figures.ts";
import { notDue } from "../core/technology/judge-platform.ts";
import type { TechnologyFields } from "../core/technology/technology-fields.ts";
import type { TechnologyQuestion } from "../core/technology/technology-question.ts";
import { money, percent } from "./numbers.ts";

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
      value: `${money(bracket.cost_low!)} to ${money(bracket.cost_high!)} a year`,
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
