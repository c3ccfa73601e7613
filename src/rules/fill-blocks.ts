import { Problem } from "../core/contract/problem.ts";
import type { RuleFrontMatter } from "../core/contract/rule.ts";
import { formatFigure } from "./format-figure.ts";

const BLOCK = /<!-- figures: ([a-z_0-9]+) -->[\s\S]*?<!-- \/figures -->/g;

/**
 * Fills each "figures" block of a page with the table of the figure it names; text outside the blocks stays as it is.
 * Throws Problem for a block that names no figure of the page.
 */
export function fillBlocks(body: string, front: RuleFrontMatter, file: string, own: Record<string, unknown> = {}): string {
  return body.replace(BLOCK, (_, name: string) => {
    const standards = front.figures?.[name];
    if (!standards)
      throw new Problem({
        what: `${file}: a block asks for the figure "${name}", which the page does not have.`,
        remedy: "Correct its name.",
      });
    return `<!-- figures: ${name} -->\n${formatFigure(name, front.units?.[name] ?? "", standards, own[name])}\n<!-- /figures -->`;
  });
}
