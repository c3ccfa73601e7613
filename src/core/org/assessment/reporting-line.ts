import { largest } from "../../order/largest.ts";
import type { AssessmentQuestion } from "./assessment-question.ts";
import type { AssessmentFigures } from "./assessment-reads.ts";
import { matchName } from "./match-name.ts";

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
