import { addAll } from "../order/add-all.ts";
import { aloneWorth, type Dropped, type Opportunity, surestFirst } from "./expansion-opportunity.ts";

/** The row to believe of one opportunity's rows: the latest date, then the least sure stage, then the smallest amount. */
function mostCautious(a: Opportunity, b: Opportunity): number {
  if (a.close_date !== b.close_date) {
    if (a.close_date === null || b.close_date === null) return a.close_date === null ? 1 : -1;
    return a.close_date < b.close_date ? 1 : -1;
  }
  return a.probability - b.probability || a.amount - b.amount || surestFirst(a, b);
}

/** The best one first of options that exclude each other; then the larger one. */
function bestOption(a: Opportunity, b: Opportunity): number {
  return aloneWorth(b) - aloneWorth(a) || b.amount - a.amount || surestFirst(a, b);
}

function keepFirst(
  groups: Iterable<Opportunity[]>,
  order: (a: Opportunity, b: Opportunity) => number,
  drop: (kept: Opportunity) => Pick<Dropped, "code" | "reason">,
): { kept: Opportunity[]; dropped: Dropped[] } {
  const kept: Opportunity[] = [];
  const dropped: Dropped[] = [];
  for (const group of groups) {
    const [first, ...rest] = [...group].sort(order);
    kept.push(first!);
    addAll(
      dropped,
      rest.map((opportunity) => ({ opportunity, ...drop(first!) })),
    );
  }
  return { kept, dropped };
}

function grouped(opportunities: readonly Opportunity[], key: (one: Opportunity, index: number) => string): Opportunity[][] {
  const groups = new Map<string, Opportunity[]>();
  opportunities.forEach((one, index) => {
    const name = key(one, index);
    groups.set(name, [...(groups.get(name) ?? []), one]);
  });
  return [...groups.values()];
}

const called = ({ opportunity, amount, stage }: Opportunity): string => opportunity ?? `${amount} at ${stage}`;

/**
 * Each opportunity once: rows with one id are one, as are rows of one account, amount and stage of which at most one has an id; of options that
 * exclude each other only the one that brings most on average. What is dropped says why.
 */
export function eachOnce(opportunities: readonly Opportunity[]): { kept: Opportunity[]; dropped: Dropped[] } {
  const named = opportunities.filter(({ opportunity }) => opportunity !== null);
  const byId = keepFirst(
    grouped(named, ({ account, opportunity }) => JSON.stringify([account, opportunity])),
    mostCautious,
    (kept) => ({ code: "duplicate", reason: `Opportunity ${called(kept)} stands in several rows; the latest date counts.` }),
  );
  const nameless = opportunities.filter(({ opportunity }) => opportunity === null);
  const alike = grouped([...byId.kept, ...nameless], ({ account, amount, stage }) => JSON.stringify([account, amount, stage]));
  // Rows with ids of their own are different orders, however alike; rows without one cannot show that they are.
  const split = alike.flatMap((group) => {
    const ids = group.filter(({ opportunity }) => opportunity !== null).sort(surestFirst);
    const rest = group.filter(({ opportunity }) => opportunity === null);
    return ids.length ? [[ids[0]!, ...rest], ...ids.slice(1).map((one) => [one])] : [rest];
  });
  const byLooks = keepFirst(
    split,
    (a, b) => Number(a.opportunity === null) - Number(b.opportunity === null) || mostCautious(a, b),
    () => ({
      code: "duplicate",
      reason: "Same account, amount and stage as another row; give each an opportunity id if they are two orders.",
    }),
  );
  const options = keepFirst(
    grouped(byLooks.kept, ({ account, option_group }, index) =>
      option_group === null ? String(index) : JSON.stringify([account, option_group]),
    ),
    bestOption,
    (kept) => ({
      code: "other_option",
      reason: `Excludes ${called(kept)}, which brings more on average; only one will be ordered.`,
    }),
  );
  return { kept: options.kept, dropped: [...byId.dropped, ...byLooks.dropped, ...options.dropped] };
}
