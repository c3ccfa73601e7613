import type * as z from "zod";
import type { Assumption, UndefinedField, Warning } from "../core/contract/envelope.ts";
import type { FigureReferences, Figures } from "../core/contract/figure.ts";
import type { Ports } from "./ports.ts";

/** What a tool's run gives: its own fields, the answer in two or three sentences, and what to know before trusting it. */
export interface Answer<Fields> {
  fields: Fields;
  summary: string;
  warnings?: Warning[];
  assumptions?: Assumption[];
  /** A reason for every null among the fields. */
  undefined?: UndefinedField[];
  /** A whole document for a terminal, where the fields are only its digest. */
  document?: string;
}

/** One tool as a value: it knows neither MCP nor the command line. */
export interface Tool<
  Input extends z.ZodObject = z.ZodObject,
  Output extends z.ZodObject = z.ZodObject,
  References extends FigureReferences = FigureReferences,
> {
  name: string;
  title: string;
  /** What it does, when to use it, what it refuses; bounds and defaults in words. */
  description: string;
  /** The figures it may read: rule, name, shape. */
  reads: References;
  input: Input;
  /** The tool's own fields; the runner adds what every result carries. */
  output: Output;
  /** True when it can write files. */
  writes?: boolean;
  run(input: z.infer<Input>, figures: Figures<References>, ports: Ports): Promise<Answer<z.infer<Output>>>;
}

/** Declares a tool; only ties the types together. */
export function defineTool<Input extends z.ZodObject, Output extends z.ZodObject, References extends FigureReferences>(
  tool: Tool<Input, Output, References>,
): Tool<Input, Output, References> {
  return tool;
}

/** Any tool, its input and output known only at run time. */
export interface AnyTool extends Omit<Tool, "run"> {
  run(input: never, figures: never, ports: Ports): Promise<Answer<Record<string, unknown>>>;
}
