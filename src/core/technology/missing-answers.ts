import { PLATFORM, type TechnologyFigures } from "./figures.ts";
import { notDue } from "./judge-platform.ts";
import type { TechnologyFields, VendorRow } from "./technology-fields.ts";
import type { TechnologyQuestion } from "./technology-question.ts";

type MissingRow = TechnologyFields["missing"][number];
type Known = Pick<TechnologyFields, "platform" | "buy_now" | "budget"> & { vendors: readonly VendorRow[] };

/** Questions on the platform and the stack, those first that move most. */
function stackQuestions(question: TechnologyQuestion, { platform }: Known, figures: TechnologyFigures): MissingRow[] {
  if (platform === null) return [];
  const rows: MissingRow[] = [];
  const { csms, accounts, stage, tools } = question;
  if (tools === undefined)
    rows.push({
      what: "tools: the names of what you have",
      moves: "which other tools are due now, and whether a platform is there",
    });
  if (stage === undefined)
    rows.push({
      what: `stage: ${figures.stages.value.map((row) => row.stage).join(", ")}`,
      moves: "what the book advises to buy, and what waits",
    });
  if (platform.size_due === null) {
    const what = [csms === undefined && "csms", accounts === undefined && "accounts"].filter((one) => one !== false).join(", ");
    rows.push({ what, moves: "whether the size calls for a platform" });
  }
  const { conditions_missing, conditions_unknown, verdict } = platform;
  const enough = conditions_missing.length >= figures.readinessLimit.value.gaps_to_wait;
  const open = verdict === "buy_if_ready" || (verdict === "wait" && !notDue(platform) && !enough);
  if (open && conditions_unknown.length)
    rows.push({
      what: `readiness: ${conditions_unknown.join(", ")}; true or false`,
      moves: `whether to sign now: ${figures.readinessLimit.value.gaps_to_wait} missing conditions mean wait`,
    });
  return rows;
}

/**
 * What the answer lacks and what each answer would move.
 * @example missingAnswers({ stage: "growth" }, known, figures)[0].what // "tools: the names of what you have"
 */
export function missingAnswers(question: TechnologyQuestion, known: Known, figures: TechnologyFigures): MissingRow[] {
  const rows = stackQuestions(question, known, figures);
  const { vendors, buy_now, platform, budget } = known;
  const buys = platform !== null && buy_now.some(({ tool }) => tool === PLATFORM);
  if (buys && vendors.length < 2)
    rows.push({ what: "vendors: two or three, scored on your own data", moves: "which platform to buy and what it costs" });
  const open = vendors.filter(({ missing }) => missing.length > 0).length;
  if (open) rows.push({ what: `vendors: the scores still missing, of ${open}`, moves: "the order of the vendors" });
  const unpriced = vendors.filter(({ price }) => price === null).length;
  if (unpriced) rows.push({ what: `vendors: price_a_year, of ${unpriced}`, moves: "what the choice costs" });
  if (budget.length && question.budget === undefined) rows.push({ what: "budget: a year", moves: "the amounts by part" });
  if (budget.length && question.arr === undefined) rows.push({ what: "arr", moves: "whether the tool budget is large or small" });
  return rows;
}
