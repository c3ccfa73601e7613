import { isKnown, type Known, orNull, unknown } from "../../core/known.ts";
import { largest, smallest } from "../../core/order.ts";
import { Problem } from "../../core/problem.ts";
import type { BuildRow, BuyRow, BuyWhy, Platform, Size, TechnologyFields, Until, VendorRow, WaitRow } from "./answer.ts";
import { CRM, PLATFORM, type TechnologyFigures } from "./figures.ts";
import { plainName, type TechnologyQuestion } from "./question.ts";
import { type KnownTools, stagePlace } from "./vendors.ts";

type NeedRow = TechnologyFields["needs"][number];
/** A need with its part of the build-or-buy table, before anybody knows what carries it today. */
type PlannedNeed = Omit<NeedRow, "state"> & { part: string };

/** Needs no bought tool carries. */
const NO_TOOL = "none";

/**
 * The needs in force in the order of the rules: the caller's, or the rule's musts where none are given. Each with must or nice, buy or
 * build by the part it hangs on, and the kind of tool that carries it.
 * Throws Problem for a need the rules do not know, or one named twice.
 * @example planNeeds(["Usage integration"], figures)[0] // { need: "usage_integration", level: "must", choose: "build", tool: "csp", ... }
 */
export function planNeeds(
  given: readonly string[] | undefined,
  figures: Pick<TechnologyFigures, "parts" | "capabilities">,
): PlannedNeed[] {
  const all = figures.parts.value.flatMap(({ part, needs, choose }) => needs.map((need) => ({ need, part, choose })));
  const capability = (need: string) => figures.capabilities.value.find((row) => plainName(row.capability) === need);
  const names = given?.map(plainName);
  const unknown = (names ?? []).filter((name) => !all.some(({ need }) => need === name));
  const twice = (names ?? []).filter((name, place, list) => list.indexOf(name) !== place);
  if (unknown.length || twice.length)
    throw new Problem({
      what: unknown.length
        ? `needs names what the rules do not know: ${unknown.join(", ")}.`
        : `needs names twice: ${twice.join(", ")}.`,
      remedy: `Name each once. The needs: ${all.map(({ need }) => need).join(", ")}.`,
    });
  return all
    .map(({ need, part, choose }) => {
      const row = capability(need);
      return { need, level: row?.need ?? ("yours" as const), choose, tool: row?.tool ?? NO_TOOL, part };
    })
    .filter(({ need, level }) => (names === undefined ? level === "must" : names.includes(need)));
}

/** What is built or owned, a row a part, with the months the rule gives for building. */
export function buildRows(
  needs: readonly PlannedNeed[],
  { parts, buildMonths }: Pick<TechnologyFigures, "parts" | "buildMonths">,
): BuildRow[] {
  return parts.value.flatMap(({ part, choose, because }) => {
    const mine = needs.filter((need) => need.part === part).map(({ need }) => need);
    if (choose === "buy" || mine.length === 0) return [];
    const [months_low, months_high] = choose === "build" ? buildMonths.value.months : [];
    return [
      {
        what: part,
        needs: mine,
        choose,
        because,
        second_person: choose === "build",
        ...(months_low === undefined ? {} : { months_low, months_high }),
      },
    ];
  });
}

type Cost = Pick<BuyRow, "cost_low" | "cost_high" | "cost_basis">;

/** What the cost of the platform can be read from. */
interface Prices {
  vendors: readonly VendorRow[];
  decided: Known<boolean>;
  /** Undefined where nobody named it. */
  currency?: string;
}

/**
 * What a kind of tool costs a year, in major units: the platform by the prices of the vendors (of the first alone once it is decided), else
 * by the library's bracket where the money is in its currency or in none that was named; nothing else has a price. 0 is a price.
 * @example priceOfTool("csp", { vendors: [], decided: unknown("None."), currency: "USD" }, figures).cost_low // the lower end of the bracket
 */
function priceOfTool(
  tool: string,
  { vendors, decided, currency }: Prices,
  { platformPrice }: Pick<TechnologyFigures, "platformPrice">,
): Cost {
  const unpriced = unknown("No vendor price was given and the library has none for it; ask for a quote.");
  const none: Cost = { cost_low: unpriced, cost_high: unpriced, cost_basis: { of: "none" } };
  if (tool !== PLATFORM) return none;
  const chosen = decided === true ? vendors.slice(0, 1) : vendors;
  const prices = chosen.flatMap(({ price }) => (isKnown(price) ? [price] : []));
  if (prices.length)
    return {
      cost_low: smallest(prices),
      cost_high: largest(prices),
      cost_basis:
        decided === true
          ? { of: "vendor", name: chosen[0]!.name }
          : { of: "vendors", priced: prices.length, named: vendors.length },
    };
  const { from, below, currency: own } = platformPrice.value;
  if (currency !== undefined && currency !== own) return none;
  return { cost_low: from, cost_high: below, cost_basis: { of: "library", currency: own } };
}

/** What to do about one kind of tool now; null where it is there, not asked for, or not known. */
type StackStep = { buy: BuyWhy } | { wait: Omit<WaitRow, "tool" | "what" | "rule"> } | null;

/** All that the steps of the stack depend on. */
interface StackQuestion {
  question: TechnologyQuestion;
  tools: KnownTools;
  platform: Platform;
  /** Needs in force, by the kind of tool that carries them. */
  needsOf: ReadonlyMap<string, readonly string[]>;
}

/** Waits for the layer that carries all others. Not known to be absent is not absent. */
const noContractLayer = ({ kinds }: KnownTools) => kinds !== null && !kinds.has(CRM);
const afterCrm: StackStep = { wait: { until: { for: "crm" } } };

type StageRow = TechnologyFigures["stages"]["value"][number];

function dueByStage(
  { stage: first, do: advice }: StageRow,
  { question, tools }: StackQuestion,
  figures: TechnologyFigures,
): StackStep {
  const { stage } = question;
  if (tools.kinds === null) return null;
  const from = stagePlace(first, figures);
  const waitFor = (given: boolean): StackStep => ({
    wait: { until: { for: "stage", stage: first, given }, stage_from: first },
  });
  if (from > 0 && stage === undefined) return waitFor(false);
  if (stage !== undefined && stagePlace(stage, figures) < from) return waitFor(true);
  return { buy: { by: "stage", stage: first, advice } };
}

function platformStep({ question, tools, platform }: StackQuestion, figures: TechnologyFigures): StackStep {
  const { verdict, stage_says, size_due, conditions_missing } = platform;
  if (verdict === "have" || verdict === "not_known") return null;
  if (noContractLayer(tools)) return afterCrm;
  const { trigger, readiness, readinessLimit } = figures;
  const from = (measure: string) => trigger.value.find((row) => row.measure === measure)?.from;
  const size: Size = { csms_from: from("csms"), accounts_from: from("customers") };
  const stageDue = stage_says === "buy" || stage_says === "mature";
  if (verdict === "buy")
    return { buy: { by: "platform", stage: stageDue ? (question.stage ?? null) : null, size: size_due === true ? size : null } };
  const limit = readinessLimit.value.gaps_to_wait;
  const missing = conditions_missing;
  const ready = (since: Extract<Until, { for: "readiness" }>["since"]): StackStep => ({
    wait: { until: { for: "readiness", limit, of: readiness.value.length, missing, since } },
  });
  if (missing.length >= limit) return ready("missing");
  if (verdict === "buy_if_ready") return ready("unanswered");
  if (size_due === true || stageDue) return ready("disagreeing");
  return { wait: { until: { for: "size", size }, ...size } };
}

/**
 * Whether a kind of tool is bought now or waits, and for what: the platform by stage, size and readiness; those the stages name by stage;
 * the rest when a need asks for them. Nothing above the contract layer is bought before it.
 * @example stackStep("support", stack, figures) // { wait: { until: { for: "stage", stage: "series_a", given: true }, ... } }
 */
function stackStep(tool: string, stack: StackQuestion, figures: TechnologyFigures): StackStep {
  if (stack.tools.kinds?.has(tool)) return null;
  if (tool === PLATFORM) return platformStep(stack, figures);
  const first = figures.stages.value.find(({ adds }) => adds.includes(tool));
  if (first !== undefined) return dueByStage(first, stack, figures);
  const needs = stack.needsOf.get(tool) ?? [];
  if (needs.length === 0 || stack.tools.kinds === null) return null;
  if (noContractLayer(stack.tools)) return afterCrm;
  return { buy: { by: "needs", needs } };
}

/** What the platform would cost, where only the readiness list stands between it and the signature. */
function nextPrice(
  tool: string,
  { verdict }: Platform,
  prices: Prices,
  figures: TechnologyFigures,
): Pick<WaitRow, "cost_low" | "cost_high" | "cost_basis"> {
  if (tool !== PLATFORM || verdict !== "buy_if_ready") return {};
  const { cost_low, cost_high, cost_basis } = priceOfTool(tool, prices, figures);
  const [low, high] = [orNull(cost_low), orNull(cost_high)];
  return low === null || high === null ? {} : { cost_low: low, cost_high: high, cost_basis };
}

/** What is bought now and what waits, bottom layer first, and where each need stands. */
interface Stack {
  buy_now: BuyRow[];
  wait: WaitRow[];
  needs: TechnologyFields["needs"];
}

/**
 * Every kind of tool of the rules that is not there yet, sorted into now and later, with cost a year or the trigger that ends the waiting.
 * @example planStack(stack, needs, prices, figures).buy_now.map(({ tool }) => tool) // ["product_analytics", "csp"]
 */
export function planStack(
  stack: StackQuestion,
  needs: readonly PlannedNeed[],
  prices: Prices,
  figures: TechnologyFigures,
): Stack {
  const buy_now: BuyRow[] = [];
  const wait: WaitRow[] = [];
  for (const { tool, name } of figures.tools.value) {
    const step = stackStep(tool, stack, figures);
    if (step === null) continue;
    const rule = figures.stages.rule;
    if ("buy" in step) buy_now.push({ tool, what: name, why: step.buy, ...priceOfTool(tool, prices, figures), rule });
    else wait.push({ tool, what: name, ...step.wait, ...nextPrice(tool, stack.platform, prices, figures), rule });
  }
  const state = ({ tool, choose }: PlannedNeed): TechnologyFields["needs"][number]["state"] => {
    if (choose === "build" || choose === "build small" || tool === NO_TOOL) return "build";
    if (stack.tools.kinds?.has(tool)) return "have";
    if (buy_now.some((row) => row.tool === tool)) return "buy_now";
    return wait.some((row) => row.tool === tool) ? "wait" : "not_known";
  };
  return { buy_now, wait, needs: needs.map(({ part: _, ...need }) => ({ ...need, state: state({ part: _, ...need }) })) };
}
