import type { ExampleAccount, Size } from "./account.ts";
import { accountGroups } from "./account-groups.ts";
import { accountHistory } from "./account-history.ts";
import { companyNames } from "./company-names.ts";
import type { Draw } from "./draw.ts";
import { specialAccounts } from "./special-accounts.ts";

const regions = ["North America", "North America", "North America", "Europe", "Europe", "Asia-Pacific"];
const noticeDays = [30, 30, 30, 30, 60, 60, 60, 90, 90];
const sizes: readonly Size[] = ["high", "low", "tech"];

/** Every account that paid at any time in the history, by name. */
export function allAccounts(draw: Draw): ExampleAccount[] {
  const planned = accountGroups.flatMap((group) =>
    sizes.flatMap((size) => Array.from({ length: group.sizes[size] }, () => ({ group, size }))),
  );
  const names = companyNames(
    draw,
    planned.length,
    specialAccounts.map((account) => account.name),
  );
  const ordinary = planned.map(({ group, size }, index): ExampleAccount => {
    const { subscriptions, renewal_date, shrank } = accountHistory(draw, size, group);
    const health = shrank ? draw.between(20, 60) : draw.between(42, 97);
    const [unscored, unknownNotice] = [draw.chance(0.08), draw.chance(0.06)];
    const [region, notice] = [draw.pick(regions), draw.pick(noticeDays)];
    const live = group.left === null;
    return {
      name: names[index]!,
      parent: "",
      region,
      subscriptions,
      renewal_date: live ? renewal_date : "",
      health: live && !unscored ? health : null,
      notice_days: live && !unknownNotice ? notice : null,
    };
  });
  return [...specialAccounts, ...ordinary].sort((a, b) => (a.name < b.name ? -1 : 1));
}
