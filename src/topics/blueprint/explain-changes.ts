import { Problem } from "../../core/problem.ts";
import type { Cause, Plan, SinceLastRun } from "./plan.ts";
import type { Company } from "./question.ts";

type CompanyTier = NonNullable<Company["tiers"]>[number];

/** One thing that differs between two companies: replacing it makes the earlier company a step more like the later one. */
export interface ChangedInput {
  what: string;
  from: number | null;
  to: number | null;
  change(company: Company): Company;
}

const same = (left: unknown, right: unknown): boolean => JSON.stringify(left ?? null) === JSON.stringify(right ?? null);
const numberOf = (value: unknown): number | null => (typeof value === "number" ? value : null);

/** The fields that move a plan's numbers, in words, in the order in which they are replaced. */
const fields = [
  ["contract_hours", "hours of a contract year"],
  ["leave_hours", "hours of leave"],
  ["customer_time", "share of time with customers"],
  ["new_accounts_a_year", "new accounts a year"],
  ["attrition", "CSMs leaving a year"],
  ["expansion_owner", "who owns expansion"],
  ["team", "today's team"],
  ["costs", "cost of a head"],
  ["heads", "CSMs held fixed"],
  ["budget", "budget held fixed"],
  ["gross_margin", "gross margin"],
] as const satisfies readonly (readonly [keyof Company, string])[];

const retention = ["nrr", "grr", "annual_logo_churn"] as const;

function withTier(company: Company, name: string, replace: (old: CompanyTier | undefined) => CompanyTier | undefined): Company {
  const old = company.tiers ?? [];
  const tier = replace(old.find((one) => one.tier === name));
  const known = old.some((one) => one.tier === name);
  const tiers = known ? old.flatMap((one) => (one.tier !== name ? [one] : tier ? [tier] : [])) : tier ? [...old, tier] : old;
  return { ...company, arr: undefined, accounts: undefined, tiers };
}

/** Accounts and ARR tier by tier, then hours; only where both companies know the ARR of every tier, so that each step has a whole book. */
function tierChanges(before: readonly CompanyTier[], now: readonly CompanyTier[]): ChangedInput[] {
  const names = [...new Set([...now, ...before].map(({ tier }) => tier))];
  return names.flatMap((name): ChangedInput[] => {
    const [old, next] = [before, now].map((tiers) => tiers.find(({ tier }) => tier === name));
    const book = (tier: CompanyTier | undefined) => tier && { ...tier, hours_per_account: undefined };
    const accounts = same(book(old), book(next))
      ? []
      : [
          {
            what: `accounts in ${name}`,
            from: old?.accounts ?? 0,
            to: next?.accounts ?? 0,
            change: (company: Company) =>
              withTier(
                company,
                name,
                (one) =>
                  next && { ...next, hours_per_account: one === undefined ? next.hours_per_account : one.hours_per_account },
              ),
          },
        ];
    const hours =
      old === undefined || next === undefined || same(old.hours_per_account, next.hours_per_account)
        ? []
        : [
            {
              what: `hours for an account in ${name}`,
              from: numberOf(old.hours_per_account),
              to: numberOf(next.hours_per_account),
              change: (company: Company) =>
                withTier(company, name, (one) => one && { ...one, hours_per_account: next.hours_per_account }),
            },
          ];
    return [...accounts, ...hours];
  });
}

const wholeBook = (company: Company) => ({ arr: company.arr, accounts: company.accounts, tiers: company.tiers });

function bookChanges(before: Company, now: Company, tierByTier: boolean): ChangedInput[] {
  const [old, next] = [before.tiers ?? [], now.tiers ?? []];
  const byTier = tierByTier && [old, next].every((tiers) => tiers.length > 0 && tiers.every(({ arr }) => arr !== undefined));
  if (byTier) return tierChanges(old, next);
  if (same(wholeBook(before), wholeBook(now))) return [];
  const what = "the book: accounts and ARR by tier";
  return [
    {
      what,
      from: numberOf(before.accounts),
      to: numberOf(now.accounts),
      change: (company) => ({ ...company, ...wholeBook(now) }),
    },
  ];
}

/**
 * Everything that moves a plan's numbers and differs between two companies, to be replaced one after the other; the book tier by tier, or as
 * one where a book half-way would be none.
 * @example changedInputs({ customer_time: 0.5 }, { customer_time: 0.6 })[0] // { what: "share of time with customers", from: 0.5, to: 0.6, ... }
 */
export function changedInputs(before: Company, now: Company, tierByTier = true): ChangedInput[] {
  const plain = fields.flatMap(([field, what]): ChangedInput[] =>
    same(before[field], now[field])
      ? []
      : [
          {
            what,
            from: numberOf(before[field]),
            to: numberOf(now[field]),
            change: (company) => ({ ...company, [field]: now[field] }),
          },
        ],
  );
  const measured = Object.fromEntries(retention.map((field) => [field, now[field]]));
  const kept = retention.every((field) => same(before[field], now[field]));
  return [
    ...bookChanges(before, now, tierByTier),
    ...plain,
    ...(kept ? [] : [{ what: "retention", from: null, to: null, change: (company: Company) => ({ ...company, ...measured }) }]),
  ];
}

type Numbers = Record<SinceLastRun["what"], number | null>;

/** The numbers of a plan that runs are compared by. */
export const numbersOf = ({ facts, sizing, cost_today }: Plan): Numbers => ({
  arr: facts.arr,
  accounts: facts.accounts,
  nrr: facts.nrr,
  grr: facts.grr,
  csm_fte: sizing.csm_fte,
  cost: cost_today ?? sizing.cost,
});

/** An earlier run's numbers are kept to six decimals. */
const NOISE = 1e-6; // not a figure: decimals that an earlier run's numbers are kept to

/** The company as a plan found it: tiers as counted, so that it can be planned again from totals. */
export function companyAsFound({ company, facts }: Plan): Company {
  const { last_run: _, ...told } = company;
  return {
    ...told,
    arr: facts.arr,
    accounts: facts.accounts,
    tiers: facts.tiers.map(({ tier, touch, min_arr, accounts, arr, hours_per_account, covered_by }) => ({
      tier,
      touch,
      min_arr,
      accounts,
      ...(arr !== undefined && { arr }),
      ...(hours_per_account !== undefined && { hours_per_account }),
      ...(covered_by !== undefined && { covered_by }),
    })),
    new_accounts_a_year: company.new_accounts_a_year ?? facts.new_accounts ?? undefined,
    nrr: facts.nrr ?? undefined,
    grr: facts.grr ?? undefined,
    annual_logo_churn: facts.logo_retention === null ? undefined : 1 - facts.logo_retention,
  };
}

/**
 * Says why this run's numbers differ from the last one's: what the last run was computed from is made this run's one input after the other,
 * and what each did to a number is written down. The causes of a number add up to its difference; the order is fixed, so an input that
 * works together with an earlier one has their common effect. What no input explains stands on a line of its own.
 */
export function explainChanges(plan: Plan, planOf: (company: Company) => Plan): SinceLastRun[] {
  const before = plan.company.last_run?.company;
  if (before === undefined) return plan.since_last_run;
  const now = companyAsFound(plan);
  // A book between the two may be one that cannot be, such as two tiers with one floor; then it changes as one, or the numbers stand alone.
  for (const tierByTier of [true, false])
    try {
      return explained(before, changedInputs(before, now, tierByTier), plan, planOf);
    } catch (error) {
      if (!(error instanceof Problem)) throw error;
    }
  return plan.since_last_run;
}

function explained(
  before: Company,
  inputs: readonly ChangedInput[],
  plan: Plan,
  planOf: (company: Company) => Plan,
): SinceLastRun[] {
  let current: Company = before;
  const start = numbersOf(planOf(current));
  let reached = start;
  const steps = inputs.map((input) => {
    current = input.change(current);
    const from = reached;
    reached = numbersOf(planOf(current));
    return { input, from, to: reached };
  });
  return plan.since_last_run.map((line): SinceLastRun => {
    if (line.now === null) return line;
    const moved = (from: number | null, to: number | null) => (to ?? line.before) - (from ?? line.before);
    const cause = (what: string, by: number, ends: Pick<Cause, "from" | "to"> = { from: null, to: null }): Cause[] =>
      Math.abs(by) < NOISE ? [] : [{ what, ...ends, moved: by }];
    return {
      ...line,
      because: [
        ...cause("rules or program are not the same", moved(line.before, start[line.what])),
        ...steps.flatMap(({ input, from, to }) =>
          cause(input.what, moved(from[line.what], to[line.what]), { from: input.from, to: input.to }),
        ),
        ...cause("accounts served otherwise than their tier", moved(reached[line.what], line.now)),
      ],
    };
  });
}
