import type { Assumption, Warning } from "../../core/answer.ts";
import { brief, listed } from "../../core/english.ts";
import { type Answered, known, mapKnown, unknown } from "../../core/known.ts";
import { inOtherCurrency } from "../../core/money.ts";
import { decimal, percent, shortMoney } from "../../render/numbers.ts";
import { whyUnpriced } from "../team/figures.ts";
import type { PlanDigest } from "./answer.ts";
import type { Plan } from "./plan.ts";
import type { Company } from "./question.ts";
import { mostAreRed, workLine } from "./words-capacity.ts";
import { unknownWords } from "./words-chapters.ts";
import { askLine, brokenWords, condition, ownerOf, reasonLine, repayment } from "./words-choice.ts";
import { boardQuestions, checkpointLines } from "./words-page.ts";
import { stepLine } from "./words-roadmap.ts";
import { sampleDoubt } from "./words-sample.ts";
import { unknownOf, verdictRecord } from "./words-verdict.ts";

const SIX_PLACES = 1e6;
/** To the sixth decimal: the digest is for reading, the document and the calculation keep the rest. */
const six = (value: number): number => Math.round(value * SIX_PLACES) / SIX_PLACES;
/** Rows of a long list that an answer could ever show; the document and the account list have all. */
const MOST_ROWS = 50; // not a figure: rows of an answer
const noTeam = "today's team was not given";
const noCost = "what people cost is not known in this currency; give company.costs, like csm";
const noLoss = "neither retention nor logo churn is known";

/** The chart as lines: so many of a role under a leader. */
function chartLines({ team }: Plan): PlanDigest["team"]["org_chart"] {
  const lines = new Map<string, PlanDigest["team"]["org_chart"][number]>();
  for (const { role, reports_to } of team.org_chart) {
    const line = lines.get(`${role} ${reports_to}`);
    if (line) line.heads += 1;
    else lines.set(`${role} ${reports_to}`, { role, heads: 1, reports_to });
  }
  return [...lines.values()];
}

const sampleFields = ({ facts }: Plan, { accounts, arr, owners, tiers }: NonNullable<Plan["sample"]>) => ({
  ...{ accounts, of_accounts: facts.accounts, arr, of_arr: facts.arr, owners },
  tiers: tiers.map((one) => ({
    ...{ tier: one.tier, accounts: one.accounts, arr: one.arr, listed: one.listed, listed_arr: one.listed_arr },
    rest_average: mapKnown(known(one.rest_average, "every account of the tier is listed"), six),
  })),
});

/** A plan as a client sees it, with a reason for everything it does not know. */
export function planDigest(plan: Plan, files: readonly string[]): Answered<PlanDigest> {
  const { team, sizing, facts, losses, others, recommended } = plan;
  const { arr_lost, concentration, noise } = losses;
  const lost = (amount: number | undefined) => known(amount, noLoss);
  const { scorecard, pay, technology } = others;
  const target = (measure: string) => scorecard.targets.find((one) => one.measure === measure);
  const spending = technology.spending;
  return {
    verdict: Object.values(verdictRecord(plan)),
    recommended: known(recommended?.name, noTeam),
    reason: plan.choice.reason,
    tiers: plan.tiers.map((tier) => ({ ...tier, arr_share: six(tier.arr_share) })),
    team: {
      hours_per_csm: six(sizing.hours_per_csm),
      csm_fte: six(sizing.csm_fte),
      csm_fte_with_attrition: six(sizing.csm_fte_with_attrition),
      csm_low: six(sizing.range.low),
      csm_high: six(sizing.range.high),
      csm_joint_high: six(sizing.need.joint_high),
      csms_today: known(plan.csms_today, noTeam),
      heads_today: known(plan.heads_today, noTeam),
      cost_today: known(plan.cost_today, plan.unpriced === null ? noTeam : noCost),
      // Where nobody serves today and nobody will, nobody gets less than today.
      served_less: plan.csms_planned === 0 && !plan.csms_today ? 0 : team.served_less.reduce((sum, one) => sum + one.accounts, 0),
      arr_served_less: known(team.arr_at_risk, "ARR of the accounts served less is not known"),
      org_chart: chartLines(plan),
    },
    service_levels: plan.service_levels.map(({ level, csms }) => ({ level, csms: six(csms) })),
    next_hire:
      plan.next_hire === null
        ? unknown(plan.unpriced === null ? noTeam : noCost)
        : {
            cost: plan.next_hire.cost,
            arr_needed: six(plan.next_hire.break_even.retained_arr_needed),
            from_work: plan.next_hire.from_work,
            accounts: plan.next_hire.break_even.accounts.map(({ tier, count }) => ({
              tier,
              count: mapKnown(known(count, "the tier has no accounts or no ARR"), six),
            })),
          },
    scorecard: [...scorecard.lagging, ...scorecard.leading].map(({ measure, name, owner }) => ({
      measure,
      name,
      today: target(measure)?.current ?? unknown("nobody measured it"),
      target: target(measure)?.target ?? unknown("nobody set one"),
      owner: ownerOf(plan, owner),
    })),
    pay: {
      ote: known(plan.unpriced === null ? pay.fields.ote : null, noCost),
      loaded_cost: known(others.loaded_cost, noCost),
      base_share: pay.fields.base_share,
      variable: known(plan.unpriced === null ? pay.fields.variable : null, noCost),
      components: pay.fields.components.map(({ metric, weight }) => ({ metric, weight: six(weight) })),
      variable_of_team:
        plan.csms_planned === null || plan.unpriced !== null
          ? unknown(plan.unpriced === null ? noTeam : noCost)
          : pay.fields.variable * Math.round(plan.csms_planned),
    },
    technology: {
      platform: mapKnown(technology.platform, ({ verdict }) => verdict),
      budget_low: mapKnown(spending, ({ usual_low }) => usual_low),
      budget_high: mapKnown(spending, ({ usual_high }) => usual_high),
      buy_now: technology.buy_now.map(({ tool }) => tool),
    },
    stakeholders: others.stakeholders
      ? {
          accounts: others.stakeholders.threading.accounts,
          single_threaded: others.stakeholders.threading.single_threaded,
          exposed: others.stakeholders.threading.exposed,
          exposed_arr: known(others.stakeholders.threading.exposed_arr, "the ARR of these accounts is not known"),
        }
      : unknown("company.contacts and as_of were not both given"),
    maturity: others.maturity
      ? {
          ...{ stage: others.maturity.stage.level, low: others.maturity.stage.low, high: others.maturity.stage.high },
          weakest: others.maturity.weakest.map(({ component }) => component),
        }
      : unknown("company.components has no marks of the customer's path"),
    digital:
      plan.digital === null
        ? unknown("no account is of tech touch")
        : { accounts: plan.digital.accounts, arr: plan.digital.arr, most: plan.digital.most, csm_hours: six(plan.digital.hours) },
    playbooks: [...new Set(plan.playbooks.map(({ kind }) => kind))].map((kind) => ({
      kind,
      hours_per_run: Object.fromEntries(
        plan.playbooks.filter((one) => one.kind === kind).map(({ touch, hours_per_run }) => [touch, hours_per_run]),
      ),
    })),
    economics: {
      gross_margin: six(plan.gross_margin.central),
      gross_margin_known: plan.gross_margin.known,
      nrr: mapKnown(known(facts.nrr, "NRR was neither given nor measured"), six),
      grr: mapKnown(known(facts.grr, "GRR was neither given nor measured"), six),
      arr_lost_low: lost(arr_lost?.low),
      arr_lost_high: lost(arr_lost?.high),
      grr_change: mapKnown(
        known(noise.grr_change, facts.logo_retention === null ? noLoss : "all accounts stayed or all left"),
        six,
      ),
      largest_account: known(concentration.largest.account, "only tiers are known"),
      largest_share: six(concentration.largest.share),
      grr_without_largest: six(concentration.grr_without),
      losses_may_be: losses.cases.map(({ who, arr_lost: amount, grr }) => ({ who, arr_lost: amount, grr: six(grr) })),
    },
    renewals:
      plan.renewals === null
        ? unknown(plan.sample === null ? "no table with renewal dates, or no as_of" : "the table shows only part of the book")
        : plan.renewals.due === 0 && plan.renewals.left_out_arr > 0
          ? unknown("no renewal of the table has a health score to take a chance from; forecast_renewals reads calls and lights")
          : {
              due: plan.renewals.due,
              expected: six(plan.renewals.expected),
              low: plan.renewals.low,
              high: plan.renewals.high,
              outside: plan.renewals.left_out_arr,
            },
    sample: plan.sample === null ? unknown("no table, or one of the whole book") : sampleFields(plan, plan.sample),
    options: plan.options.map((option) => ({
      name: option.name,
      kind: option.kind,
      recommended: option.recommended,
      heads: option.heads,
      cost: known(option.cost, noCost),
      added_cost: known(option.added_cost, option.cost === null ? noCost : noTeam),
      one_off_low: known(option.one_off?.low ?? null, noCost),
      one_off_high: known(option.one_off?.high ?? null, noCost),
      break_even:
        option.break_even === null || option.added_cost === 0
          ? unknown(option.cost === null ? noCost : option.break_even === null ? noTeam : "it costs what today's team costs")
          : {
              share_of_arr: six(option.break_even.share_of_arr),
              retained_arr_needed: six(option.break_even.retained_arr_needed),
              accounts: option.break_even.accounts.map(({ tier, count }) => ({
                tier,
                count: mapKnown(known(count, "the tier has no accounts or no ARR"), six),
              })),
            },
      breaks: brokenWords(plan, option),
      condition: condition(plan, option),
    })),
    at_risk: plan.at_risk.slice(0, MOST_ROWS).map(({ account, arr, renewal_date, deadline, state, owner, low }) => ({
      account,
      arr,
      decides: known(deadline ?? renewal_date, "no renewal date"),
      state: low && state !== "low health" ? `${state}, low health` : state,
      owner: known(owner, "nobody owns it"),
    })),
    at_risk_total: plan.at_risk.length,
    moves: team.rebalanced.slice(0, MOST_ROWS).map(({ account, from, to }) => ({ account, from, to })),
    roadmap: plan.roadmap.map((step) => stepLine(plan, step)),
    unknowns: plan.unknowns.map((one) => unknownWords(plan, one)),
    disagreements: facts.disagreements,
    ties: [...plan.ties.filter(({ ok }) => !ok), ...plan.ties.filter(({ ok }) => ok)].map(({ finding, ...tie }) => ({
      ...tie,
      ...(finding !== undefined && { finding: true }),
      left: six(tie.left),
      right: six(tie.right),
    })),
    changes: plan.since_last_run.map(({ what, before, now, because }) => ({
      what,
      before,
      now: known(now, "it is not known in this run"),
      because: (because ?? []).map((cause) => ({ what: cause.what, moved: six(cause.moved) })),
    })),
    files: [...files],
  };
}

/** One account holds so much that it belongs in the first line. */
const firstOfAll = ({ losses, marks }: Plan): boolean => losses.concentration.largest.share >= marks.first_line;

/** What to know of money that the library states in US dollars, first of all. */
function moneyDoubts({ unpriced, costs_at_rate, currency, company, accounts, tiers }: Plan): string[] {
  const floors = tiers
    .filter(({ min_arr }) => min_arr > 0)
    .map(({ tier, min_arr }) => `${tier} from ${shortMoney(min_arr, currency)}`);
  const own = company.tiers?.some(({ min_arr }) => min_arr !== undefined) ?? false;
  const known = Object.keys(company.costs ?? {}).length > 0;
  if (!inOtherCurrency(currency))
    return currency !== "" || known
      ? []
      : ["What people cost is the library's, in US dollars; nobody said the currency of the ARR."];
  return [
    ...(costs_at_rate === null ? [] : [costs_at_rate]),
    ...(unpriced === null
      ? []
      : [
          `${whyUnpriced(unpriced, "company.costs")}${company.budget === undefined ? "" : " Until then the budget decides nothing."}`,
        ]),
    ...(own || accounts.length === 0 || floors.length === 0
      ? []
      : [
          `The library's floors are in US dollars; these are suggested ${unpriced === null ? "from what coverage costs" : "from this book"}: ${listed(floors)}.`,
        ]),
  ];
}

/** More than half of all ARR decides soon. */
const mostIsOpen = ({ at_risk, facts }: Plan): boolean =>
  at_risk.reduce((sum, { state, arr }) => sum + (state === "decides soon" ? arr : 0), 0) > facts.arr / 2;

/** The answer in words: what to do, the facts it rests on, what to check, who does what, what is unknown. */
export function planWords(plan: Plan) {
  const lines = verdictRecord(plan);
  const given = <Line>(rows: readonly (Line | undefined | null)[]) => rows.filter((line): line is Line => line != null);
  const work = workLine(plan) ?? lines.need;
  const facts = given([
    ...[
      lines.concentration,
      lines.risk,
      mostAreRed(plan) ? lines.red : null,
      mostIsOpen(plan) && lines.risk === undefined ? lines.decides : null,
    ],
    ...[lines.sample_tier, work, lines.losses],
    ...[lines.cannot_pay, lines.next_hire, lines.price, lines.less],
  ]);
  const checks = given([
    ...moneyDoubts(plan),
    ...[sampleDoubt(plan), lines.ties, lines.unserved, lines.forecast, lines.target, lines.mix, lines.unowned, lines.levels],
  ]);
  const [, cost] = boardQuestions(plan)[1]!;
  return {
    summary: brief([
      ...[askLine(plan), firstOfAll(plan) ? (lines.concentration ?? "") : "", reasonLine(plan), lines.sample ?? ""],
      ...[lines.growth ?? lines.trigger ?? "", lines.unknown ?? ""],
    ]),
    because: facts.slice(0, 3), // not a figure: facts that decide
    check_first: checks.slice(0, 2),
    do_next: checkpointLines(plan),
    unknown: plan.unknowns.slice(0, 3).map((one) => {
      // not a figure: what a reader asks for at once
      const { what, who } = unknownOf(one);
      return `${what}: ${who} can tell.`;
    }),
    say: { board: askLine(plan), cfo: plan.recommended ? (repayment(plan, plan.recommended) ?? cost) : cost },
  };
}

/** What a plan takes as given beside the team's own assumptions. */
export function planAssumptions(plan: Plan, company: Company): Assumption[] {
  const found: Assumption[] = [];
  const { low, central, high, known } = plan.gross_margin;
  if (!known)
    found.push({
      what: "gross_margin",
      value: `${percent(central, 0)}, ${percent(low, 0)} to ${percent(high, 0)} possible`,
      why: "Not given; the middle is the median of a survey.",
      if_wrong: "Every break-even moves with it; both ends are shown.",
    });
  if (!plan.facts.arr_by_tier_known)
    found.push({
      what: "arr_by_tier",
      value: plan.tiers.map((tier) => `${tier.tier} ${shortMoney(tier.arr, plan.currency)}`).join(", "),
      why: "Only accounts and floors are known; an average account is placed inside its tier.",
      if_wrong: "Break-even in accounts, losses and noise move; the floors allow the ranges shown.",
    });
  if (company.contract_years === undefined)
    found.push({
      what: "contract_years",
      value: "1",
      why: "Contracts are taken to run for a year.",
      if_wrong: "Longer ones make fewer decisions a year, and GRR looks better until they end.",
    });
  return found;
}

/** What to know before trusting the plan: inputs that had nothing to act on, guesses about tiers, costs in another currency. */
export function planWarnings(plan: Plan, company: Company): Warning[] {
  const years = company.contract_years ?? 1;
  const { suggested } = plan.facts;
  const unused = [
    ...(company.notice_days !== undefined && plan.accounts.length === 0 ? ["notice_days (no table with renewal dates)"] : []),
    ...(company.contacts !== undefined && plan.as_of === null ? ["contacts (no as_of)"] : []),
    ...(company.cs_in !== undefined && company.gross_margin === undefined ? ["cs_in (no gross_margin)"] : []),
  ];
  const given = company.costs ?? {};
  const follow =
    plan.unpriced === null &&
    inOtherCurrency(plan.currency) &&
    (plan.recommended?.roles ?? []).some(({ role }) => given[role] === undefined);
  return [
    ...(unused.length
      ? [{ code: "not_computed_with", message: `Given, and with nothing to act on here: ${unused.join(", ")}.` }]
      : []),
    ...(suggested.length
      ? [
          {
            code: "tiers_suggested",
            message: `Nobody gave ${listed([...new Set(suggested.map(({ what }) => tierWords[what]))])} of ${listed([...new Set(suggested.map(({ tier }) => tier))])}; what stands here is suggested.`,
          },
        ]
      : []),
    ...(plan.unpriced !== null
      ? [
          {
            code: "costs_unknown",
            message: `${whyUnpriced(plan.unpriced, "company.costs")} Heads and hours stand; cost, break-even${company.budget === undefined ? "" : ", the budget"} and the workbook wait for it.`,
          },
        ]
      : plan.costs_at_rate !== null
        ? [{ code: "costs_converted", message: plan.costs_at_rate }]
        : follow
          ? [
              {
                code: "costs_follow",
                message:
                  "Costs not given follow from those given, as the library's costs stand to each other. Give costs for each role.",
              },
            ]
          : []),
    ...(years > 1
      ? [
          {
            code: "long_contracts",
            message: `Contracts run ${decimal(years, 1)} years, so only part of the book decides each year: GRR looks better than it is until they end.`,
          },
        ]
      : []),
  ];
}

const tierWords = { touch: "the touch", min_arr: "the floor", accounts: "the number of accounts" } as const;
