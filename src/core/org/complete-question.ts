import type { TeamQuestion } from "./team-question.ts";
import { servedByCsms } from "./tier-lines.ts";
import { tiersOfAccounts } from "./tiers-of-accounts.ts";

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
  const heads = open && leaving.length > 0 ? owners.filter((owner) => !leaving.includes(owner)).length : question.heads;
  return { ...question, team, heads, tiers: tiersOfAccounts(question.accounts, question.tiers) };
}
