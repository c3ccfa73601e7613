import type { Basis } from "../core/contract/envelope.ts";
import type { Figure } from "../core/contract/figure.ts";
import { Problem } from "../core/contract/problem.ts";
import { commonStandards } from "../core/contract/vocabulary.ts";
import { report } from "../render/report.ts";
import { describeIssues } from "./describe-issues.ts";
import type { Ports } from "./ports.ts";
import type { AnyTool } from "./tool.ts";

/** A finished call: the whole result as data, and the same as text. */
export interface ToolRun {
  result: { summary: string; basis: Basis[]; warnings: { code: string; message: string }[] } & Record<string, unknown>;
  text: string;
  document?: string;
}

/**
 * Runs one tool for any door: checks the input, hands over the figures, adds what every result carries.
 * Throws Problem for input the user can mend; anything else thrown is a fault of the program.
 */
export async function runTool(tool: AnyTool, input: unknown, ports: Ports): Promise<ToolRun> {
  const checked = tool.input.safeParse(input ?? {});
  if (!checked.success)
    throw new Problem({
      what: `${tool.name} cannot use this input:`,
      places: describeIssues(checked.error.issues, tool.input),
      remedy: `Correct it and call ${tool.name} again.`,
    });

  const used = new Map<string, Basis>();
  const asked = (checked.data as { standard?: string }).standard;
  if (asked !== undefined) refuseUnknownStandard(asked, tool, ports);
  const read = new Map<string, Figure<unknown>>();
  const figures: Record<string, Figure<unknown>> = {};
  for (const [name, reference] of Object.entries(tool.reads)) {
    Object.defineProperty(figures, name, {
      enumerable: true,
      get() {
        const known = read.get(name);
        if (known) return known;
        const figure = ports.library.figure(reference, asked);
        const { rule, standard, overridden } = figure;
        used.set(name, { rule, figure: reference.name, standard, overridden });
        read.set(name, figure);
        return figure;
      },
    });
  }
  const answer = await tool.run(checked.data as never, figures as never, ports);
  const basis = shortBasis(Object.keys(tool.reads).flatMap((name) => used.get(name) ?? []));
  const overridden = basis.filter((entry) => entry.overridden).map((entry) => `${entry.rule}.${entry.figure}`);
  const result = {
    summary: answer.summary,
    ...answer.fields,
    warnings: [
      ...(answer.warnings ?? []),
      ...(overridden.length ? [{ code: "overridden", message: `Computed with your own ${overridden.join(", ")}.` }] : []),
    ],
    assumptions: answer.assumptions ?? [],
    undefined: answer.undefined ?? [],
    basis,
  };
  return { result, text: report(tool.title, result), document: answer.document };
}

function refuseUnknownStandard(asked: string, tool: AnyTool, ports: Ports): void {
  const known = new Set(Object.values(tool.reads).flatMap((reference) => Object.keys(ports.library.figure(reference).standards)));
  if (!known.has(asked) && !commonStandards.includes(asked))
    throw new Problem({
      what: `No figure that ${tool.name} reads has a standard "${asked}".`,
      remedy: `Leave standard out, or take one of ${[...known].sort().join(", ")}.`,
    });
}

const MANY = 24;

/** A long basis with one line a standard, so that a plan's result stays short enough to show; the user's own figures keep a line each. */
function shortBasis(basis: readonly Basis[]): Basis[] {
  if (basis.length <= MANY) return [...basis];
  const own = basis.filter((entry) => entry.overridden);
  const standards = [...new Set(basis.filter((entry) => !entry.overridden).map((entry) => entry.standard))];
  const lines = standards.map((standard): Basis => {
    const entries = basis.filter((entry) => !entry.overridden && entry.standard === standard);
    return {
      rule: joinedRules(entries.map((one) => one.rule)),
      figure: `${entries.length} figures`,
      standard,
      overridden: false,
    };
  });
  return [...own, ...lines];
}

const FEW = 2;

/** Rules by name; many of one section as their number. */
function joinedRules(rules: readonly string[]): string {
  const names = [...new Set(rules)];
  const sections = [...new Set(names.map((rule) => rule.split("-")[0]!))];
  const of = (section: string) => names.filter((rule) => rule.startsWith(`${section}-`));
  return sections
    .map((section) => ({ section, own: of(section) }))
    .map(({ section, own }) => (own.length > FEW ? `${own.length} pages of ${section}` : own.join(", ")))
    .join(", ");
}
