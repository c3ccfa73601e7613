import { sumMoney } from "../../core/money.ts";
import { largest } from "../../core/order.ts";
import { Problem } from "../../core/problem.ts";
import { wilsonInterval } from "../../core/statistics.ts";
import {
  type AssessmentQuestion,
  type LossCause,
  type LossesByCause,
  lossCauses,
  type Mark,
  marks,
  type UpstreamShare,
} from "./question.ts";
import { type AssessmentFigures, matchName } from "./red-flags.ts";

export interface MarkedComponent {
  component: string;
  /** The lowest of the marks given, which is what the markers can agree on; null when nobody marked it. */
  level: Mark | null;
  /** What stands without evidence, and the highest mark anybody gave. */
  low: Mark;
  high: Mark;
  evidence: string | null;
  differ: boolean;
}

export interface Maturity {
  /** In the order of the customer's path. */
  components: MarkedComponent[];
  /** Read from the lowest agreed mark; `low` from what evidence bears, an unmarked part as low; `high` where marks cannot tell stages apart. */
  stage: { level: string; low: string; high: string };
  /** Marked parts at the lowest agreed mark: all of them must rise before the stage does. */
  weakest: MarkedComponent[];
  lowest: Mark;
  /** The earliest of the weakest, one mark up; null when all are high. */
  next: { component: string; from: Mark; to: Mark; looks_like: string } | null;
  unmarked: string[];
}

const rank = (mark: Mark): number => marks.indexOf(mark);
const lowestOf = (given: readonly Mark[]): Mark => given.reduce((low, mark) => (rank(mark) < rank(low) ? mark : low));
const highestOf = (given: readonly Mark[]): Mark => given.reduce((high, mark) => (rank(mark) > rank(high) ? mark : high));

type Given = NonNullable<AssessmentQuestion["components"]>;

function markedComponents(given: Given, names: readonly string[]): MarkedComponent[] {
  const found = given.map((one, index) => ({
    ...one,
    component: matchName(one.component, names, `answers.components[${index}].component`),
  }));
  const twice = names.find((name) => found.filter(({ component }) => component === name).length > 1);
  if (twice !== undefined)
    throw new Problem({
      what: `answers.components holds "${twice}" twice.`,
      remedy: "Give each part once; marks of several people go into one level as a list.",
    });
  return names.map((component) => {
    const one = found.find((row) => row.component === component);
    if (one === undefined)
      return { component, level: null, low: "low" as const, high: "high" as const, evidence: null, differ: false };
    const all = typeof one.level === "string" ? [one.level] : one.level;
    const [level, high] = [lowestOf(all), highestOf(all)];
    const evidence = one.evidence ?? null;
    return { component, level, low: evidence === null ? "low" : level, high, evidence, differ: level !== high };
  });
}

/**
 * Maturity from marks of the seven parts of the customer's path: the stage is read from the weakest, never averaged, and a mark without
 * evidence is only what somebody says. Throws Problem for names there are not, and for a part given twice.
 * @example maturity({ ask: "maturity", components: [{ component: "Handoff", level: "low" }] }, figures).stage.level // "Reactive"
 */
export function maturity(question: AssessmentQuestion, figures: AssessmentFigures): Maturity {
  const pages = figures.components.value;
  const components = markedComponents(
    question.components ?? [],
    pages.map(({ component }) => component),
  );
  const stageAt = (mark: Mark): string => {
    const row = figures.stageByWeakest.value.find(({ weakest }) => weakest === mark);
    if (row === undefined)
      throw new Problem({
        what: `org-maturity.stage_by_weakest has no row for ${mark}.`,
        remedy: "Give it a row for each mark.",
      });
    return row.stage;
  };
  const marked = components.filter((one): one is MarkedComponent & { level: Mark } => one.level !== null);
  const lowest = lowestOf(marked.map(({ level }) => level));
  const weakest = marked.filter(({ level }) => level === lowest);
  const level = stageAt(lowest);
  const order = figures.maturityStages.value.map(({ stage }) => stage);
  const high = lowest === "high" ? (order.at(-1) ?? level) : level;
  const first = weakest[0]!;
  const to = marks[rank(lowest) + 1];
  return {
    components,
    stage: { level, low: stageAt(lowestOf(components.map((one) => one.low))), high },
    weakest,
    lowest,
    next:
      to === undefined
        ? null
        : {
            component: first.component,
            from: lowest,
            to,
            looks_like: pages.find(({ component }) => component === first.component)![to],
          },
    unmarked: components.filter((one) => one.level === null).map(({ component }) => component),
  };
}

/** Why a line is ruled out, or what must be known or guarded before it is taken. */
export type LineReason =
  | "past_limit"
  | "at_limit"
  | "employees_unknown"
  | "too_early"
  | "size_unknown"
  | "against_ambition"
  | "not_paid_on_retention";

export interface LineStanding {
  line: string;
  standing: "fits" | "ruled out" | "open";
  reasons: LineReason[];
  case_for: string;
  failure_mode: string;
  /** Stuck decisions that this person could have settled; null when nobody counted. */
  stuck: number | null;
}

export interface ReportingLine {
  lines: LineStanding[];
  today: string | null;
  choice: string | null;
  /** Why there is no choice. */
  open: "nobody_counted" | "tie" | "none_settled" | "none_left" | null;
  /** The line that could have settled most, although it is ruled out. */
  passed_over: string | null;
}

const rulesOut: readonly LineReason[] = ["past_limit", "too_early", "against_ambition"];
const leavesOpen: readonly LineReason[] = ["at_limit", "employees_unknown", "size_unknown"];

function reasonsFor(line: string, question: AssessmentQuestion, level: string | null, figures: AssessmentFigures): LineReason[] {
  const levels = figures.ambitions.value.map((row) => row.level);
  const reasons: LineReason[] = [];
  if (line === "CEO") {
    const [low = 0, high = low] = figures.ceoEmployees.value;
    const { employees } = question;
    if (employees === undefined) reasons.push("employees_unknown");
    else if (employees > high) reasons.push("past_limit");
    else if (employees > low) reasons.push("at_limit");
  }
  if (line === "CCO") {
    const size = [question.several_teams, question.own_budget, question.board_number];
    if (size.includes(false)) reasons.push("too_early");
    else if (size.includes(undefined)) reasons.push("size_unknown");
  }
  const contradicts = (line === "COO" && level === levels.at(-1)) || (line === "CRO" && level === levels[0]);
  if (level !== null && contradicts) reasons.push("against_ambition");
  return reasons;
}

function choose(lines: readonly LineStanding[]): Pick<ReportingLine, "choice" | "open"> {
  const left = lines.filter(({ standing }) => standing !== "ruled out");
  if (left.length === 0) return { choice: null, open: "none_left" };
  if (left.length === 1) return { choice: left[0]!.line, open: null };
  const counted = left.flatMap(({ stuck }) => (stuck === null ? [] : [stuck]));
  if (counted.length === 0) return { choice: null, open: "nobody_counted" };
  const most = largest(counted);
  if (most === 0) return { choice: null, open: "none_settled" };
  const first = left.filter(({ stuck }) => stuck === most);
  return first.length === 1 ? { choice: first[0]!.line, open: null } : { choice: null, open: "tie" };
}

/**
 * The reporting line: rules out what the company's size or its ambition contradicts, then takes the person who could have settled most of
 * the decisions that were stuck, among those for whom they were counted. Throws Problem for unknown names.
 * @example reportingLine({ ask: "reporting", employees: 61 }, figures).lines.find(({ line }) => line === "CEO")?.standing // "ruled out"
 */
export function reportingLine(question: AssessmentQuestion, figures: AssessmentFigures): ReportingLine {
  const names = figures.reportingLines.value.map((row) => row.reports_to);
  const levels = figures.ambitions.value.map((row) => row.level);
  const level = question.ambition === undefined ? null : matchName(question.ambition, levels, "answers.ambition");
  const counts = new Map(
    Object.entries(question.stuck_decisions ?? {}).map(([name, count]) => [
      matchName(name, names, "a line in answers.stuck_decisions"),
      count,
    ]),
  );
  const paid = question.paid_on_retention?.map((name, index) => matchName(name, names, `answers.paid_on_retention[${index}]`));
  const lines = figures.reportingLines.value.map(({ reports_to: line, case_for, failure_mode }): LineStanding => {
    const reasons = reasonsFor(line, question, level, figures);
    if (paid !== undefined && !paid.includes(line)) reasons.push("not_paid_on_retention");
    const out = reasons.some((reason) => rulesOut.includes(reason));
    const standing = out ? "ruled out" : reasons.some((reason) => leavesOpen.includes(reason)) ? "open" : "fits";
    return { line, standing, reasons, case_for, failure_mode, stuck: counts.get(line) ?? null };
  });
  const { choice, open } = choose(lines);
  const most = largest([0, ...lines.map(({ stuck }) => stuck ?? 0)]);
  const best = lines.filter(({ stuck }) => most > 0 && stuck === most);
  return {
    lines,
    today: question.reports_to === undefined ? null : matchName(question.reports_to, names, "answers.reports_to"),
    choice,
    open,
    passed_over: best.length === 1 && best[0]!.standing === "ruled out" ? best[0]!.line : null,
  };
}

interface SignRead {
  look_at: string;
  points_to: "upstream" | "execution";
  means: string;
}

export interface RootCause {
  causes: LossesByCause[];
  upstream: UpstreamShare;
  /** upstream or execution leads; mixed, where chance allows both; cannot_tell, with too few losses or too many without a cause. */
  verdict: "upstream" | "execution" | "mixed" | "cannot_tell";
  why_not: "too_few" | "unknown_causes" | "no_losses" | null;
  /** What accounts say alone, chance and unknown losses allowed for. */
  by_accounts: "upstream" | "execution" | null;
  /** What the money says alone: the side on which all of it lies whatever the unknown losses were. */
  money: "upstream" | "execution" | null;
  signs: SignRead[];
}

type Side = "upstream" | "execution" | null;
const sideOf = (low: number, high: number, line: number): Side =>
  low > line ? "upstream" : 1 - high > line ? "execution" : null;

function readSigns({ signs }: AssessmentQuestion, figures: AssessmentFigures): SignRead[] {
  if (signs === undefined) return [];
  const pages = figures.evidence.value;
  const names = pages.map(({ look_at }) => look_at);
  const read = signs.map(({ look_at, points_to }, index) => {
    const name = matchName(look_at, names, `answers.signs[${index}].look_at`);
    const page = pages[names.indexOf(name)]!;
    return { look_at: name, points_to, means: points_to === "upstream" ? page.points_upstream : page.points_to_execution };
  });
  const twice = read.find(({ look_at }, index) => read.findIndex((other) => other.look_at === look_at) < index);
  if (twice !== undefined)
    throw new Problem({ what: `answers.signs holds "${twice.look_at}" twice.`, remedy: "Give each place to look once." });
  return read.sort((a, b) => names.indexOf(a.look_at) - names.indexOf(b.look_at));
}

/** Accounts and ARR lost by cause; ARR only where every loss has it. */
function byCause(losses: NonNullable<AssessmentQuestion["losses"]>): LossesByCause[] {
  const priced = losses.length > 0 && losses.every(({ arr }) => arr !== undefined);
  const rows = lossCauses.map((cause) => {
    const own = losses.filter((loss) => loss.cause === cause);
    const accounts = own.reduce((sum, loss) => sum + loss.accounts, 0);
    return { cause, accounts, arr: priced ? sumMoney(own.map(({ arr }) => arr ?? 0)) : null };
  });
  const judged = rows.filter(({ cause }) => cause !== "outside");
  const accounts = judged.reduce((sum, row) => sum + row.accounts, 0);
  const arr = priced ? sumMoney(judged.map((row) => row.arr ?? 0)) : 0;
  return rows.map((row) => ({
    ...row,
    accounts_share: row.cause === "outside" || accounts === 0 ? null : row.accounts / accounts,
    arr_share: row.cause === "outside" || row.arr === null || arr === 0 ? null : row.arr / arr,
  }));
}

function upstreamShare(causes: readonly LossesByCause[], figures: AssessmentFigures): UpstreamShare {
  const of = (cause: LossCause) => causes.find((row) => row.cause === cause)!;
  const [up, work, unknown] = [of("upstream"), of("execution"), of("unknown")];
  const accounts = up.accounts + work.accounts + unknown.accounts;
  const low = accounts === 0 ? null : up.accounts / accounts;
  const high = accounts === 0 ? null : (up.accounts + unknown.accounts) / accounts;
  const band = (share: number | null) => (share === null ? null : wilsonInterval(share, accounts, figures.standardErrors.value));
  const { fewest_losses, leading_share } = figures.causeRule.value;
  return {
    known: up.accounts + work.accounts,
    fewest_losses,
    leading_share,
    low_share: low,
    high_share: high,
    band_low_share: band(low)?.low ?? null,
    band_high_share: band(high)?.high ?? null,
    arr_low_share: up.arr_share,
    arr_high_share: work.arr_share === null ? null : 1 - work.arr_share,
    execution_arr_low: work.arr,
    execution_arr_high: work.arr === null || unknown.arr === null ? null : sumMoney([work.arr, unknown.arr]),
  };
}

function verdictOf(
  upstream: UpstreamShare,
  accounts: number,
  figures: AssessmentFigures,
): Pick<RootCause, "verdict" | "why_not"> {
  const { known, fewest_losses, leading_share: line, low_share, band_low_share: low, band_high_share: high } = upstream;
  if (low_share === null || low === null || high === null) return { verdict: "cannot_tell", why_not: "no_losses" };
  if (known < fewest_losses || known === 0) return { verdict: "cannot_tell", why_not: "too_few" };
  const side = sideOf(low, high, line);
  if (side !== null) return { verdict: side, why_not: null };
  const alone = wilsonInterval(accounts / known, known, figures.standardErrors.value);
  return sideOf(alone.low, alone.high, line) === null
    ? { verdict: "mixed", why_not: null }
    : { verdict: "cannot_tell", why_not: "unknown_causes" };
}

/**
 * Whether what is sold or how the work is done explains the losses: the share of upstream causes with every unknown loss given to either
 * side and the band of chance around it. One cause leads only when all of that lies on its side, in accounts, and the money does not say the
 * opposite. Losses outside anybody's reach are counted apart. Throws Problem for places to look that there are not.
 * @example rootCause({ ask: "root_cause", losses: [{ cause: "upstream", accounts: 9 }] }, figures).verdict // "cannot_tell"
 */
export function rootCause(question: AssessmentQuestion, figures: AssessmentFigures): RootCause {
  const causes = byCause(question.losses ?? []);
  const upstream = upstreamShare(causes, figures);
  const { arr_low_share: low, arr_high_share: high } = upstream;
  const money = low === null || high === null ? null : sideOf(low, high, upstream.leading_share);
  const accounts = causes.find(({ cause }) => cause === "upstream")?.accounts ?? 0;
  const counted = verdictOf(upstream, accounts, figures);
  const by_accounts = counted.verdict === "upstream" || counted.verdict === "execution" ? counted.verdict : null;
  const opposed = by_accounts !== null && money !== null && money !== by_accounts;
  return {
    causes,
    upstream,
    ...(opposed ? { verdict: "mixed" as const, why_not: null } : counted),
    by_accounts,
    money,
    signs: readSigns(question, figures),
  };
}
