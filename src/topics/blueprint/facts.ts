import { agreesToDigits, sumMoney } from "../../core/money.ts";
import { Problem } from "../../core/problem.ts";
import type { CompanyTier, PlanInput } from "./book-facts.ts";

/** Something the company file states and the table counts otherwise. */
export interface Disagreement {
  what: string;
  stated: number;
  counted: number;
}

/** What is known of the company once the file and the table are laid side by side. */
export interface PlanFacts {
  arr: number;
  accounts: number;
  tiers: CompanyTier[];
  nrr: number | null;
  grr: number | null;
  logo_retention: number | null;
  disagreements: Disagreement[];
  /** True when ARR by tier is known for every tier. */
  arr_by_tier_known: boolean;
}

type Agreement = (stated: number, counted: number) => boolean;

const exactly: Agreement = (stated, counted) => stated === counted;

function compare(what: string, stated: number | undefined, counted: number | null | undefined, agree: Agreement): Disagreement[] {
  if (stated === undefined || counted === null || counted === undefined || agree(stated, counted)) return [];
  return [{ what, stated, counted }];
}

function logoChurn(retention: PlanInput["retention"]): number | null {
  return retention?.logo_retention == null ? null : 1 - retention.logo_retention;
}

/** Net retention is gross retention plus what customers added, so it is never below it; a range runs from low to high. */
function refuseContradictions({ nrr, grr, targets, proposed_plan }: PlanInput["company"]): void {
  const places = [
    ...(nrr !== undefined && grr !== undefined && nrr < grr ? [`nrr ${nrr} is below grr ${grr}`] : []),
    ...(targets?.nrr !== undefined && targets.grr !== undefined && targets.nrr < targets.grr
      ? [`targets.nrr ${targets.nrr} is below targets.grr ${targets.grr}`]
      : []),
  ];
  if (places.length)
    throw new Problem({
      what: "NRR cannot be below GRR: it counts the same losses and adds expansion.",
      places,
      remedy: "Check which is which, and that both are of the same customers and the same year.",
    });
  const [low, high] = proposed_plan?.lift ?? [0, 0];
  if (low! > high!)
    throw new Problem({
      what: `proposed_plan.lift runs from ${low} to ${high}.`,
      remedy: "Give the low end first, then the high one.",
    });
}

/**
 * Lays the company file and the account table side by side: the table counts, the file fills in, and where they differ both are kept.
 * Throws Problem when neither gives ARR and accounts. Money in major units a year, rates as fractions.
 */
export function planFacts({ company, book, retention }: PlanInput): PlanFacts {
  refuseContradictions(company);
  const counted = book && {
    arr: sumMoney(book.tiers.map((tier) => tier.arr)),
    accounts: book.tiers.reduce((sum, tier) => sum + tier.accounts, 0),
  };
  const stated = company.tiers ?? [];
  const fromTiers = stated.length ? stated.reduce((sum, tier) => sum + tier.accounts, 0) : undefined;
  const tierArr =
    stated.every((tier) => tier.arr !== undefined) && stated.length ? sumMoney(stated.map((tier) => tier.arr!)) : undefined;
  const arr = counted?.arr ?? company.arr ?? tierArr;
  const accounts = counted?.accounts ?? company.accounts ?? fromTiers;
  if (arr === undefined || accounts === undefined)
    throw new Problem({
      what: "A plan needs the book: its ARR and its number of accounts.",
      remedy: "Give an account table, or company.arr and company.accounts.",
    });
  if (arr === 0 || accounts === 0)
    throw new Problem({
      what: `${book ? "In the table" : "In the company's tiers"} ${accounts === 0 ? "no account pays anything" : "the ARR adds up to 0"}, so there is nothing to plan for.`,
      remedy:
        "Check that the amount column is the right one (map another with columns.arr), or give company.arr and company.accounts.",
    });
  const tiers = book?.tiers ?? stated;
  return {
    arr,
    accounts,
    tiers,
    nrr: retention?.nrr ?? company.nrr ?? null,
    grr: retention?.grr ?? company.grr ?? null,
    logo_retention: retention?.logo_retention ?? (company.annual_logo_churn === undefined ? null : 1 - company.annual_logo_churn),
    disagreements: [
      ...compare("ARR", company.arr, counted?.arr, agreesToDigits),
      ...compare("accounts", company.accounts, counted?.accounts, exactly),
      ...compare("NRR", company.nrr, retention?.nrr, agreesToDigits),
      ...compare("GRR", company.grr, retention?.grr, agreesToDigits),
      ...compare("logo churn", company.annual_logo_churn, logoChurn(retention), agreesToDigits),
      ...stated.flatMap((tier) =>
        compare(`accounts in ${tier.tier}`, tier.accounts, book?.tiers.find((one) => one.tier === tier.tier)?.accounts, exactly),
      ),
    ],
    arr_by_tier_known: tiers.length > 0 && tiers.every((tier) => tier.arr !== undefined),
  };
}
