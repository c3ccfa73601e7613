import type { Figure, FigureReference } from "../core/contract/figure.ts";
import { Problem } from "../core/contract/problem.ts";
import type { Rule } from "../core/contract/rule.ts";
import type { Overrides } from "./read-overrides.ts";

/** The standard that holds working assumptions which no source gives. */
const HOUSE = "house";

/**
 * A figure under every standard, and the one in force: the user's own value, else the standard asked for, else the rule's default,
 * else the house's, else the only one there is. Throws Problem when the rule lacks the figure or a value has the wrong shape.
 */
export function resolveFigure(rule: Rule, reference: FigureReference, overrides: Overrides, asked?: string): Figure<unknown> {
  const { name } = reference;
  const place = `rules/${rule.id}.md, figures.${name}`;
  const standards = rule.front.figures?.[name];
  if (!standards) throw new Problem({ what: `${place}: the figure is missing.`, remedy: "Restore it from the shipped rule." });
  const values: Record<string, unknown> = {};
  for (const [standard, value] of Object.entries(standards)) {
    const checked = reference.shape.safeParse(value);
    if (!checked.success) {
      const issue = checked.error.issues[0]!;
      throw new Problem({
        what: `${place}.${[standard, ...issue.path].join(".")}: ${issue.message}.`,
        remedy: "Give it the form its other standards have.",
      });
    }
    values[standard] = checked.data;
  }
  const own = overrides.figures[rule.id]?.[name];
  if (own !== undefined)
    return { rule: rule.id, name, value: reference.shape.parse(own), standard: "yours", overridden: true, standards: values };
  const candidates = [asked, overrides.standard, rule.front.standard, HOUSE, ...Object.keys(values)];
  const standard = candidates.find((candidate): candidate is string => !!candidate && candidate in values)!;
  return { rule: rule.id, name, value: values[standard], standard, overridden: false, standards: values };
}
