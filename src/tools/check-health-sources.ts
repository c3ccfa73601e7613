import { Problem } from "../core/contract/problem.ts";

/** The parts of a health question that say where its accounts come from. */
interface HealthSources {
  table?: string;
  accounts?: readonly unknown[];
  outcomes?: readonly { score?: number; scores?: unknown; probability?: number }[];
  components?: unknown;
  overrides?: readonly unknown[];
}

/** Throws Problem unless there is exactly one book, or outcomes with something to test, and all else stands beside it. */
export function checkHealthSources(input: HealthSources): void {
  const { table, accounts, outcomes, components, overrides } = input;
  if (table !== undefined && (accounts !== undefined || outcomes !== undefined))
    throw new Problem({
      what: "The accounts are given twice: in a table and inline.",
      remedy: "Give table, whose outcome column tests the score, or accounts and outcomes, and not both.",
    });
  if (table === undefined && accounts === undefined && outcomes === undefined)
    throw new Problem({
      what: "There are no accounts to score.",
      remedy: "Give accounts, a table, or outcomes to test a score.",
    });
  const scored = outcomes?.some(({ score, scores }) => score !== undefined || scores !== undefined);
  const stated = outcomes?.some(({ probability }) => probability !== undefined);
  if (accounts === undefined && scored === false && stated === true)
    throw new Problem({
      what: "The outcomes give a probability and none of them a score, so there is nothing to test.",
      remedy:
        "Give each the score it had before the decision; a probability is tested beside it, and in percent it can be the score.",
    });
  if (components !== undefined && table === undefined)
    throw new Problem({ what: "components are built from columns of a table, and none is given.", remedy: "Give a table." });
  if (overrides?.length && table === undefined && accounts === undefined)
    throw new Problem({ what: "overrides stand beside accounts, and none are given.", remedy: "Give accounts or a table." });
}
