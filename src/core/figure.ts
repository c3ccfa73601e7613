import type * as z from "zod";

/** Names one figure of one rule and the shape its value must have under every standard. */
export interface FigureReference<Shape extends z.ZodType = z.ZodType> {
  rule: string;
  name: string;
  shape: Shape;
}

/** A figure as a calculation receives it: the value in force, and what each named standard says. */
export interface Figure<Value> {
  rule: string;
  name: string;
  value: Value;
  /** The standard the value comes from; "yours" when the user's own file overrides it. */
  standard: string;
  overridden: boolean;
  standards: Record<string, Value>;
}

/** The figures a tool reads, by the names it gives them. */
export type FigureReferences = Record<string, FigureReference>;
export type Figures<References extends FigureReferences> = {
  [Name in keyof References]: Figure<z.infer<References[Name]["shape"]>>;
};

/**
 * Declares that a calculation needs one figure of one rule.
 * @example const tiers = figure("segmentation-tiers", "tiers", TierFigures)
 */
export function figure<Shape extends z.ZodType>(rule: string, name: string, shape: Shape): FigureReference<Shape> {
  return { rule, name, shape };
}
