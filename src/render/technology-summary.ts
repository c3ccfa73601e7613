import { PLATFORM } from "../core/technology/figures.ts";
import type { BuyRow, TechnologyFields } from "../core/technology/technology-fields.ts";
import { decimal, percent, plural, shortMoney } from "./numbers.ts";

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

function readySentence({ platform, buy_now }: TechnologyFields): string {
  if (platform?.verdict !== "buy_if_ready" || !buy_now.some(({ tool }) => tool === PLATFORM)) return "";
  const open = platform.conditions_unknown.length;
  return `Do not sign for the platform before ${plural(open, "readiness question")} ${open === 1 ? "is" : "are"} answered: enough missing conditions turn it into a wait.`;
}

function waitSentence({ wait }: TechnologyFields): string {
  if (wait.length === 0) return "";
  // What costs most to buy too early comes first.
  const sorted = [...wait].sort((one, other) => Number(other.tool === PLATFORM) - Number(one.tool === PLATFORM));
  return `Leave for now: ${sorted.map(({ what, until }) => `${what}, until ${until}`).join("; ")}.`;
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
  if (decided === null) return `Only ${vendors[0]!.name} was scored, so there is no choice to judge.`;
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

/**
 * A technology plan for a VP: what to buy now and its cost, what to leave and until when, whether the vendor choice is decided and what
 * would flip it, and the budget.
 * @example summariseTechnology(fields, "USD") // "Buy now: product analytics (no price known yet). Leave for now: ..."
 */
export function summariseTechnology(fields: TechnologyFields, currency: string): string {
  return [
    buySentence(fields, currency),
    readySentence(fields),
    waitSentence(fields),
    vendorSentence(fields),
    budgetSentence(fields, currency),
    missingSentence(fields),
  ]
    .filter(Boolean)
    .join(" ");
}
