import type { Assumption, UndefinedField, Warning } from "../core/contract/envelope.ts";
import type { StakeholderMap } from "../core/executive/stakeholder-book.ts";
import { plural } from "./numbers.ts";

/** Why fields of a map of stakeholders are null. */
export function stakeholderReasons({ accounts, coverage, champion_risk, threading }: StakeholderMap): UndefinedField[] {
  const noArr = "Nobody gave the ARR of these accounts.";
  const because = (is: boolean, field: string, reason: string): UndefinedField[] => (is ? [{ field, reason }] : []);
  return [
    ...because(threading.single_threaded_arr === null, "threading.single_threaded_arr", noArr),
    ...because(threading.exposed_arr === null, "threading.exposed_arr", noArr),
    ...because(
      threading.by_verdict.some(({ arr }) => arr === null),
      "threading.by_verdict[].arr",
      noArr,
    ),
    ...because(
      coverage.some(({ strongest }) => strongest === null),
      "coverage[].strongest",
      "Nobody in the box has a score that still counts.",
    ),
    ...because(champion_risk.champion === null, "champion_risk.champion", "No champion is left or known."),
    ...because(
      accounts.some(({ arr }) => arr === null),
      "accounts[].arr",
      "Nobody gave the ARR of this account.",
    ),
    ...because(
      accounts.some(({ single_threaded }) => single_threaded === null),
      "accounts[].single_threaded",
      "People whose last contact nobody knows decide it.",
    ),
    ...because(
      accounts.some(({ weakest }) => weakest === null),
      "accounts[].weakest",
      "None of those the renewal hangs on has a score that still counts.",
    ),
    ...because(
      accounts.some(({ champion }) => champion.champion === null),
      "accounts[].champion",
      "No champion is left or known.",
    ),
  ];
}

/** What to know before trusting a map of stakeholders. */
export function stakeholderWarnings({ people, accounts }: StakeholderMap, expiresDays: number): Warning[] {
  const expired = people.filter((person) => person.expired && !person.left);
  const undated = people.filter((person) => person.points !== null && person.days === null && !person.left);
  const without = accounts.filter(({ arr }) => arr === null);
  const names = (list: readonly { name: string }[]) =>
    list
      .slice(0, 5)
      .map(({ name }) => name)
      .join(", ");
  return [
    ...(expired.length
      ? [
          {
            code: "scores_expired",
            message: `${plural(expired.length, "score")} older than ${expiresDays} days count as unknown: ${names(expired)}${expired.length > 5 ? " and more" : ""}.`,
          },
        ]
      : []),
    ...(undated.length
      ? [
          {
            code: "scores_undated",
            message: `${plural(undated.length, "score")} of people without a last contact are taken as they are; nobody can say whether they still count.`,
          },
        ]
      : []),
    ...(without.length > 0 && without.length < accounts.length
      ? [{ code: "arr_missing", message: `${plural(without.length, "account")} without ARR stand outside every sum of ARR.` }]
      : []),
  ];
}

/** What a map of stakeholders took for granted. */
export function stakeholderAssumptions({ people }: StakeholderMap, leftKnown: boolean, unnamed: boolean): Assumption[] {
  return [
    {
      what: "a last contact went both ways",
      value: "yes",
      why: "Only an exchange counts; a newsletter is none. The dates do not say which it was.",
      if_wrong: "Fewer people are in touch, and more accounts hang on one of them.",
    },
    ...(leftKnown || people.length === 0
      ? []
      : [
          {
            what: "everybody on the list is still there",
            value: "yes",
            why: "Nobody is marked as having left.",
            if_wrong: "Take them out or mark them with left; a champion who left changes the verdict.",
          },
        ]),
    ...(unnamed
      ? [
          {
            what: "all contacts belong to one account",
            value: "yes",
            why: "No contact names an account.",
            if_wrong: "Give each contact its account.",
          },
        ]
      : []),
  ];
}
