import { listed, plural } from "../../core/english.ts";
import { isKnown } from "../../core/known.ts";
import { decimal, tenths as people, percent, shortMoney } from "../../render/numbers.ts";
import type { Deadline, LeavingSet, ServedLess, TeamPlan } from "./answer.ts";
import { byTierOf } from "./full-team.ts";
import type { TeamQuestion } from "./question.ts";
import type { TeamAnswer } from "./team-answer.ts";
import { workTerms } from "./work.ts";

/** An answer with what its words need beside it. */
export interface TeamWords {
  found: TeamAnswer;
  question: TeamQuestion;
  /** Empty where nobody said it. */
  currency: string;
}

/** The need in one phrase. @example "6.1 CSMs with leavers (4.9 to 7.4)" */
export function need({ found: { plan } }: TeamWords): string {
  const { middle, low, high } = plan.need;
  const range = people(low) === people(high) ? "" : ` (${people(low)} to ${people(high)})`;
  return `${people(middle)} ${people(middle) === "1" ? "CSM" : "CSMs"} with leavers${range}`;
}

/** How many accounts get less, and how much ARR they hold. */
export function lessOf({ found: { plan }, currency }: TeamWords): { accounts: number; text: string } {
  const accounts = plan.served_less.reduce((sum, row) => sum + row.accounts, 0);
  const arr = plan.arr_at_risk === null ? "unknown ARR" : `${shortMoney(plan.arr_at_risk, currency)} of ARR`;
  return { accounts, text: `${plural(accounts, "account")} with ${arr} ${accounts === 1 ? "gets" : "get"} less service` };
}

/** What is left undone although accounts get less. */
export function undone({ found: { plan } }: TeamWords): string {
  const { hours_short } = plan.capacity;
  return hours_short > 0 ? `${people(hours_short / plan.hours_per_csm)} of a CSM's work stays undone once people leave.` : "";
}

/** The working behind the CSMs needed, in one line; empty where no account takes hours. */
export function workingLine(plan: TeamPlan): string {
  const { terms, others, tiers, fresh, total, per_csm, fte, need } = workTerms(plan);
  if (terms.length === 0) return "";
  const parts = [
    ...terms.map(({ tier, accounts, hours }) => `${decimal(accounts, 0)} ${tier} x ${decimal(hours, 1)} h`),
    ...(tiers > 0 ? [`${decimal(others, 0)} h of ${plural(tiers, "other tier")}`] : []),
    ...(fresh !== null ? [`${decimal(fresh.hours, 0)} h for ${plural(Math.round(fresh.accounts), "new account")}`] : []),
  ];
  return `${parts.join(" + ")} = ${decimal(total, 0)} h; over ${decimal(per_csm, 0)} h a CSM ${people(fte)}, with leavers ${people(need)}.`;
}

const names = (set: LeavingSet) => listed(set.leaving);
const book = ({ accounts, arr }: { accounts: number; arr: number }, currency: string) =>
  `${plural(accounts, "account")}, ${shortMoney(arr, currency)}`;
const MOST_NAMES = 8; // not a figure: names that one line holds

/** An account with its money, where that is known. */
const withArr = ({ account, arr }: { account: string; arr: number }, currency: string) =>
  arr > 0 ? `${account} (${shortMoney(arr, currency)})` : account;

/** As many names as a line holds, and how many more there are. */
function named(rows: readonly string[], most = MOST_NAMES): string {
  const rest = rows.length - most;
  return rest > 0 ? `${rows.slice(0, most).join(", ")} and ${rest} more` : listed(rows);
}

/** Accounts that get less, by tier, with their money. @example "27 SMB (€291K)" */
export function lessByTier(rows: readonly ServedLess[], currency: string): string {
  return listed(byTierOf(rows).map(({ tier, accounts, arr }) => `${accounts} ${tier} (${shortMoney(arr, currency)})`));
}

/** How many more get less if today's people are busy all year, and what stays undone then. */
function fullClause({ found }: TeamWords): string {
  const full = found.readings?.full;
  const today = people(found.plan.today?.heads ?? 0);
  if (full == null) return "";
  const more =
    full.accounts > 0 ? `${full.accounts} more follow${full.accounts === 1 ? "s" : ""}, none at risk` : "nobody else may follow";
  const undone =
    full.people_short > 0
      ? `, and ${full.people_short < 1 ? `${people(full.people_short)} of a person's work` : `the work of ${people(full.people_short)} people`} stays undone`
      : "";
  return `If your ${today} are busy all year (these hours: ${percent(full.modelled, 0)}), ${more}${undone}.`;
}

/** Who gets less if people leave, how sure that is, and whom it hurts most to lose. */
export function leavingSentences(words: TeamWords, less: { accounts: number; text: string }, need: string): string[] {
  const { found, currency } = words;
  if (!isKnown(found.leaving)) return [];
  const { pairs, keeps_person } = found.leaving;
  const csms = plural(found.plan.capacity.csms, "CSM");
  const [worst, lightest] = [pairs[0]!, pairs.at(-1)!];
  const one = pairs.length === 1;
  const without = found.readings?.without_hours ?? [];
  const whoever = one ? "" : ", whoever goes";
  const first =
    less.accounts > 0
      ? `With ${csms} left ${less.text}${whoever}.`
      : without.length > 0
        ? `${lessByTier(without, currency)} ${without.length === 1 ? "gets" : "get"} less${whoever}: the plan has no CSM hours for them. The other ${keeps_person.accounts} keep a person.`
        : `With ${csms} left the hours are enough for every account: the work takes ${need}.`;
  const who = one
    ? [`${names(worst)} ${worst.leaving.length === 1 ? "takes" : "take"} ${book(worst, currency)} out of known hands.`]
    : [
        `Worst to lose: ${names(worst)} (${shortMoney(worst.arr, currency)}).`,
        `Lightest: ${names(lightest)} (${shortMoney(lightest.arr, currency)}).`,
      ];
  return [first, fullClause(words), ...who];
}

/** Who gets less by name and from whom, who would follow a full team, and who must not get less. */
export function leavingFacts({ found, currency }: TeamWords): string[] {
  const { plan, readings, less_from, kept_first } = found;
  const rows = readings === null ? plan.served_less : readings.without_hours;
  const list = (less: readonly ServedLess[]) =>
    less.flatMap(({ account, arr }) => (account === null ? [] : [withArr({ account, arr: arr ?? 0 }, currency)]));
  const who = list(rows);
  const from = less_from.map(({ owner, accounts }) => `${owner} ${accounts}`);
  const full = readings?.full?.served_less ?? [];
  return [
    who.length ? `Get less: ${named(who, 4)}. From ${listed(from)}.` : "", // not a figure: names beside owners
    full.length ? `If today's people are busy all year, these follow: ${named(list(full))}.` : "",
    kept_first.length
      ? `Must not get less: ${named(
          kept_first.map((one) => withArr(one, currency)),
          5, // not a figure: names of one line
        )}.`
      : "",
  ].filter(Boolean);
}

/** That whoever is lightest by money is not lightest by the renewals that follow. */
export function leavingTrap({ found, currency }: TeamWords): string {
  if (!isKnown(found.leaving) || found.leaving.pairs.length < 2) return "";
  const { pairs } = found.leaving;
  const lightest = pairs.at(-1)!;
  const after = ({ arr_after }: LeavingSet) => (isKnown(arr_after) ? arr_after : 0);
  const most = pairs.reduce((a, b) => (after(b) > after(a) ? b : a));
  const place = pairs.filter((set) => after(set) > after(lightest)).length + 1;
  if (after(lightest) === 0 || place > pairs.length / 2) return "";
  return place === 1
    ? `${names(lightest)} hold least ARR, but most of what renews or decides soon after: ${shortMoney(after(lightest), currency)}.`
    : `${names(lightest)} hold least ARR, but ${shortMoney(after(lightest), currency)} of it renews or decides soon after; most does with ${names(most)} (${shortMoney(after(most), currency)}).`;
}

const MOST_DATED = 5; // not a figure: names with dates in one line

/** The largest of these with their days, in the order of the days. @example "Gruber SE (2027-03-29, €277K, red)" */
function dated(rows: readonly Deadline[], currency: string, most = MOST_DATED): string {
  const shown = rows.toSorted((a, b) => b.arr - a.arr).slice(0, most);
  const said = rows
    .filter((one) => shown.includes(one))
    .map(({ account, arr, last_day, renewal_date, at_risk }) => {
      const day = isKnown(last_day) ? last_day : `renews ${renewal_date}, notice unknown`;
      return `${account} (${[day, ...(arr > 0 ? [shortMoney(arr, currency)] : []), ...(at_risk ? ["at risk"] : [])].join(", ")})`;
    });
  return rows.length > shown.length ? `${said.join(", ")} and ${rows.length - shown.length} more` : listed(said);
}

/** What has passed, what falls before people go, and what soon after, by name and day. */
export function leavingSteps({ found, currency }: TeamWords): string[] {
  if (!isKnown(found.leaving)) return [];
  const { deadlines, leaving_on } = found.leaving;
  const [past, before, after] = (["past", "before", "after"] as const).map((when) =>
    deadlines.filter((one) => one.when === when),
  ) as [Deadline[], Deadline[], Deadline[]];
  const day = isKnown(leaving_on) ? leaving_on : null;
  const lost = found.contacts_lost;
  const tell = lost > 0 ? `tell the ${plural(lost, "account")} that ${lost === 1 ? "loses its" : "lose their"} CSM` : "";
  const successor = after.length > 0 ? `name who wins what decides after: ${dated(after, currency)}` : "";
  const steps = [tell, successor].filter(Boolean).join(", and ");
  return [
    past.length > 0
      ? `Ask this week what these decided, their last day to object has passed: ${dated(past, currency, MOST_NAMES)}.`
      : "",
    before.length > 0 ? `The owners win these before they go${day ? ` on ${day}` : ""}: ${dated(before, currency)}.` : "",
    steps ? `${day ? `By ${day}` : "Before anybody goes"} ${steps}.` : "",
  ].filter(Boolean);
}
