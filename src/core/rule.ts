import * as z from "zod";
import type { Figure, FigureReference } from "./figure.ts";

/** The front matter of one rule page. */
export const RuleFrontMatter = z
  .strictObject({
    title: z.string().min(1),
    impact: z.enum(["CRITICAL", "HIGH", "MEDIUM"]),
    when: z.string().regex(/^Use when /, 'must start with "Use when "'),
    tags: z.array(z.string()).min(1),
    sources: z
      .array(z.strictObject({ id: z.string(), title: z.string(), year: z.number().optional(), url: z.string().optional() }))
      .min(1),
    /** The default among the named standards of the figures below. */
    standard: z.string().optional(),
    /** name -> standard -> value. */
    figures: z.record(z.string(), z.record(z.string(), z.json())).optional(),
    /** name -> one line saying what the figure is, in which unit, under which condition. */
    units: z.record(z.string(), z.string()).optional(),
    conflicts: z.array(z.strictObject({ about: z.string(), note: z.string() })).optional(),
    /** Run as tests; outputs derived by hand. */
    examples: z
      .array(
        z.strictObject({
          name: z.string(),
          tool: z.string(),
          input: z.record(z.string(), z.json()),
          output: z.record(z.string(), z.json()),
          derivation: z.string(),
        }),
      )
      .optional(),
  })
  .superRefine((front, context) => {
    const figures = Object.keys(front.figures ?? {});
    const units = Object.keys(front.units ?? {});
    for (const name of figures) {
      if (!units.includes(name))
        context.addIssue({ code: "custom", path: ["units", name], message: `figure "${name}" has no line under units` });
    }
    for (const name of units) {
      if (!figures.includes(name))
        context.addIssue({ code: "custom", path: ["units", name], message: `units names "${name}", which is not a figure` });
    }
  });

export type RuleFrontMatter = z.infer<typeof RuleFrontMatter>;

/** One rule: its front matter as data and its page as text. */
export interface Rule {
  id: string;
  /** The prefix of the id, one of those in _sections.md. */
  section: string;
  front: RuleFrontMatter;
  /** Markdown below the front matter, with generated blocks filled from the figures in force. */
  body: string;
}

/** One section of the library, in its order. */
export interface Section {
  prefix: string;
  title: string;
  about: string;
}

/** One answer of the library's search. */
export interface RuleMatch {
  id: string;
  title: string;
  when: string;
  impact: RuleFrontMatter["impact"];
}

/** What a tool may ask of the rule library. */
export interface RuleLibrary {
  ids(): string[];
  sections(): Section[];
  rule(id: string): Rule;
  search(query: string, section?: string): RuleMatch[];
  /** Each figure of a rule under each standard, and under "yours" where overridden, as YAML. */
  figuresAsYaml(id: string): { name: string; standard: string; yaml: string }[];
  /** The value of a figure under every standard and in force, validated against its shape. */
  figure<Value>(reference: FigureReference, standard?: string): Figure<Value>;
}
