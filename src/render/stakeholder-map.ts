import type { StakeholderFigures } from "../core/executive/figures.ts";
import type { Person } from "../core/executive/person.ts";
import { largest } from "../core/order/largest.ts";

/** More people than this are counted in the grid and not numbered under it. */
const MOST_NUMBERED = 24;
const rows = ["high", "middle", "low", null] as const;

/**
 * The people of one account, or of a book, by power and relationship in characters: numbers with names under them where they are few
 * and of one account, else how many stand in each cell. People who left are not on it.
 * @example stakeholderMap([sand], figures.scale).split("\n")[0] // "power    at risk  weak  neutral  good  strong  not known"
 */
export function stakeholderMap(list: readonly Person[], scale: StakeholderFigures["scale"]): string {
  const columns = [...scale.value].sort((a, b) => a.points - b.points).map(({ points, name }) => ({ points, name }));
  const all = [...columns, { points: null, name: "not known" }];
  const strength = ({ points }: Person) => all.findIndex((column) => column.points === points);
  const present = list
    .filter(({ left }) => !left)
    .sort((a, b) => rows.indexOf(a.power) - rows.indexOf(b.power) || strength(a) - strength(b));
  const numbered = present.length <= MOST_NUMBERED && new Set(present.map(({ account }) => account)).size <= 1;
  const cell = (power: (typeof rows)[number], points: number | null) => {
    const inside = present.flatMap((person, index) => (person.power === power && person.points === points ? [index + 1] : []));
    if (inside.length === 0) return ".";
    return numbered ? inside.join(" ") : String(inside.length);
  };
  const lines = rows
    .filter((power) => power !== null || present.some((person) => person.power === null))
    .map((power) => [power ?? "not known", ...all.map(({ points }) => cell(power, points))]);
  const grid = [["power", ...all.map(({ name }) => name)], ...lines];
  const widths = grid[0]!.map((_, column) => largest(grid.map((line) => line[column]!.length)));
  const drawn = grid.map((line) =>
    line
      .map((text, column) => text.padEnd(widths[column]!))
      .join("  ")
      .trimEnd(),
  );
  const legend = present.map(({ name, level, roles, live }, index) => {
    const held = [level ?? "level not known", ...roles].join(", ");
    return `${index + 1} ${name} (${held})${live === false ? ", silent" : live === null ? ", last contact not known" : ""}`;
  });
  return [...drawn, "", ...(numbered ? legend : ["Numbers of people over all accounts."])].join("\n").trimEnd();
}
