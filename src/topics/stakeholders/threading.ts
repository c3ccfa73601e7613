import * as z from "zod";
import { addMonths, daysBetween } from "../../core/dates.ts";
import { type Figures, figure } from "../../core/figure.ts";
import { shown } from "../../core/kinds.ts";
import { bySize, byText, largest, smallest } from "../../core/order.ts";

/** How much a person can decide; the role or the level lends it, whichever is more. */
export const Power = z.enum(["high", "middle", "low"]);
export type Power = z.infer<typeof Power>;

export const RiskLevel = z.enum(["high", "medium", "unknown", "low"]);
export type RiskLevel = z.infer<typeof RiskLevel>;

const signNames = ["left", "none", "silent", "weak", "alone", "one_left", "undated", "unscored"] as const;

const Days = z.number().multipleOf(1).min(0);
const Words = z.array(z.string());

/** Roles of the map, most important box first; `also` holds other words that are read as the role. */
const RoleNames = z
  .array(z.strictObject({ role: z.string(), power: Power, needed: z.boolean(), carries_renewal: z.boolean(), also: Words }))
  .min(1);
/** Levels of the contact calendar and the box of the map each goes into. */
const ContactLevels = z.array(z.strictObject({ level: z.string(), box: z.string(), power: Power, also: Words })).min(1);
/** Null months: always in touch, so nothing is ever due. */
const MinimumContact = z.array(
  z.strictObject({
    level: z.string(),
    at_least: z.string(),
    every_months: z.number().multipleOf(1).min(1).nullable(),
    brings: z.string(),
  }),
);
const RelationshipScale = z.array(z.strictObject({ points: shown.rate(), name: z.string() })).min(1);
const RiskSigns = z.array(z.strictObject({ sign: z.enum(signNames), risk: RiskLevel, means: z.string(), do_next: z.string() }));

/** Every figure a map of stakeholders rests on. */
export const stakeholderReads = {
  roles: figure("executive-stakeholder-map", "role_names", RoleNames),
  levels: figure("executive-stakeholder-map", "contact_levels", ContactLevels),
  scale: figure("executive-relationship-scoring", "scale", RelationshipScale),
  expiresDays: figure("executive-relationship-scoring", "expires_days", Days),
  contactsNeeded: figure("executive-multi-threading", "contacts_at_onboarding", z.number().multipleOf(1).min(1)),
  liveDays: figure("executive-multi-threading", "live_contact_days", Days),
  cadence: figure("executive-engagement-cadence", "minimum_contact", MinimumContact),
  leastPoints: figure("executive-champions", "least_points", z.strictObject({ champion: z.number(), next: z.number() })),
  signs: figure("executive-champions", "risk_signs", RiskSigns),
};
export type StakeholderFigures = Figures<typeof stakeholderReads>;

/** One contact as the caller gives it; what is unknown is null and never 0. */
export interface GivenContact {
  /** How messages name it, such as "contacts[2]" or "row 5". */
  place: string;
  name: string;
  account: string | null;
  /** One role or several, parted by commas. */
  role: string | null;
  level: string | null;
  relationship: number | null;
  last_contact: string | null;
  department: string | null;
  left: boolean | null;
}

/** One person at one account, read by the rule and seen from the day of the answer. */
export interface Person {
  name: string;
  account: string;
  /** Under the rule's own names, in the rule's order. */
  roles: string[];
  level: string | null;
  box: string | null;
  department: string | null;
  power: Power | null;
  last_contact: string | null;
  /** Days since the last contact. */
  days: number | null;
  /** In touch within the days that count; null when nobody knows. */
  live: boolean | null;
  /** Points on the scale that still count; null when none were given or they expired. */
  points: number | null;
  expired: boolean;
  left: boolean;
}

/** What a renewal hangs on, in place of an average. */
interface AccountReading {
  /** The fewest points among those the renewal hangs on; null when none of them has a score that counts. */
  weakest: number | null;
  /** Roles the renewal hangs on that nobody fills, or somebody without a score that counts. */
  unknown_roles: number;
}

/**
 * Weakest of sponsor, decider and champion, and how many of these are unknown; unknown stays unknown and is no low score.
 * Units: points on the relationship scale.
 * @example accountReading([sponsorWith2, championWith5], roles) // { weakest: 2, unknown_roles: 1 }
 */
export function accountReading(account: readonly Person[], roles: StakeholderFigures["roles"]): AccountReading {
  const carrying = roles.value.filter((one) => one.carries_renewal).map(({ role }) => role);
  const present = account.filter((person) => !person.left);
  const scores = carrying.map((role) => present.filter((person) => person.roles.includes(role)).map(({ points }) => points));
  const known = scores.flat().filter((points) => points !== null);
  return {
    weakest: known.length ? smallest(known) : null,
    unknown_roles: scores.filter((points) => points.length === 0 || points.includes(null)).length,
  };
}

/** Somebody already known who could be asked to be the next champion, and what speaks for it. */
interface NextChampion {
  name: string;
  why: string;
}

const powers: readonly (Power | null)[] = ["high", "middle", "low", null];

/** Neither a champion nor against it, still there, and not known to be cool or silent. */
function canBeAsked(person: Person, least: number): boolean {
  const taken = person.left || person.roles.includes("champion") || person.roles.includes("opponent");
  return !taken && person.live !== false && (person.points === null || person.points >= least);
}

function words(person: Person, scale: StakeholderFigures["scale"]): string {
  const name = scale.value.find(({ points }) => points === person.points)?.name;
  return [
    person.live === null ? "last contact not known" : `in touch ${person.days} days ago`,
    person.points === null ? "no score that still counts" : `relationship ${name ?? person.points}`,
    ...(person.level === null ? [] : [person.level]),
    ...person.roles,
  ].join(", ");
}

/**
 * Those on the list best placed to be asked to be the next champion, at most two: who is in touch before who may be, then the stronger
 * relationship, then more power, then the name. Nobody is made up; an opponent is never one.
 * @example whoNext([sandChampion, abara], figures)[0].name // "Abara"
 */
export function whoNext(
  account: readonly Person[],
  { leastPoints, scale }: Pick<StakeholderFigures, "leastPoints" | "scale">,
): NextChampion[] {
  return account
    .filter((person) => canBeAsked(person, leastPoints.value.next))
    .sort(
      (a, b) =>
        Number(b.live ?? false) - Number(a.live ?? false) ||
        bySize(a.points, b.points) ||
        powers.indexOf(a.power) - powers.indexOf(b.power) ||
        byText(a.name, b.name),
    )
    .slice(0, 2)
    .map((person) => ({ name: person.name, why: words(person, scale) }));
}

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

/** A person whose level should have heard from us before the day of the answer. */
export const OverdueContact = z.strictObject({
  name: z.string(),
  account: z.string(),
  level: z.string(),
  last_contact: z.string(),
  /** Days since the last contact. */
  days: shown.days(),
  due_on: z.string(),
  days_over: shown.days(),
  due_every: z.string(),
});
export type OverdueContact = z.infer<typeof OverdueContact>;

/** A person whose cadence cannot be judged, and what is missing. */
export const UnknownContact = z.strictObject({ name: z.string(), account: z.string(), missing: z.string() });
export type UnknownContact = z.infer<typeof UnknownContact>;

/**
 * People past the date their level should have been spoken to by; a contact due today is not overdue. Units: days, and months of the
 * calendar. People who left are passed over.
 * @example overdueContacts([weiss], cadence, "2026-07-01")[0].days_over // 16
 */
export function overdueContacts(list: readonly Person[], cadence: StakeholderFigures["cadence"], asOf: string): OverdueContact[] {
  return list.flatMap((person): OverdueContact[] => {
    const { name, account, level, last_contact, days, left } = person;
    const row = cadence.value.find((one) => one.level === level);
    if (left || level === null || last_contact === null || days === null || !row || row.every_months === null) return [];
    const due_on = addMonths(last_contact, row.every_months);
    const days_over = daysBetween(due_on, asOf);
    return days_over > 0 ? [{ name, account, level, last_contact, days, due_on, days_over, due_every: row.at_least }] : [];
  });
}

/**
 * People of whom nobody can say whether they are overdue, for want of a last contact or a level.
 * @example unknownContacts([okafor]) // [{ name: "Okafor", account: "Harbour", missing: "last_contact" }]
 */
export function unknownContacts(list: readonly Person[]): UnknownContact[] {
  return list.flatMap(({ name, account, level, last_contact, left }): UnknownContact[] => {
    const missing = [...(last_contact === null ? ["last_contact"] : []), ...(level === null ? ["level"] : [])];
    return left || missing.length === 0 ? [] : [{ name, account, missing: missing.join(" and ") }];
  });
}

/** How broadly an account is known, worst first. */
export const verdicts = [
  "nobody",
  "none_live",
  "single_threaded",
  "unknown",
  "below_figure",
  "one_department",
  "one_level",
  "multi_threaded",
] as const;
export type Verdict = (typeof verdicts)[number];

/** Breadth of one account: only people who answer count. */
interface Threading {
  verdict: Verdict;
  /** One live contact at most; null when people whose last contact nobody knows could change it. */
  single_threaded: boolean | null;
  contacts: number;
  live: number;
  /** People of whom nobody knows when they were last in touch. */
  undated: number;
  departments: string[];
  levels: string[];
}

const onlyOne = (values: readonly (string | null)[]): boolean => !values.includes(null) && new Set(values).size === 1;
const known = (values: readonly (string | null)[]): string[] => [...new Set(values.filter((one) => one !== null))].sort();

function verdictOf(present: readonly Person[], needed: number): Verdict {
  const live = present.filter((person) => person.live === true);
  const possible = live.length + present.filter((person) => person.live === null).length;
  if (present.length === 0) return "nobody";
  if (possible === 0) return "none_live";
  if (possible === 1) return "single_threaded";
  if (live.length < needed) return live.length < 2 || possible >= needed ? "unknown" : "below_figure";
  if (live.length > 1 && onlyOne(live.map(({ department }) => department))) return "one_department";
  return live.length > 1 && onlyOne(live.map(({ box }) => box)) ? "one_level" : "multi_threaded";
}

/**
 * How many people of one account are in touch, against the number an account should have by the end of onboarding. People who left do
 * not count, people of whom nobody knows may count. Several live people of one department, or on one level of the map, are one thread.
 * @example threading([sand], 3).verdict // "single_threaded"
 */
export function threading(account: readonly Person[], needed: number): Threading {
  const present = account.filter((person) => !person.left);
  const live = present.filter((person) => person.live === true).length;
  const undated = present.filter((person) => person.live === null).length;
  return {
    verdict: verdictOf(present, needed),
    single_threaded: live >= 2 ? false : live + undated <= 1 ? true : null,
    contacts: present.length,
    live,
    undated,
    departments: known(present.map(({ department }) => department)),
    levels: known(present.map(({ level }) => level)),
  };
}

/** exposed: one departure from nobody, or the champion at high risk. thin: too few, one-sided, or weak where the renewal hangs. unknown: what is missing decides. */
export const states = ["exposed", "unknown", "thin", "sound"] as const;
type AccountState = (typeof states)[number];

/** One account of the book with all that is said of it. */
export interface AccountLine extends Threading {
  account: string;
  arr: number | null;
  state: AccountState;
  weakest: number | null;
  unknown_roles: number;
  overdue: number;
  champion: ChampionRisk;
}

function stateOf(line: Threading & AccountReading, champion: ChampionRisk, leastPoints: number): AccountState {
  if (line.single_threaded === true || champion.level === "high") return "exposed";
  if (line.verdict === "unknown" || champion.level === "unknown") return "unknown";
  const weak = line.unknown_roles > 0 || (line.weakest !== null && line.weakest < leastPoints);
  return weak || line.verdict !== "multi_threaded" || champion.level === "medium" ? "thin" : "sound";
}

/**
 * The accounts of a book, worst first: by state, then the largest ARR, then the name. An account with an ARR and no contact is one that
 * nobody knows. Units: ARR in major units a year, null where nobody gave it.
 * @example accountLines([sand], new Map([["Harbour", 84000]]), [], figures)[0].state // "exposed"
 */
export function accountLines(
  list: readonly Person[],
  arr: ReadonlyMap<string, number>,
  overdue: readonly OverdueContact[],
  figures: StakeholderFigures,
): AccountLine[] {
  const byAccount = new Map<string, Person[]>([...arr.keys()].map((account) => [account, []]));
  for (const person of list) byAccount.set(person.account, [...(byAccount.get(person.account) ?? []), person]);
  const late = new Map<string, number>();
  for (const { account } of overdue) late.set(account, (late.get(account) ?? 0) + 1);
  return [...byAccount]
    .map(([account, own]): AccountLine => {
      const breadth = { ...threading(own, figures.contactsNeeded.value), ...accountReading(own, figures.roles) };
      const champion = championRisk(own, figures);
      return {
        account,
        arr: arr.get(account) ?? null,
        state: stateOf(breadth, champion, figures.leastPoints.value.next),
        ...breadth,
        overdue: late.get(account) ?? 0,
        champion,
      };
    })
    .sort((a, b) => states.indexOf(a.state) - states.indexOf(b.state) || bySize(a.arr, b.arr) || byText(a.account, b.account));
}

export const gaps = ["nobody_known", "missing_in_some", "nobody_live", "weak", "none"] as const;

/** One box of the map over all accounts: a role or a level. */
export const CoverageRow = z.strictObject({
  kind: z.enum(["role", "level"]),
  box: z.string(),
  contacts: shown.count(),
  live: shown.count(),
  /** The most points anybody in the box has. */
  strongest: z.number().nullable(),
  /** Accounts in which the box is empty. */
  accounts_without: shown.count(),
  gap: z.enum(gaps),
});
export type CoverageRow = z.infer<typeof CoverageRow>;

/**
 * Who fills each box of the map, the strongest of them, and what is missing: roles first, then levels, both in the rule's order. A box
 * that need not be filled, such as the opponent's, is no gap when empty.
 * @example coverage([sand], ["Harbour"], figures)[0].gap // "nobody_known"
 */
export function coverage(
  list: readonly Person[],
  accounts: readonly string[],
  { roles, levels, leastPoints }: Pick<StakeholderFigures, "roles" | "levels" | "leastPoints">,
): CoverageRow[] {
  const row = (kind: CoverageRow["kind"], box: string, needed: boolean, holds: (person: Person) => boolean): CoverageRow => {
    const inside = list.filter((person) => !person.left && holds(person));
    const points = inside.map((person) => person.points).filter((one) => one !== null);
    const strongest = points.length ? largest(points) : null;
    const filled = new Set(inside.map(({ account }) => account));
    const accounts_without = accounts.filter((account) => !filled.has(account)).length;
    const gap = (): CoverageRow["gap"] => {
      if (!needed) return "none";
      if (inside.length === 0) return "nobody_known";
      if (accounts_without > 0) return "missing_in_some";
      if (inside.every((person) => person.live === false)) return "nobody_live";
      return strongest !== null && strongest < leastPoints.value.next ? "weak" : "none";
    };
    const live = inside.filter((person) => person.live === true).length;
    return { kind, box, contacts: inside.length, live, strongest, accounts_without, gap: gap() };
  };
  const boxes = [...new Set(levels.value.map(({ box }) => box))];
  return [
    ...roles.value.map(({ role, needed }) => row("role", role, needed, (person) => person.roles.includes(role))),
    ...boxes.map((box) => row("level", box, true, (person) => person.box === box)),
  ];
}
