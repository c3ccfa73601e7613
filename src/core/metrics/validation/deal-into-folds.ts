/**
 * Deals accounts into so many parts of about equal size and about equal losses: by name, those with a loss first, one to each part in turn.
 * All cases of one account go to the same part, and neither the order of rows nor chance has a say.
 * @example dealIntoFolds([{ account: "A", lost: true }, { account: "B", lost: true }], 2) // A: 0, B: 1
 */
export function dealIntoFolds(cases: readonly { account: string; lost: boolean }[], folds: number): Map<string, number> {
  const lostOne = new Map<string, boolean>();
  for (const { account, lost } of cases) lostOne.set(account, lost || (lostOne.get(account) ?? false));
  // The default order of strings is by code unit.
  const names = [...lostOne.keys()].sort();
  const dealt = [...names.filter((account) => lostOne.get(account)), ...names.filter((account) => !lostOne.get(account))];
  return new Map(dealt.map((account, index) => [account, index % folds]));
}
