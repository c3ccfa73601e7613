import type { Warning } from "../../core/answer.ts";
import { sumMoney } from "../../core/money.ts";
import { Problem } from "../../core/problem.ts";
import { type Role, readWord, Segment, type Touch } from "../../core/vocabulary.ts";
import type { BookAccount } from "../tiers/assign-tiers.ts";
import { type Floor, orderFloors, tierOfAmount } from "../tiers/floors.ts";

/** Who looks after a tier; hours are counted for the first two only. */
export type CoveredBy = "csm" | "pool" | "partner" | "none";

/** One tier of accounts to be served. Unknown is undefined; ARR in major units, hours a year. */
export interface TeamTier {
  tier: string;
  touch: Touch;
  accounts: number;
  arr?: number;
  hours_per_account?: number;
  min_arr?: number;
  covered_by?: CoveredBy;
  /** Multiplies the hours of its accounts; 1 is as usual. */
  complexity?: number;
  /** Share of its accounts in their first year. */
  first_year?: number;
  /** How many of the new accounts of a year come to it; without it they come as the accounts there are stand. */
  new_accounts?: number;
}

/** One account of a book, with what decides who serves it and how. */
export interface TeamAccount {
  account: string;
  arr: number;
  owner: string | null;
  tier: string;
  touch: Touch;
  covered_by: CoveredBy;
  renewal_date: string | null;
  notice_days: number | null;
  health: number | null;
  /** Its health stands in words and is red. */
  red?: boolean;
  /** The day it last changed hands or tiers. */
  last_move?: string | null;
}

/** How many people each role has; a role left out has none. */
export type Heads = Partial<Record<Role, number>>;

/** What a team plan is asked; everything undefined is unknown and becomes a bracket or an assumption. */
export interface TeamQuestion {
  tiers: TeamTier[];
  /** Total ARR, used where a tier's is unknown. */
  arr?: number;
  /** The team today. */
  team?: Heads;
  /** Roles to add beside today's; given, they replace the roles that size alone would call for. */
  planned?: Heads;
  /** Yearly loaded cost of one person, by role. */
  costs?: Partial<Record<Role, number>>;
  /** The currency of the book where it is not the rules' and nobody gave a cost in it: then no cost is known. */
  unpriced?: string;
  /** Where the book is in another currency than the rules' amounts: what stands for one of theirs in it, by what a CSM costs; 0 while unknown. */
  rules_rate?: number;
  contract_hours?: number;
  leave_hours?: number;
  /** Beside leave. */
  sick_hours?: number;
  customer_time?: number;
  expansion_mandate?: boolean;
  new_accounts_a_year?: number;
  /** Years a contract runs; renewals come once in them. */
  contract_years?: number;
  /** What is known of last year's losses and of what keeping ARR is worth; rates as fractions. */
  losses?: { annual_logo_churn?: number; grr?: number; nrr?: number; gross_margin?: number };
  attrition?: number;
  /** The people of a plan that is decided; today's team stays what it is compared with. */
  chosen?: Heads;
  /** CSMs, fixed. */
  heads?: number;
  /** Yearly budget of the whole team, fixed. */
  budget?: number;
  /** The accounts behind the tiers, where known. */
  accounts?: TeamAccount[];
  as_of?: string;
  /** Owners who leave; or how many, when every set of so many is compared. */
  leaving?: string[];
  leaving_count?: number;
  /** The first day on which they are gone. */
  leaving_on?: string;
  /** Leaders who carry a part of a book beside their people, by name. */
  player_coaches?: string[];
}

/** True where CSMs, named or pooled, do the work. @example servedByCsms({ covered_by: "partner" }) // false */
export function servedByCsms(line: { covered_by?: CoveredBy }): boolean {
  return line.covered_by !== "partner" && line.covered_by !== "none";
}

/**
 * The tiers that a list of accounts makes up: accounts and ARR counted, hours, floors and what makes them heavier taken from `known` by tier name; accounts a partner
 * looks after stand on a line of their own. Money in major units.
 * @example tiersOfAccounts([{ account: "Acme", tier: "SMB", arr: 9000, ... }], []) // [{ tier: "SMB", accounts: 1, arr: 9000, ... }]
 */
export function tiersOfAccounts(accounts: readonly TeamAccount[], known: readonly TeamTier[]): TeamTier[] {
  const groups = new Map<string, TeamAccount[]>();
  for (const account of accounts) {
    const key = `${account.touch} ${account.covered_by} ${account.tier}`;
    const own = groups.get(key);
    if (own) own.push(account);
    else groups.set(key, [account]);
  }
  return [...groups.values()].map((own) => {
    const { tier, touch, covered_by } = own[0]!;
    const named = known.filter((line) => line.tier === tier && line.touch === touch);
    const said = named.find((line) => (line.covered_by ?? "csm") === covered_by) ?? named[0];
    return {
      tier,
      touch,
      covered_by,
      accounts: own.length,
      arr: sumMoney(own.map((account) => account.arr)),
      hours_per_account: said?.hours_per_account,
      min_arr: said?.min_arr,
      complexity: said?.complexity,
      first_year: said?.first_year,
      new_accounts: said?.new_accounts,
    };
  });
}

/**
 * The question with what its accounts say: tiers counted from them, CSMs today from their owners (player-coaches are no CSMs),
 * heads from the owners who stay.
 * @example completeQuestion({ tiers: [], accounts }).team // { csm: 7 }, when seven owners share the accounts
 */
export function completeQuestion(question: TeamQuestion): TeamQuestion {
  if (!question.accounts) return question;
  const coaches = question.player_coaches ?? [];
  const names = new Set(question.accounts.filter(servedByCsms).flatMap(({ owner }) => owner ?? []));
  const owners = [...names].filter((owner) => !coaches.includes(owner));
  const team = owners.length > 0 && question.team?.csm === undefined ? { ...question.team, csm: owners.length } : question.team;
  const leaving = question.leaving ?? [];
  const open = question.heads === undefined && question.budget === undefined;
  const fewer = leaving.length > 0 ? owners.filter((owner) => !leaving.includes(owner)).length : undefined;
  const count = question.leaving_count;
  const heads = open ? (fewer ?? (count === undefined ? undefined : Math.max(0, owners.length - count))) : question.heads;
  return { ...question, team, heads, tiers: tiersOfAccounts(question.accounts, question.tiers) };
}

const leaderRoles = ["cco", "vp", "director", "manager", "team_lead"] as const;

/** ARR that no account pays; beside a table the accounts are counted from it and ARR is not taken from tiers. */
function emptyTiers({ tiers, accounts: counted }: TeamQuestion): string[] {
  if (counted !== undefined) return [];
  return tiers.flatMap(({ tier, accounts, arr }, index) =>
    accounts === 0 && arr !== undefined && arr > 0
      ? [`tiers[${index}] (${tier}) has an ARR of ${arr} and 0 accounts: give its accounts, or an arr of 0.`]
      : [],
  );
}

/** Player-coaches who are nobody: named twice, without an account in the table, or more than the team has leaders. */
function coachProblems({ player_coaches: coaches = [], team = {}, accounts }: TeamQuestion): string[] {
  if (coaches.length === 0) return [];
  const leaders = leaderRoles.reduce((sum, role) => sum + Math.ceil(team[role] ?? 0), 0);
  const owners = accounts && new Set(accounts.flatMap(({ owner }) => owner ?? []));
  const strangers = owners ? coaches.filter((name) => !owners.has(name)) : [];
  return [
    ...(new Set(coaches).size < coaches.length ? ["player_coaches names somebody twice."] : []),
    ...(coaches.length > leaders
      ? [`player_coaches names ${coaches.length}, and team has ${leaders} leaders: give them in team, like team_lead 1.`]
      : []),
    ...(strangers.length ? [`player_coaches names ${strangers.join(", ")}, who owns no account in the table.`] : []),
  ];
}

/**
 * Refuses a question no team could answer, where its parts contradict each other; what each number may be its kind says.
 * `year` holds the hours used where none are given. Throws Problem with every fault at once.
 * @example checkTeamQuestion({ tiers: [], leave_hours: 2080 }, { contract_hours: 2080, leave_hours: 200 }) // throws: leave_hours of 2080 ...
 */
export function checkTeamQuestion(question: TeamQuestion, year: { contract_hours: number; leave_hours: number }): void {
  const { contract_hours, leave_hours, sick_hours, customer_time } = question;
  const places = [...emptyTiers(question), ...coachProblems(question)];
  const seen = new Set<string>();
  for (const { tier, touch, covered_by = "csm" } of question.tiers) {
    const line = `${tier}, ${touch} touch, covered by ${covered_by}`;
    if (seen.has(line)) places.push(`tiers: ${line} stands twice.`);
    seen.add(line);
  }
  const contract = contract_hours ?? year.contract_hours;
  const leave = leave_hours ?? year.leave_hours;
  const away = sick_hours === undefined ? "" : ` and sick_hours of ${sick_hours}`;
  if (leave + (sick_hours ?? 0) >= contract)
    places.push(`leave_hours of ${leave}${away} leave nothing of ${contract} contract_hours.`);
  if (customer_time === 0) places.push("customer_time is 0: it is a share above 0 and up to 1, like 0.6.");
  if (places.length)
    throw new Problem({ what: "The team cannot be sized from this input:", places, remedy: "Correct it and ask again." });
}

/** A tier as a caller gives it: beside a table its accounts may be left out. */
export type GivenTier = Omit<TeamTier, "accounts"> & { accounts?: number };

/**
 * The tiers with their accounts, where no table counts them. Throws Problem when there is no tier, or one without accounts.
 * @example tiersWithAccounts([{ tier: "SMB", touch: "tech", accounts: 180 }]) // the same
 */
export function tiersWithAccounts(tiers: readonly GivenTier[]): TeamTier[] {
  const without = tiers.filter((tier) => tier.accounts === undefined).map(({ tier }) => tier);
  if (tiers.length === 0 || without.length)
    throw new Problem({
      what: tiers.length
        ? `These tiers have no number of accounts: ${without.join(", ")}.`
        : "There is nothing to size a team from.",
      remedy: "Give tiers with their accounts, or a table.",
    });
  return tiers.map((tier) => ({ ...tier, accounts: tier.accounts! }));
}

const key = (tier: string) => tier.trim().toLowerCase();

/** The tiers without a floor beside some that have one; a line whose name has its floor on another line lacks nothing. */
export function tiersWithoutFloor(tiers: readonly GivenTier[]): GivenTier[] {
  const placed = new Set(tiers.filter(({ min_arr }) => min_arr !== undefined).map(({ tier }) => key(tier)));
  return placed.size === 0 ? [] : tiers.filter(({ tier }) => !placed.has(key(tier)));
}

/**
 * The floors that place an account by its ARR: the caller's when any is given, else those of the standard in force, which also gives the one
 * floor that is missing where it has a tier of that name. Money in major units. Throws Problem for any other missing floor.
 * @example teamFloors([], [{ tier: "High touch", touch: "high", min_arr: 100000 }])[0].min // 100000
 */
export function teamFloors(
  tiers: readonly GivenTier[],
  standard: readonly { tier: string; touch: Touch; min_arr: number }[],
  suggested?: Floor[],
): Floor[] {
  const own = tiers.flatMap(({ tier, touch, min_arr }) => (min_arr === undefined ? [] : [{ tier, touch, min: min_arr }]));
  if (own.length === 0 && suggested !== undefined) return suggested;
  if (own.length === 0) return orderFloors(standard.map(({ tier, touch, min_arr }) => ({ tier, touch, min: min_arr })));
  const without = tiersWithoutFloor(tiers);
  const missing = without[0];
  if (missing === undefined) return orderFloors(own);
  const known = standard.find(({ tier }) => key(tier) === key(missing.tier));
  if (without.length > 1 || known === undefined || suggested !== undefined)
    throw new Problem({
      what: `These tiers have no min_arr: ${without.map(({ tier }) => tier).join(", ")}.`,
      remedy: "Give min_arr for each tier, 0 for the lowest.",
    });
  return orderFloors([...own, { tier: missing.tier, touch: missing.touch, min: known.min_arr }]);
}

const ownerKey = (name: string) => name.trim().toLowerCase().replace(/\s+/g, " ");

/**
 * The owners a caller names, as the table writes them: case and spaces make no difference, and a first name will do where one owner has it.
 * A name nobody has stays as it is, for the plan to refuse with the owners there are.
 * @example ownersNamed(["anna"], accounts) // ["Anna Schulz"]
 */
export function ownersNamed(names: readonly string[], accounts: readonly Pick<TeamAccount, "owner">[]): string[] {
  const owners = [...new Set(accounts.flatMap(({ owner }) => owner ?? []))];
  const named = names.map((name) => {
    const exact = owners.find((owner) => ownerKey(owner) === ownerKey(name));
    const begin = owners.filter((owner) => ownerKey(owner).startsWith(`${ownerKey(name)} `));
    return exact ?? (begin.length === 1 ? begin[0]! : name);
  });
  return [...new Set(named)];
}

/** What the caller says about a tier by name. */
export interface NamedTier {
  tier: string;
  touch: Touch;
  covered_by?: CoveredBy;
}

function withCare(one: BookAccount, tier: string, touch: Touch, usual: CoveredBy): TeamAccount {
  const { account, owner, arr, renewal_date, notice_days, health, light, last_move } = one;
  const covered_by = one.partner ? "partner" : usual;
  const red = light === "red" ? { red: true } : {};
  return { account, arr, owner, tier, touch, covered_by, renewal_date, notice_days, health, ...red, last_move };
}

/**
 * The segment of each account as its tier, where every one of at least two segments is a word people use for whom they sell to; null where a
 * segment is not, since then it is something else that the column groups by. Blank cells stay without.
 * @example segmentTiers([{ account: "Acme", segment: "Mid-Market" }, { account: "Bolt", segment: "SMB" }], bysegment).get("Acme").touch // "low"
 */
export function segmentTiers(
  rows: readonly { account: string; segment: string | null }[],
  touch: Readonly<Record<Segment, Touch>>,
): Map<string, NamedTier> | null {
  const read = new Map<string, { name: Segment; as: string }>();
  for (const { segment } of rows) {
    if (segment === null || read.has(segment)) continue;
    const word = readWord(Segment, segment);
    if (word === null) return null;
    const same = [...read.values()].find(({ name }) => name === word.name);
    read.set(segment, { name: word.name, as: same?.as ?? segment });
  }
  if (new Set([...read.values()].map(({ name }) => name)).size < 2) return null;
  return new Map(
    rows.flatMap(({ account, segment }) => {
      const found = segment === null ? undefined : read.get(segment);
      return found === undefined ? [] : [[account, { tier: found.as, touch: touch[found.name] }] as const];
    }),
  );
}

/**
 * The paying accounts of a book as a team serves them: tier and touch from the table, the touch of a tier from `named` or from the floors
 * in force and never from what its name means to a reader; accounts without a tier stand where their segment puts them, else where their ARR does. Money in major units.
 * Throws Problem for a tier whose touch nobody gave.
 * @example teamAccounts(book, floors, []).accounts[0] // { account: "Acme", tier: "High touch", touch: "high", ... }
 */
export function teamAccounts(
  book: readonly BookAccount[],
  floors: readonly Floor[],
  named: readonly NamedTier[],
  segments: ReadonlyMap<string, NamedTier> = new Map(),
): { accounts: TeamAccount[]; warnings: Warning[] } {
  const known = new Map<string, NamedTier>([...floors, ...named].map((line) => [key(line.tier), line]));
  const paying = book.filter((account) => account.arr > 0 || account.arr_known === false);
  const care = new Map<string, CoveredBy>();
  const careOf = (tier: string) => {
    const usual = care.get(tier) ?? known.get(key(tier))?.covered_by ?? "csm";
    care.set(tier, usual);
    return usual;
  };
  const strange = new Map<string, number>();
  let placed = 0;
  const accounts = paying.map((account): TeamAccount => {
    const segment = account.tier === null && account.touch === null ? segments.get(account.account) : undefined;
    if (segment !== undefined) return withCare(account, segment.tier, segment.touch, "csm");
    const said = account.tier === null ? undefined : known.get(key(account.tier));
    if (account.tier !== null && account.touch === null && !said) strange.set(account.tier, (strange.get(account.tier) ?? 0) + 1);
    const byArr = tierOfAmount(account.arr, floors);
    if (account.tier === null && account.touch === null) placed += 1;
    const touch = account.touch ?? (account.tier === null ? byArr.touch : (said?.touch ?? byArr.touch));
    const ofTouch = byArr.touch === touch ? byArr : floors.find((floor) => floor.touch === touch);
    const tier = said?.tier ?? account.tier ?? ofTouch?.tier ?? `${touch} touch`;
    return withCare(account, tier, touch, careOf(tier));
  });
  if (strange.size)
    throw new Problem({
      what: "Nobody said how accounts of these tiers are touched, and a name does not tell:",
      places: [...strange].sort(([a], [b]) => (a < b ? -1 : 1)).map(([tier, count]) => `${tier}: ${count} accounts`),
      remedy: 'Name them under tiers, like {"tier": "Gold", "touch": "high"}, or map a column to touch.',
    });
  const warnings: Warning[] = [];
  const idle = book.length - paying.length;
  if (idle > 0)
    warnings.push({
      code: "not_paying",
      message: `Accounts with no ARR, left out because only paying ones take hours: ${idle}.`,
    });
  if (placed > 0)
    warnings.push({
      code: "placed_by_arr",
      message: `Accounts without tier or touch that stand where their ARR puts them: ${placed}.`,
    });
  return { accounts, warnings };
}

const months: readonly (readonly string[])[] = [
  ["january", "januar"],
  ["february", "februar"],
  ["march", "märz", "maerz"],
  ["april"],
  ["may", "mai"],
  ["june", "juni"],
  ["july", "juli"],
  ["august"],
  ["september"],
  ["october", "oktober"],
  ["november"],
  ["december", "dezember"],
];

const DAY = /^\d{4}-\d{2}-\d{2}$/;
const MONTH = /^\d{4}-(0[1-9]|1[0-2])$/;

/**
 * The first day on which those who leave are gone: a date, the first of a month, or of the next month of that name. Throws Problem otherwise.
 * @example leavingDay("March", "2026-11-30") // "2027-03-01"
 */
export function leavingDay(text: string, asOf: string): string {
  const said = text.trim().toLowerCase();
  if (DAY.test(said)) return said;
  if (MONTH.test(said)) return `${said}-01`;
  const index = months.findIndex((names) => names.some((name) => name === said || (said.length > 2 && name.startsWith(said))));
  if (index < 0)
    throw new Problem({
      what: `leaving_on is "${text}".`,
      remedy: "Give a date like 2027-03-15, a month like 2027-03, or a month's name.",
    });
  const day = `${String(index + 1).padStart(2, "0")}-01`;
  const year = Number(asOf.slice(0, "2026".length));
  return `${year}-${day}` > asOf ? `${year}-${day}` : `${year + 1}-${day}`;
}
