import { byText } from "../order/by-text.ts";
import type { RiskLevel, StakeholderFigures, signNames } from "./figures.ts";
import type { Person } from "./person.ts";
import { type NextChampion, whoNext } from "./who-next.ts";

type Sign = (typeof signNames)[number];

/** How safe an account's champion is, by the worst sign seen. */
export interface ChampionRisk {
  level: RiskLevel;
  /** The champion the level is about; null when there is none. */
  champion: string | null;
  why: string[];
  who_next: NextChampion[];
}

/** Worst first. */
export const riskLevels: readonly RiskLevel[] = ["high", "medium", "unknown", "low"];

function signsOf(champion: Person, least: number): Sign[] {
  return [
    ...(champion.live === false ? (["silent"] as const) : []),
    ...(champion.live === null ? (["undated"] as const) : []),
    ...(champion.points !== null && champion.points < least ? (["weak"] as const) : []),
    ...(champion.points === null ? (["unscored"] as const) : []),
  ];
}

/**
 * The risk of losing the champion of one account: left, missing, silent, weak, alone, or not known. Of several champions the safest
 * counts. Signs, their weight and the points a champion needs come from the rule.
 * @example championRisk([sandWhoLeft, abara], figures).level // "high"
 */
export function championRisk(account: readonly Person[], figures: StakeholderFigures): ChampionRisk {
  const { signs, leastPoints } = figures;
  const entry = (sign: Sign) => signs.value.find((one) => one.sign === sign);
  const worst = (found: readonly Sign[]) =>
    riskLevels.find((level) => found.some((sign) => entry(sign)?.risk === level)) ?? "low";
  const said = (sign: Sign, name: string | null) => {
    const line = entry(sign);
    return line === undefined ? [] : [`${line.means}${name === null ? "" : ` (${name})`}. ${line.do_next}.`];
  };
  const champions = account.filter(({ roles }) => roles.includes("champion"));
  const gone = champions.filter(({ left }) => left);
  const next = whoNext(account, figures);
  const safest = champions
    .filter(({ left }) => !left)
    .map((person) => ({ person, found: signsOf(person, leastPoints.value.champion) }))
    .sort(
      (a, b) =>
        riskLevels.indexOf(worst(b.found)) - riskLevels.indexOf(worst(a.found)) ||
        a.found.length - b.found.length ||
        byText(a.person.name, b.person.name),
    )[0];
  if (safest === undefined) {
    const sign: Sign = gone.length ? "left" : "none";
    const names = gone.map(({ name }) => name).join(", ");
    return { level: worst([sign]), champion: null, why: said(sign, names || null), who_next: next };
  }
  const others = account.filter((person) => person !== safest.person && !person.left && person.live !== false);
  const found: Sign[] = [
    ...safest.found,
    ...(others.length === 0 ? (["alone"] as const) : []),
    ...(gone.length ? (["one_left"] as const) : []),
  ];
  const why = found.flatMap((sign) =>
    said(sign, sign === "one_left" ? gone.map(({ name }) => name).join(", ") : safest.person.name),
  );
  return { level: worst(found), champion: safest.person.name, why, who_next: next };
}
