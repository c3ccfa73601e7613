import type { Warning } from "../contract/envelope.ts";
import { byText } from "../order/by-text.ts";
import type { TechnologyFigures } from "./figures.ts";
import { plainName } from "./plain-name.ts";

/** The caller's tools by kind; what is no kind of the rules is "other". */
export interface KnownTools {
  have: { name: string; tool: string }[];
  /** Kinds that are there; null when nobody said what is there, which is not the same as none. */
  kinds: ReadonlySet<string> | null;
  warnings: Warning[];
}

/** What no kind of the rules covers. */
export const OTHER = "other";

/**
 * Sorts the caller's tools into the rules' kinds, bottom layer first, by their names or by the other names people use.
 * @example knownTools(["CRM", "Help desk", "Slack"], figures).have // crm, support and Slack as "other"
 */
export function knownTools(
  given: readonly string[] | undefined,
  figures: Pick<TechnologyFigures, "tools" | "tooManyTools">,
): KnownTools {
  if (given === undefined) return { have: [], kinds: null, warnings: [] };
  const kinds = figures.tools.value;
  const kindOf = (name: string) =>
    kinds.find(({ tool, also }) => [tool, ...also].some((known) => plainName(known) === plainName(name)))?.tool ?? OTHER;
  const place = (tool: string) => (tool === OTHER ? kinds.length : kinds.findIndex((kind) => kind.tool === tool));
  const have = given
    .map((name) => ({ name, tool: kindOf(name) }))
    .sort((one, two) => place(one.tool) - place(two.tool) || byText(one.name, two.name));
  return { have, kinds: new Set(have.map(({ tool }) => tool)), warnings: toolWarnings(have, figures) };
}

/** The first names of a list, and how many more there are. */
const named = (names: readonly string[]) =>
  names.length > 2 ? `${names.slice(0, 2).join(", ")} and ${names.length - 2} more` : names.join(" and ");

function toolWarnings(
  have: KnownTools["have"],
  { tools, tooManyTools }: Pick<TechnologyFigures, "tools" | "tooManyTools">,
): Warning[] {
  const warnings: Warning[] = [];
  const others = have.filter(({ tool }) => tool === OTHER).map(({ name }) => name);
  if (others.length)
    warnings.push({
      code: "tool_not_known",
      message: `The rules know no kind for ${named(others)}; kept as other. The kinds: ${tools.value.map(({ tool }) => tool).join(", ")}.`,
    });
  for (const { tool, name } of tools.value) {
    const same = have.filter((one) => one.tool === tool).map((one) => one.name);
    if (same.length > 1)
      warnings.push({
        code: "same_truth_twice",
        message: `${named(same)} are all the ${name}: choose which one is right, and lock or cancel the other.`,
      });
  }
  const { tools: most } = tooManyTools.value;
  if (have.length >= most)
    warnings.push({
      code: "too_many_tools",
      message: `${have.length} tools; ${most} is what the rule calls too many for one team. Divide each one's cost by its users.`,
    });
  return warnings;
}
