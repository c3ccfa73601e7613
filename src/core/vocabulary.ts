import * as z from "zod";

/** Other words that people use for the names of a closed list. */
const otherWords = z.registry<{ also: Readonly<Record<string, readonly string[]>> }>();

function words<const Names extends readonly [string, ...string[]]>(names: Names, also: { [Name in Names[number]]?: string }) {
  const schema = z.enum(names);
  const lists = Object.entries(also as Record<string, string>).map(([name, text]) => [name, text.split(", ")] as const);
  return schema.register(otherWords, { also: Object.fromEntries(lists) });
}

/** How an account is looked after: a person of its own, a shared person, or a program. */
export const Touch = words(["high", "low", "tech"], {
  high: "named, dedicated, white glove, one to one, 1:1",
  low: "pooled, pool, shared, one to few, 1:few",
  tech: "digital, scaled, automated, self serve, no touch, zero, one to many, 1:many",
});
export type Touch = z.infer<typeof Touch>;

/** The roles a team plan can name. */
export const Role = words(
  ["cco", "vp", "director", "manager", "team_lead", "csm", "digital_csm", "cs_ops", "onboarding", "renewals"],
  {
    cco: "chief customer officer",
    vp: "vp cs, vp of cs, vp customer success, vp of customer success, head of cs, head of customer success, vps",
    director: "director of cs, director of customer success, directors, cs director",
    manager: "cs manager, manager of cs, manager of customer success, managers, csm manager",
    team_lead: "lead, leads, team leads, teamlead, cs lead",
    csm: "customer success manager, customer success managers, account manager, named csm, csm count",
    digital_csm: "digital, scaled csm, pooled csm, scale csm",
    cs_ops: "ops, operations, cs operations, customer success operations, csops",
    onboarding: "onboarding specialist, onboarding specialists, implementation, implementation manager, onboarding manager",
    renewals: "renewal, renewals manager, renewal manager, renewals managers, renewal specialist",
  },
);
export type Role = z.infer<typeof Role>;

const roleNames: Record<Role, readonly [one: string, many: string]> = {
  cco: ["chief customer officer", "chief customer officers"],
  vp: ["VP", "VPs"],
  director: ["director", "directors"],
  manager: ["manager", "managers"],
  team_lead: ["team lead", "team leads"],
  csm: ["CSM", "CSMs"],
  digital_csm: ["digital CSM", "digital CSMs"],
  cs_ops: ["CS operations specialist", "CS operations specialists"],
  onboarding: ["onboarding specialist", "onboarding specialists"],
  renewals: ["renewals manager", "renewals managers"],
};

/** A role as people say it, of one or of several. @example roleName("csm", 2) // "CSMs" */
export const roleName = (role: Role, heads = 1): string => roleNames[role][heads === 1 ? 0 : 1];

/** How far a company has come, by its last round of funding or by its customers. */
export const Stage = words(
  ["pre_seed", "seed", "series_a", "series_b", "series_c", "growth", "scale", "founding", "first_hire", "specialization"],
  {
    pre_seed: "angel, idea",
    seed: "early, early stage, startup, start up, seed round",
    series_a: "a, a round, round a",
    series_b: "b, b round, round b",
    series_c: "c, c round, round c",
    growth: "growth stage, scale up, scaleup, scaling, series d, series e, series f, pre ipo, private equity, pe",
    scale: "mature, public, late stage, late, ipo, listed",
    founding: "founder, founder led, founders",
    first_hire: "first csm",
    specialization: "specialisation, specialized, specialised",
  },
);
export type Stage = z.infer<typeof Stage>;

/** How a company sells. */
const selling = {
  enterprise: "ent, large enterprise, strategic, sales led, slg, field sales",
  mid_market: "mm, mid, commercial, mid size, midsize",
  smb: "sme, smbs, smes, small business, small businesses, small, vsb, small and medium, velocity",
  product_led: "plg, product led growth, freemium, free trial",
  self_serve: "self service, online, no touch, tech touch",
};
export const Motion = words(["enterprise", "mid_market", "smb", "product_led", "self_serve"], selling);
export type Motion = z.infer<typeof Motion>;

/** How a company sells, or how its product is priced. */
export const Selling = words(
  ["enterprise", "mid_market", "smb", "product_led", "self_serve", "usage", "seat", "hybrid", "ai_native"],
  {
    ...selling,
    usage: "usage based, consumption, metered, pay as you go",
    seat: "seats, seat based, per seat, per user, user based",
    hybrid: "hybrid pricing, seat and usage",
    ai_native: "ai, ai product, ai company, genai, generative ai, llm",
  },
);
export type Selling = z.infer<typeof Selling>;

/** Whom a company sells to. */
export const Segment = words(["enterprise", "mid_market", "smb"], {
  enterprise: "ent, large enterprise, large, strategic",
  mid_market: "mm, mid, commercial, mid size, midsize",
  smb: "sme, smbs, smes, small business, small businesses, small, vsb, small and medium",
});
export type Segment = z.infer<typeof Segment>;

/** A word as lists are written. @example plainWord("Product-Led ") // "product_led" */
export const plainWord = (text: string): string =>
  text
    .trim()
    .replaceAll(/([a-z])([A-Z])/g, "$1_$2")
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]+/gu, "_")
    .replaceAll(/^_+|_+$/g, "");
/** The same without what people write or leave out. */
const bare = (text: string): string => plainWord(text).replaceAll("_", "");

/** A list of names some code or schema accepts. */
export type ClosedWords = z.ZodEnum<Readonly<Record<string, string>>>;

/**
 * The name that a word stands for in a closed list, and whether it is another word than the name; null for a word the list does not know.
 * @example readWord(Stage, "Series B") // { name: "series_b", other: false }
 * @example readWord(Motion, "PLG") // { name: "product_led", other: true }
 */
export function readWord<Schema extends ClosedWords>(
  schema: Schema,
  given: string,
): { name: z.infer<Schema>; other: boolean } | null {
  const said = bare(given);
  const short = said.replace(/(?:touch|stage|round|based|segment|motion|s)$/, "");
  const names = schema.options as z.infer<Schema>[];
  const exact = names.find((name) => bare(String(name)) === said);
  if (exact !== undefined) return { name: exact, other: false };
  const also = otherWords.get(schema)?.also ?? {};
  const meant = names.find((name) => also[String(name)]?.some((word) => bare(word) === said));
  if (meant !== undefined) return { name: meant, other: true };
  const near = said === "" || short === "" ? undefined : names.find((name) => bare(String(name)) === short);
  return near === undefined ? null : { name: near, other: false };
}

/** Parameters that mean the same thing to people: each line is one meaning, and a name outside a tool's own is read as the one of its line. */
const oneMeaning: readonly (readonly string[])[] = [
  "accounts, customers, logos, clients, account_count, customer_count, accounts_total, number_of_accounts, number_of_customers",
  "answers, n, responses, respondents, sample, sample_size, response_count",
  "csms, csm, csm_count, number_of_csms, csm_headcount, team_size",
  "heads, headcount",
  "arr, total_arr, annual_recurring_revenue, recurring_revenue, revenue",
  "acv, avg_acv, average_acv, contract_value, average_contract_value, average_contract, contract_size",
  "as_of, date, today, asof_date",
  "gross_margin, margin, gm",
  "stage, company_stage, maturity_stage",
  "funding, stage, funding_round, funding_stage, round, last_round",
  "motion, sales_motion, go_to_market, gtm, gtm_motion, business_model",
  "segment, customer_segment, market, customer_size",
  "touch, touch_model, coverage_model, touch_level",
  "ote, on_target_earnings, target_pay, total_pay",
  "base_share, split, base_split, pay_mix, base_percent",
  "metric, measure, kpi, component, metric_name",
  "metric, name",
  "measure, metric, kpi",
  "weight, share, weighting, weight_share, percent",
  "components, metrics, plan",
  "people, reps, team_members, individuals",
  "name, csm, person, rep, owner, employee",
  "name, vendor, line, title",
  "account, customer, client, company, account_name",
  "arr, value, amount",
  "value, actual, ours, our_value, current_value, my_value",
  "current, actuals, current_values, today",
  "targets, goals",
  "tiers, segments",
  "contacts, stakeholders, people",
  "role, buying_role, persona",
  "last_contact, last_touch, last_contacted, last_meeting, last_contact_date",
  "relationship, strength, relationship_score, relationship_strength",
  "tools, stack, tech_stack, current_tools, existing_tools",
  "budget, tool_budget, annual_budget",
  "vendors, options, candidates",
  "investment, cost, spend, price, invested, annual_cost",
  "lines, benefits, value_lines, gains",
  "period_months, months",
  "ask, question, topic",
  "opening_arr, start_arr, starting_arr, arr_start, opening",
  "closing_arr, end_arr, ending_arr, arr_end, closing",
  "starting, opening, start, beginning, opening_arr, starting_arr, opening_mrr, starting_mrr",
  "churn, churned, lost, losses, churned_arr, lost_arr, churned_mrr, cancelled",
  "contraction, downgrades, downgrade, downsell, shrinkage, contracted",
  "expansion, upgrades, upgrade, upsell, upsells, expanded",
  "reactivation, reactivated, winback, winbacks, returned",
  "starting_accounts, opening_accounts, starting_customers, opening_customers",
  "churned_accounts, lost_accounts, churned_customers, lost_customers",
  "start, before, arr_before, start_arr, arr_start, opening",
  "end, after, arr_after, end_arr, arr_end, closing",
  "renewal_date, renewal, renews_on, renewal_on, end_date",
  "notice_days, notice, notice_period, notice_period_days",
  "account, accounts",
].map((line) => line.split(", "));

/** One letter too many, too few, or another one. */
function oneLetterOff(one: string, other: string): boolean {
  const [short, long] = one.length < other.length ? [one, other] : [other, one];
  if (long.length - short.length > 1) return false;
  const at = [...short].findIndex((letter, place) => letter !== long[place]);
  if (at < 0) return true;
  return short.slice(short.length === long.length ? at + 1 : at) === long.slice(at + 1);
}

const LONG_ENOUGH = 5; // not a figure: letters from which one slip leaves a name plain

/**
 * The parameter that a name stands for among those a record takes; null where it could be none or several.
 * @example readName("customers", ["accounts", "arr"]) // "accounts"
 */
export function readName(given: string, names: readonly string[]): string | null {
  const said = plainWord(given);
  const same = names.find((name) => bare(name) === bare(said));
  if (same !== undefined) return same;
  const meant = new Set(
    oneMeaning.flatMap((line) => (line.includes(said) ? line.filter((word) => word !== said && names.includes(word)) : [])),
  );
  if (meant.size > 0) return meant.size === 1 ? [...meant][0]! : null;
  const near = said.length < LONG_ENOUGH ? [] : names.filter((name) => oneLetterOff(name, said));
  return near.length === 1 ? near[0]! : null;
}

/** A date as people and programs both read it. */
export const IsoDate = z.string().regex(/^\d{4}-\d{2}-\d{2}$/, "must be a date like 2026-01-31");

/** A guess as a range: the value to use and the ends it may really have. */
export const Bracket = z.strictObject({ low: z.number(), central: z.number(), high: z.number() });
export type Bracket = z.infer<typeof Bracket>;

/** Two ends of a published band. */
export const Band = z.array(z.number()).length(2);

/** Standards a caller may prefer everywhere; a figure that lacks one keeps its own default. */
export const commonStandards: readonly string[] = ["strategist", "compounding", "cs_science", "house"];

/** A question whose answers make the NPS, by its text without blanks and signs. */
export const asksToRecommend = /howlikely.*recommend|likelihoodtorecommend|weiterempfehl|recommanderiez|recomendar/;
