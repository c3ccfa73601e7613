import * as z from "zod";
import { count, days, hours, MOST_PEOPLE, money, people, rate, shown } from "../../core/kinds.ts";
import { agreesToDigits, sumMoney } from "../../core/money.ts";
import { largest } from "../../core/order.ts";
import { Problem } from "../../core/problem.ts";
import { IsoDate, Role, Selling, Stage, Touch } from "../../core/vocabulary.ts";
import { AssessmentAnswers } from "../organization/question.ts";
import type { TierFigures } from "../tiers/crossover.ts";

/** A tier as people know it: the touch and the floor may be missing, ARR may be a share, and one tier may hold the rest of the accounts. */
const GivenTier = z.strictObject({
  tier: z.string().min(1),
  touch: Touch.optional(),
  min_arr: money().optional(),
  accounts: count().optional(),
  arr: money().optional(),
  arr_share: rate().optional(),
  hours_per_account: hours().optional(),
  covered_by: z.enum(["csm", "pool", "partner", "none"]).optional(),
});

/** The company of a blueprint: everything optional that can be unknown; rates are fractions, money is a year's in major units. */
const CompanyToday = z.strictObject({
  name: z.string().optional(),
  currency: z
    .string()
    .regex(/^[A-Z]{3}$/, "must be a code like USD")
    .optional(),
  arr: money().positive("must be above 0").optional(),
  accounts: count().min(1, "must be 1 or more").optional(),
  annual_logo_churn: rate().optional(),
  nrr: shown.rate().min(0).optional(),
  grr: rate().optional(),
  stage: Stage.optional(),
  motion: Selling.optional(),
  /** The month in which the fiscal year starts, 1 to 12. */
  fiscal_year_start: count().min(1).max(12).optional(),
  /** Above 0: with no margin no amount of revenue repays a cost. */
  gross_margin: rate().gt(0, "must be above 0").optional(),
  cs_in: z.enum(["cost_of_revenue", "sales"]).optional(),
  team: z.partialRecord(Role, z.number().min(0).max(MOST_PEOPLE, "is more than 100,000 people")).optional(),
  costs: z.partialRecord(Role, money()).optional(),
  customer_time: rate().optional(),
  contract_hours: hours().positive("must be above 0").optional(),
  leave_hours: hours().optional(),
  attrition: rate().optional(),
  new_accounts_a_year: z.number().min(0).optional(),
  contract_years: z.number().positive().optional(),
  notice_days: days().optional(),
  expansion_owner: z.enum(["cs", "sales", "shared"]).optional(),
  budget: money().optional(),
  heads: people().optional(),
  targets: z.strictObject({ grr: rate().optional(), nrr: shown.rate().min(0).optional() }).optional(),
  proposed_plan: z
    .strictObject({
      roles: z.partialRecord(Role, z.number().min(0)),
      cost: money().optional(),
      /** Promised points of NRR, low and high, as fractions. */
      lift: z.array(z.number()).length(2).optional(),
      /** The standard whose ratios the plan says it follows. */
      ratios: z.string().optional(),
    })
    .optional(),
  tiers: z.array(GivenTier).min(1).optional(),
  /** People at customers, as map_stakeholders takes them. */
  contacts: z
    .array(
      z.strictObject({
        name: z.string().min(1),
        account: z.string().min(1).optional(),
        role: z.string().optional(),
        level: z.string().optional(),
        relationship: z.number().optional(),
        last_contact: IsoDate.optional(),
        department: z.string().min(1).optional(),
        left: z.boolean().optional(),
      }),
    )
    .min(1)
    .optional(),
  /** Marks of the customer's path, as assess_organization takes them for maturity. */
  components: AssessmentAnswers.shape.components,
});

/** What an earlier run found and from what, kept in the company file so that the next run can be compared and the change explained. */
export const EarlierRun = z.strictObject({
  as_of: IsoDate.optional(),
  arr: money(),
  accounts: count(),
  nrr: shown.rate().min(0).optional(),
  grr: rate().optional(),
  csm_fte: z.number().min(0),
  cost: money(),
  /** What it was computed from, tiers as counted then. */
  company: CompanyToday.optional(),
});

export const Company = z.strictObject({ ...CompanyToday.shape, last_run: EarlierRun.optional() });

export type Company = z.infer<typeof Company>;
export type GivenTier = z.infer<typeof GivenTier>;

/** A tier of which touch, floor and accounts are settled. */
export type CompanyTier = Omit<GivenTier, "touch" | "min_arr" | "accounts" | "arr_share"> & {
  touch: Touch;
  min_arr: number;
  accounts: number;
};

type Standard = z.infer<typeof TierFigures>;

const inOrder = ["high", "low", "tech"] as const satisfies readonly Touch[];

/** Tiers with what nobody gave: which of them had to be suggested, by field. */
export interface SettledTiers {
  tiers: CompanyTier[];
  suggested: { tier: string; what: "touch" | "min_arr" | "accounts" }[];
}

/**
 * The tiers of a company with what nobody gave: ARR from a share, the accounts of the one tier that holds the rest, the touch by place from the
 * top down, and a floor that its own average and the one below allow. Throws Problem where accounts or shares cannot be.
 * @example settleTiers({ arr: 12.4e6, accounts: 212, tiers: [{ tier: "Enterprise", accounts: 18, arr_share: 0.5 }, { tier: "Rest" }] }, standard).tiers[1].accounts // 194
 */
export function settleTiers(
  { tiers = [], arr, accounts }: Pick<Company, "tiers" | "arr" | "accounts">,
  standard: Standard,
): SettledTiers {
  const open = tiers.filter((tier) => tier.accounts === undefined);
  const counted = tiers.reduce((sum, tier) => sum + (tier.accounts ?? 0), 0);
  const rest = (accounts ?? 0) - counted;
  const shares = tiers.reduce((sum, tier) => sum + (tier.arr_share ?? 0), 0);
  const places = [
    ...(open.length > 1 ? [`${open.map(({ tier }) => tier).join(", ")}: only one tier may leave out its accounts`] : []),
    ...(open.length === 1 && (accounts === undefined || rest < 0)
      ? [`${open[0]!.tier}: without accounts it is the rest of the company's, which are ${accounts ?? "not given"}`]
      : []),
    ...(shares > 1 + Number.EPSILON * tiers.length ? [`the ARR shares add up to ${shares}, above 1`] : []),
    ...tiers.flatMap(({ tier, arr: own, arr_share }) =>
      arr_share === undefined
        ? []
        : own !== undefined
          ? [`${tier}: arr and arr_share are the same thing`]
          : arr === undefined
            ? [`${tier}: arr_share needs the company's arr`]
            : [],
    ),
  ];
  if (places.length)
    throw new Problem({ what: "These tiers cannot be:", places, remedy: "Correct that; leave out what is not known." });
  const suggested: SettledTiers["suggested"] = [];
  const known = tiers.map((tier) => ({
    ...tier,
    accounts: tier.accounts ?? rest,
    arr: tier.arr ?? (tier.arr_share === undefined ? undefined : sumMoney([arr! * tier.arr_share])),
  }));
  for (const { tier } of open) suggested.push({ tier, what: "accounts" });
  const average = (tier: (typeof known)[number]) =>
    tier.arr === undefined || tier.accounts === 0 ? undefined : tier.arr / tier.accounts;
  const touchOf = (index: number): Touch => {
    const own = average(known[index]!);
    const reached =
      own === undefined ? undefined : [...standard].sort((a, b) => b.min_arr - a.min_arr).find((one) => own >= one.min_arr);
    return reached?.touch ?? inOrder[Math.min(index, inOrder.length - 1)]!;
  };
  const touches = known.map((tier, index) => tier.touch ?? touchOf(index));
  // From the bottom up, since each floor lies above the one below.
  const floors: number[] = [];
  for (let index = known.length - 1; index >= 0; index -= 1) floors[index] = known[index]!.min_arr ?? floorOf(index);
  const settled = known.map(({ arr_share: _, ...tier }, index): CompanyTier => {
    if (tier.touch === undefined) suggested.push({ tier: tier.tier, what: "touch" });
    if (tier.min_arr === undefined) suggested.push({ tier: tier.tier, what: "min_arr" });
    return { ...tier, touch: touches[index]!, min_arr: floors[index]! };
  });
  return { tiers: settled, suggested };

  /** The most an average account of a tier without ARR can pay: what others leave, over its accounts and those of such tiers above it. */
  function mostOf(index: number): number {
    const open = known.slice(0, index + 1).filter((tier) => tier.arr === undefined);
    const held = known.reduce((sum, tier) => sum + (tier.arr ?? 0), 0);
    const many = open.reduce((sum, tier) => sum + tier.accounts, 0);
    return arr === undefined || many === 0 ? Number.POSITIVE_INFINITY : Math.max(0, arr - held) / many;
  }

  /**
   * The standard's floor of the touch, moved so that it lies under the tier's own average, or under half of the most it can be, and above the
   * average and the floor of the next one; 0 for the last.
   */
  function floorOf(index: number): number {
    if (index === known.length - 1) return 0;
    const usual = standard.find((one) => one.touch === touches[index])?.min_arr ?? 0;
    const own = average(known[index]!);
    const below = largest([0, ...known.slice(index + 1).map((tier) => tier.min_arr ?? average(tier) ?? 0)]);
    const next = floors[index + 1]!;
    const most = own ?? twoDigits(mostOf(index) / 2);
    const floor = Math.max(below, Math.min(Math.max(usual, own === undefined ? below : 0), most));
    if (floor > next) return floor;
    // Two tiers of one touch: halfway between the floor below and what an account can pay, in the measure of money.
    const top = own ?? mostOf(index);
    const between = next === 0 ? top / 2 : Math.sqrt(next * top);
    return Number.isFinite(between) && between > next ? twoDigits(between) : next === 0 ? 1 : next * 2;
  }
}

/** An amount to two digits, as people set floors. @example twoDigits(61_024) // 61_000 */
function twoDigits(amount: number): number {
  if (amount < 1 || !Number.isFinite(amount)) return amount;
  const unit = 10 ** Math.max(0, Math.floor(Math.log10(amount)) - 1); // not a figure: the second digit of an amount
  return Math.round(amount / unit) * unit;
}

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
  /** Touches, floors and numbers of accounts that nobody gave. */
  suggested: SettledTiers["suggested"];
  /** New customers that the table counts in its year. */
  new_accounts: number | null;
}

/** What facts are made from: the company file, and what a table counts. */
interface FactsInput {
  company: Company;
  book: { tiers: (CompanyTier & { arr: number })[] } | null;
  retention: { nrr: number | null; grr: number | null; logo_retention: number | null; accounts: { new: number } } | null;
}

type Agreement = (stated: number, counted: number) => boolean;

const exactly: Agreement = (stated, counted) => stated === counted;

function compare(what: string, stated: number | undefined, counted: number | null | undefined, agree: Agreement): Disagreement[] {
  if (stated === undefined || counted === null || counted === undefined || agree(stated, counted)) return [];
  return [{ what, stated, counted }];
}

function logoChurn(retention: FactsInput["retention"]): number | null {
  return retention?.logo_retention == null ? null : 1 - retention.logo_retention;
}

/** Net retention is gross retention plus what customers added, so it is never below it; a range runs from low to high. */
function refuseContradictions({ nrr, grr, targets, proposed_plan }: Company): void {
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

/** Tiers of a company file beside a table, which counts them anew. */
const statedTiers = ({ tiers = [] }: Company): CompanyTier[] =>
  tiers.map(({ arr_share: _, touch = "low", min_arr = 0, accounts = 0, ...tier }) => ({ ...tier, touch, min_arr, accounts }));

/**
 * Lays the company file and the account table side by side: the table counts, the file fills in, and where they differ both are kept.
 * Throws Problem when neither gives ARR and accounts. Money in major units a year, rates as fractions.
 */
export function planFacts({ company, book, retention }: FactsInput, standard: Standard): PlanFacts {
  refuseContradictions(company);
  const counted = book && {
    arr: sumMoney(book.tiers.map((tier) => tier.arr)),
    accounts: book.tiers.reduce((sum, tier) => sum + tier.accounts, 0),
  };
  const { tiers: stated, suggested } = book ? { tiers: statedTiers(company), suggested: [] } : settleTiers(company, standard);
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
      ...compare("new accounts a year", company.new_accounts_a_year, retention?.accounts.new, exactly),
      ...compare("logo churn", company.annual_logo_churn, logoChurn(retention), agreesToDigits),
      ...(company.tiers ?? []).flatMap((tier) =>
        compare(`accounts in ${tier.tier}`, tier.accounts, book?.tiers.find((one) => one.tier === tier.tier)?.accounts, exactly),
      ),
    ],
    suggested,
    new_accounts: retention?.accounts.new ?? null,
    arr_by_tier_known: tiers.length > 0 && tiers.every((tier) => tier.arr !== undefined),
  };
}
