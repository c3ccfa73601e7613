import * as z from "zod";
import type { Figure, FigureReference } from "./figure.ts";

/** How much a rule moves. */
export const impacts = ["CRITICAL", "HIGH", "MEDIUM"] as const;

/** The shapes of a rule's front matter and of its data; made when a text is first checked, which most calls never do. */
function makeShapes() {
  /** The short front matter of one rule page. */
  const front = z.strictObject({
    title: z.string().min(1),
    impact: z.enum(impacts),
    when: z.string().regex(/^Use when /, 'must start with "Use when "'),
    tags: z.array(z.string()).min(1),
    sources: z
      .array(z.strictObject({ id: z.string(), title: z.string(), year: z.number().optional(), url: z.string().optional() }))
      .min(1),
    /** The default among the named standards of the page's figures. */
    standard: z.string().optional(),
    /** The files under src/topics whose code this page describes, such as "retention/retention". */
    computed_by: z.array(z.string().regex(/^[a-z-]+\/[a-z-]+$/, 'is "topic/file", such as "retention/retention"')).optional(),
  });

  /** How the numbers of a figure are printed: the kinds of any number, and multiples. */
  const kind = z.enum(["money", "rate", "count", "hours", "days", "months", "times", "points", "number"]);

  /** What a figure is and how its numbers are printed: one kind for all of them, or one for each column that differs. */
  const unit = z.strictObject({
    line: z.string(),
    kind: kind.optional(),
    columns: z.record(z.string(), kind).optional(),
    /** Columns that only the program needs, such as synonyms; "all" keeps the whole figure out of the page. */
    hide: z.union([z.literal("all"), z.array(z.string())]).optional(),
    /** The column by which a long list is shown as several tables, newest first; its rows hold value, low, high, unit and year. */
    group: z.string().optional(),
  });

  /**
   * A table of a page that shows part of a figure, its own or another page's, so that everything about one thing stands in one record:
   * the figure as "rule.name", the rows that have these values, and their columns in order; "events.of" is a column of a record in a row.
   */
  const view = z.strictObject({
    of: z.string().regex(/^[a-z][a-z0-9-]*\.[a-z_0-9]+$/, 'is "rule.figure", such as "metrics-scorecard.measures"'),
    where: z.record(z.string(), z.json()).optional(),
    columns: z.array(z.string()).min(1),
    line: z.string(),
  });

  /** What rules/data/<id>.yaml holds beside a page. */
  const data = z
    .strictObject({
      /** name -> standard -> value. */
      figures: z.record(z.string(), z.record(z.string(), z.json())).default({}),
      /** name -> what the figure is, in which unit, under which condition; a line alone is a figure of plain numbers. */
      units: z.record(z.string(), z.union([unit, z.string().transform((line): z.infer<typeof unit> => ({ line }))])).default({}),
      /** name -> the part of a figure that a page shows under it. */
      views: z.record(z.string(), view).default({}),
      conflicts: z.array(z.strictObject({ about: z.string(), note: z.string() })).default([]),
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
        .default([]),
    })
    .superRefine(({ figures, units, views }, context) => {
      for (const name of Object.keys(views)) {
        if (name in figures)
          context.addIssue({ code: "custom", path: ["views", name], message: `"${name}" is both a figure and a view` });
      }
      for (const name of Object.keys(figures)) {
        if (!(name in units))
          context.addIssue({ code: "custom", path: ["units", name], message: `figure "${name}" has no line under units` });
      }
      for (const name of Object.keys(units)) {
        if (!(name in figures))
          context.addIssue({ code: "custom", path: ["units", name], message: `units names "${name}", which is not a figure` });
      }
    });
  return { front, kind, unit, view, data };
}

export type Shapes = ReturnType<typeof makeShapes>;
let made: Shapes | undefined;
export const ruleShapes = (): Shapes => (made ??= makeShapes());

export type RuleFrontMatter = z.infer<Shapes["front"]>;
export type PrintedKind = z.infer<Shapes["kind"]>;
export type FigureUnit = z.infer<Shapes["unit"]>;
export type FigureView = z.infer<Shapes["view"]>;
export type RuleData = z.infer<Shapes["data"]>;

/** One rule: its page as text, and the data that stands beside it. */
export interface Rule {
  id: string;
  /** The prefix of the id, one of those in _sections.md. */
  section: string;
  front: RuleFrontMatter;
  data: RuleData;
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
  /** How near it is, as a share of the nearest. */
  score: number;
  /** The sentence of the page that says most about the question. */
  excerpt(): string;
}

/** What a tool may ask of the rule library. */
export interface RuleLibrary {
  ids(): string[];
  sections(): Section[];
  rule(id: string): Rule;
  /** Pages, best first; `fits` is false where not even the first speaks of what was asked. */
  search(query: string, section?: string): { matches: RuleMatch[]; fits: boolean };
  /** The blank forms that ship with the rules, by name. */
  forms(): string[];
  /** One blank form as markdown. */
  form(name: string): string;
  /** Each figure of a rule under each standard, and under "yours" where overridden, as YAML. */
  figuresAsYaml(id: string): { name: string; standard: string; yaml: string }[];
  /** The value of a figure under every standard and in force, validated against its shape. */
  figure<Value>(reference: FigureReference, standard?: string): Figure<Value>;
}
