import { plural } from "../../core/english.ts";
import { percent, shortMoney } from "../../render/numbers.ts";
import type { AccountLine, HealthFields } from "./answer.ts";
import type { ArrOfAccounts, DistributionLine, Priorities } from "./judge-account.ts";

/** What the words of a health answer need. */
export interface HealthWords {
  distribution: readonly DistributionLine[];
  already_lost: ArrOfAccounts;
  priorities: Priorities;
  /** The first account of the whole list. */
  first: AccountLine | null;
  validation: HealthFields["validation"];
  untested: number;
  currency: string;
}

const factWords: Record<AccountLine["floor_by"][number], string> = {
  notice_served: "notice was served",
  auto_renew_off: "automatic renewal was switched off",
  sponsor_left: "the sponsor left",
};

/** ARR in brackets, and nothing where none is known; "at least" where some is not. */
function arrWords({ accounts, arr, accounts_without_arr }: ArrOfAccounts, currency: string): string {
  if (arr === null || accounts === 0) return "";
  return ` (${accounts_without_arr > 0 ? "at least " : ""}${shortMoney(arr, currency)} of ARR)`;
}

function dangerSentence({ distribution, priorities, currency }: HealthWords): string {
  const { in_danger, unknown } = priorities;
  const total = distribution.reduce((sum, { accounts }) => sum + accounts, 0);
  const judged = total - unknown.accounts;
  if (judged === 0)
    return total === 1 ? "The one account cannot be judged." : `None of ${plural(total, "account")} can be judged.`;
  if (in_danger.accounts === 0)
    return judged === 1
      ? "The one account that can be judged is not in danger."
      : `None of the ${plural(judged, "account")} that can be judged is in danger.`;
  const parts = distribution
    .filter(({ status, accounts }) => (status === "red" || status === "yellow") && accounts > 0)
    .map(({ band, accounts }) => `${accounts.toLocaleString("en-US")} ${band}`);
  const verb = in_danger.accounts === 1 ? "is" : "are";
  return `${in_danger.accounts.toLocaleString("en-US")} of ${plural(total, "account")}${arrWords(in_danger, currency)} ${verb} in danger: ${parts.join(", ")}.`;
}

function unknownSentence({ priorities: { unknown, most_missing }, currency }: HealthWords): string {
  if (unknown.accounts === 0) return "";
  const who = `For ${plural(unknown.accounts, "account")}${arrWords(unknown, currency)}`;
  if (most_missing === null) return `${who} too little is known to say.`;
  const { component, accounts } = most_missing;
  if (component === "score") return `${who} no score is given.`;
  if (component === "current score") return `${who} the score is too old to count.`;
  return `${who} too little is known to say; what is missing most is ${component}, for ${accounts.toLocaleString("en-US")} of them.`;
}

/** A named person may lift an account above a hard fact; whoever reads that it is safe must know. */
function liftedSentence({ priorities: { lifted }, currency }: HealthWords): string {
  if (lifted.accounts === 0) return "";
  const [verb, count] = lifted.accounts === 1 ? ["is", "counts"] : ["are", "count"];
  return `${plural(lifted.accounts, "account")}${arrWords(lifted, currency)} ${count} as safe only by an override: a hard fact, such as a notice served, says ${lifted.accounts === 1 ? "it" : "they"} ${verb} not.`;
}

function firstSentence({ first, priorities, currency }: HealthWords): string {
  if (first === null || (priorities.in_danger.accounts === 0 && first.band !== null)) return "";
  const why =
    first.floor_by.length && first.override === null
      ? `, because ${first.floor_by.map((fact) => factWords[fact]).join(" and ")}`
      : "";
  const size = first.arr === null ? "" : `${shortMoney(first.arr, currency)}, `;
  const days = `within ${plural(first.within_days, "working day")}`;
  return `Start with ${first.account} (${size}${first.band ?? "no band"}${why}). ${first.action}; ${first.owner}, ${days}.`;
}

function capacitySentence({ priorities: { worked }, currency }: HealthWords): string {
  if (worked === null || worked.now.accounts + worked.waiting.accounts === 0) return "";
  if (worked.waiting.accounts === 0) return "The team can work all of those in danger.";
  const wait = `${worked.waiting.accounts.toLocaleString("en-US")}${arrWords(worked.waiting, currency)}`;
  return `The team can work ${worked.now.accounts.toLocaleString("en-US")} of those in danger${arrWords(worked.now, currency)}; ${wait} must wait.`;
}

/** Few of very many are not none. */
function recallWords(recall: number): string {
  const text = percent(recall, 0);
  return recall > 0 && text === "0%" ? "under 1%" : text;
}

/** Whether the score can be believed, in accounts and money. */
function testSentences({ validation, untested, currency }: HealthWords): string[] {
  if (validation === null)
    return untested === 0
      ? []
      : [`Whether the score foretells who leaves was not tested: of ${plural(untested, "decided account")} none has a score.`];
  const { verdict, false_green_arr, false_green_share, at_capacity } = validation;
  const green =
    false_green_arr !== null && false_green_share !== null && false_green_arr > 0
      ? `${shortMoney(false_green_arr, currency)} of lost ARR (${percent(false_green_share, 0)}) had stood green.`
      : "";
  const reached =
    at_capacity !== null && at_capacity.recall !== null && at_capacity.precision !== null
      ? `Of the ${at_capacity.capacity.toLocaleString("en-US")} with the lowest scores ${percent(at_capacity.precision, 0)} left; they are ${recallWords(at_capacity.recall)} of all who left.`
      : "";
  return [verdict, green, reached];
}

/**
 * The answer in a few sentences for a leader and a CFO: who is in danger, what is not known, what to do first, and whether the score can
 * be believed.
 * @example summariseHealth(words) // "45 of 340 accounts ($2.1M of ARR) are in danger: 3 emergency, ..."
 */
export function summariseHealth(words: HealthWords): string {
  const { distribution, already_lost, currency } = words;
  const book = distribution.some(({ accounts }) => accounts > 0)
    ? [dangerSentence(words), liftedSentence(words), unknownSentence(words), firstSentence(words), capacitySentence(words)]
    : [];
  const lost = already_lost.accounts
    ? `Not counted here: ${plural(already_lost.accounts, "account")}${arrWords(already_lost, currency)} already lost.`
    : "";
  return [...book, lost, ...testSentences(words)].filter(Boolean).join(" ");
}
