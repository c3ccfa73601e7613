import type { Assumption, Warning } from "../../core/answer.ts";
import { isKnown, type Known, unknown } from "../../core/known.ts";
import { sumMoney } from "../../core/money.ts";
import { byText } from "../../core/order.ts";
import { knownLosses } from "../economics/churn.ts";
import { type BookConcentration, bookConcentration } from "../tiers/tier-book.ts";
import type { BudgetCoverage, PersonInPart, ScheduledHire, TeamPlan } from "./answer.ts";
import { undecidedArr } from "./at-risk.ts";
import { accountsWithoutPerson, type LostContact, lostContacts } from "./books.ts";
import { budgetCoverage } from "./budget.ts";
import { type Choice, choosePlan, headsOf, type PlanOption, withChosen } from "./choice.ts";
import type { ChoiceFigures, TeamFigures } from "./figures.ts";
import { type LessReadings, lessReadings, ownersOf } from "./full-team.ts";
import { checkGrowth, type Growth, type GrowthPlan, growthPlan, newAccountsInYear } from "./growth.ts";
import { hiringSchedule } from "./hiring.ts";
import { compareLeavers, type LeavingPlan } from "./leaving.ts";
import { coachSpan, peopleInPart } from "./org-chart.ts";
import { planOf, staffTeam } from "./plan-team.ts";
import { completeQuestion, type TeamQuestion } from "./question.ts";
import type { ServedAccount } from "./serve-less.ts";

/** A team plan with what a leader asks next: growth, when to hire and at what cost, what money buys, who loses a contact. */
export interface TeamAnswer {
  plan: TeamPlan;
  /** The team to take by the choice that build_blueprint makes, as far as this question tells; null where nothing can be chosen. */
  advice: { choice: Choice; option: PlanOption } | null;
  growth: GrowthPlan | null;
  hiring_plan: ScheduledHire[];
  recruiting: { low: number; high: number } | null;
  coverage: Known<BudgetCoverage>;
  parts: PersonInPart[];
  leaving: Known<LeavingPlan>;
  /** Where people leave and the planned hours are enough all the same: who gets less by that plan, and who if today's team is full. */
  readings: LessReadings | null;
  /** Whose accounts get less by the plan. */
  less_from: { owner: string; accounts: number }[];
  concentration: Known<BookConcentration>;
  /** Tiers that get fewer hours than usual because their accounts cannot pay for more. */
  lowered: string[];
  /** Accounts whose renewal date has passed with nobody saying how it ended, the largest first. */
  undecided: string[];
  /** By name where the accounts are known. */
  contacts: LostContact[];
  /** Where people leave: protected accounts, the largest first. */
  kept_first: { account: string; arr: number }[];
  contacts_lost: number;
  warnings: Warning[];
  assumptions: Assumption[];
}

/** The question with the new accounts that growth brings, so that their onboarding is counted once. */
function withNewAccounts(question: TeamQuestion, growth: Growth | undefined): TeamQuestion {
  if (growth === undefined) return question;
  const { tiers } = completeQuestion(question);
  checkGrowth(growth, tiers);
  const fresh = newAccountsInYear(tiers, growth);
  return { ...question, tiers: tiers.map((tier, index) => ({ ...tier, new_accounts: fresh[index]! })) };
}

/** Accounts whose service must not suffer, the largest first; those that are only near their renewal come after those at risk or large. */
function protectedFirst(served: readonly ServedAccount[]): { account: string; arr: number }[] {
  const late = ({ keep }: ServedAccount) => (keep === "renewal" ? 1 : 0);
  return served
    .filter(({ keep, hours }) => keep !== null && hours > 0)
    .sort((a, b) => late(a) - late(b) || b.arr - a.arr || byText(a.account, b.account))
    .map(({ account, arr }) => ({ account, arr }));
}

const isPast = (date: string | null | undefined, asOf: string | undefined) => Boolean(date && asOf && date < asOf);

/** Where only the number of leavers is known, the plan prepares for those whose accounts hold most ARR. */
function withWorst(question: TeamQuestion, figures: TeamFigures): TeamQuestion {
  if (question.leaving_count === undefined || !question.accounts) return question;
  const complete = staffTeam(question, figures);
  const { pairs } = compareLeavers(complete.question, complete.served, [], figures);
  return { ...question, leaving: pairs[0]!.leaving };
}

const aboutCoverage: Assumption = {
  what: "Best coverage",
  value: "ARR times the share of its usual hours an account gets; parts of a person can be bought",
  why: "It puts hours where they cover most ARR and knows no renewal dates or promises.",
  if_wrong: "Compare served_less, which takes whole people and protects renewals and the largest accounts.",
};

/** The gross margin: as given, else the rules' bracket. */
const marginOf = (given: number | undefined, figures: ChoiceFigures) =>
  given === undefined ? figures.grossMargin.value : { low: given, central: given, high: given };

/**
 * The choice among the teams for this question, by the same bounds as a whole plan's: while nothing is known of losses, no
 * hire is recommended. Null where the team today or the ARR is not known, and where the question itself says who goes or what comes.
 */
function adviceOn(complete: TeamQuestion, figures: ChoiceFigures): TeamAnswer["advice"] {
  const { accounts, as_of, ...question } = complete;
  const { leaving, leaving_count, planned, player_coaches } = question;
  if (leaving?.length || leaving_count || planned || player_coaches?.length) return null;
  if (question.team === undefined) return null;
  const known = question.tiers.map(({ arr }) => arr);
  const counted = known.every((amount) => amount !== undefined);
  const arr = counted ? sumMoney(known.map((amount) => amount!)) : question.arr;
  if (arr === undefined || arr <= 0) return null;
  const within = figures.smallerTeam.value.undecided_within_days;
  const { annual_logo_churn, grr = null, nrr, gross_margin } = question.losses ?? {};
  const tiers = question.tiers.flatMap(({ tier, touch, accounts: held, arr: own }) =>
    own === undefined ? [] : [{ tier, touch, accounts: held, arr: own }],
  );
  // A share of customers says what ARR they held only where every tier's is known.
  const logo_churn = counted && annual_logo_churn !== undefined ? annual_logo_churn : null;
  const lost = knownLosses({ arr, grr, logo_churn }, tiers, null, figures.churnMix.value);
  const choice = choosePlan(
    question,
    {
      arr,
      accounts: question.tiers.reduce((sum, tier) => sum + tier.accounts, 0),
      tiers,
      gross_margin: marginOf(gross_margin, figures),
      value_multiple: figures.valueMultiple.value,
      lost: lost.arr_lost,
      names_known: false,
      expansion: question.expansion_mandate && nrr !== undefined && grr !== null ? arr * (nrr - grr) : null,
      grr_low: lost.grr?.low ?? null,
      undecided: accounts?.length && as_of !== undefined ? undecidedArr(accounts, as_of, within) / arr : null,
      proposed: null,
    },
    figures,
  );
  const option = choice.options.find(({ recommended }) => recommended);
  return option === undefined ? null : { choice, option };
}

/** Reasons for which work stays undone until somebody shows that a hire pays; the plan then shows what the work takes. */
const hireUnpaid: readonly Choice["reason"][] = ["losses_unknown", "not_repaid", "too_dear"];

/** The question as the chosen team answers it. */
function asChosen(question: TeamQuestion, advice: TeamAnswer["advice"]): TeamQuestion {
  if (advice === null || hireUnpaid.includes(advice.choice.reason)) return question;
  // More people than the work calls for, fixed all the same, are laid out as asked; the advice beside them is another.
  if (question.heads !== undefined && !["fixed_heads", "fixed_budget"].includes(advice.choice.reason)) return question;
  return withChosen(question, { heads: headsOf(advice.option), coaches: advice.choice.coaches });
}

/**
 * Plans a team and answers what follows from the plan; see planTeam for the plan itself. Money in major units, hours a year, months from
 * today. Throws Problem for input no team could answer and for growth that cannot be.
 * @example teamAnswer({ tiers, team: { csm: 6, vp: 1 } }, { share: 0.3 }, figures).growth.first_short_month // 1
 */
export function teamAnswer(asked: TeamQuestion, growing: Growth | undefined, figures: ChoiceFigures): TeamAnswer {
  const counted = withNewAccounts(asked, growing);
  const given = withWorst(counted, figures);
  const complete = completeQuestion(given);
  const advice = growing === undefined ? adviceOn(complete, figures) : null;
  const staffed = staffTeam(asChosen(given, advice), figures, asChosen(complete, advice));
  const { question, staffing, served } = staffed;
  const laid = planOf(staffed, figures);
  // The need that the choice was made by stands beside it, whoever the chosen team has.
  const plan = advice === null ? laid : { ...laid, need: advice.choice.need };
  const range = { ...plan.range, csm_fte: plan.csm_fte };
  const growth = growing === undefined ? null : growthPlan(growing, question, staffing, range, figures);
  const { costs = {}, as_of } = question;
  const schedule = hiringSchedule(plan.hiring_plan, growth?.hires ?? [], figures, {
    as_of,
    costs,
    priced: question.unpriced === undefined,
  });
  // What money buys; the half book of a leader who stands in comes on top.
  const coverage = budgetCoverage({ ...question, player_coaches: given.player_coaches }, staffing, figures);
  const leaves = question.accounts && (question.leaving_count !== undefined || (question.leaving ?? []).length > 0);
  const leaving = leaves ? compareLeavers(question, served, plan.served_less, figures) : unknown("Nobody was said to leave.");
  const there = question.team?.csm ?? 0;
  const readings =
    isKnown(leaving) && plan.served_less.length === 0
      ? lessReadings(staffed, { today: there, left: plan.capacity.csms }, figures)
      : null;
  const contacts = lostContacts(plan.rebalanced, plan.served_less, question.accounts ?? []);
  const recruiting =
    schedule.hiring_plan.length === 0
      ? []
      : [
          {
            what: "Recruiting cost",
            value: `${figures.recruitingCost.value.low} to ${figures.recruitingCost.value.high} of a person's yearly cost`,
            why: "The rule's own range.",
            if_wrong: "See recruiting; it is not in cost.",
          },
        ];
  return {
    plan,
    advice,
    growth,
    hiring_plan: schedule.hiring_plan,
    recruiting: schedule.recruiting,
    coverage,
    parts: peopleInPart(question, plan.hours_per_csm, figures),
    leaving,
    readings,
    kept_first: leaves ? protectedFirst(served) : [],
    less_from: ownersOf(readings?.without_hours ?? plan.served_less, served),
    concentration: bookConcentration(question.accounts, figures.largeShares.value, figures.firstLine.value),
    undecided: served
      .filter(({ renewal_date, keep }) => keep === "undecided" || (keep === "largest" && isPast(renewal_date, question.as_of)))
      .sort((a, b) => b.arr - a.arr || byText(a.account, b.account))
      .map(({ account }) => account),
    lowered: staffing.work_in_plan.lines.flatMap(({ tier, note }) => (note === "above_ceiling" ? tier : [])),
    contacts,
    contacts_lost: question.accounts ? contacts.length : accountsWithoutPerson(plan.served_less),
    warnings: [...plan.warnings, ...coachSpan(question, plan.org_chart, figures)],
    assumptions: [
      ...plan.assumptions,
      ...(growth?.assumptions ?? []),
      ...(isKnown(coverage) ? [aboutCoverage] : []),
      ...recruiting,
    ],
  };
}
