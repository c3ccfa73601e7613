import type { Assumption, UndefinedField, Warning } from "../../core/answer.ts";
import { decimal, percent, shortMoney } from "../../render/numbers.ts";
import type { Company } from "./book-facts.ts";
import type { Plan } from "./plan.ts";
import type { PlanDigest } from "./plan-digest.ts";
import type { Appendix } from "./words-appendix.ts";
import { condition, unknownWords } from "./words-options.ts";
import { servedLess, verdict } from "./words-verdict.ts";

/** Characters of a result that a client shows whole, less those of the shortened basis. */
const MOST_CHARACTERS = 9120;
/** What each of the user's own figures adds: its line of the basis and its name in a warning. */
const CHARACTERS_OF_AN_OVERRIDE = 400;
const MOST_UNKNOWNS = 3;

/** Assumptions that stand among the unknowns already, with what they move, or move no number; the document lists all. */
const amongUnknowns = /^(customer_time|hours_per_account|new_accounts_a_year|gross_margin|arr_by_tier|contract_years)$/;

function whole(plan: Plan, files: readonly string[]): PlanDigest {
  const { team, facts } = plan;
  const pay = plan.pay.find((one) => plan.options.find((option) => option.name === one.option)?.kind === "recommended");
  return {
    verdict: verdict(plan),
    tiers: plan.tiers,
    team: {
      hours_per_csm: team.hours_per_csm,
      csm_fte: team.csm_fte,
      csm_fte_with_attrition: team.csm_fte_with_attrition,
      csm_low: team.range.low,
      csm_high: team.range.high,
      csms_today: plan.csms_today,
      heads_today: plan.heads_today,
      cost_today: plan.cost_today,
      served_less: servedLess(plan),
      arr_served_less: team.arr_at_risk,
    },
    scorecard: plan.scorecard.map(({ measure, today, target, owner }) => ({ measure, today, target, owner })),
    playbooks: plan.playbooks.map(({ kind, touch, hours_per_run }) => ({ kind, touch, hours_per_run })),
    economics: {
      gross_margin: plan.gross_margin.central,
      gross_margin_known: plan.gross_margin.known,
      nrr: facts.nrr,
      grr: facts.grr,
      arr_lost_low: plan.arr_lost?.low ?? null,
      arr_lost_high: plan.arr_lost?.high ?? null,
      grr_change: plan.noise.grr_change,
      retention_pays: pay?.verdict ?? null,
    },
    renewals: plan.renewals && {
      due: plan.renewals.due,
      expected: plan.renewals.expected,
      low: plan.renewals.low,
      high: plan.renewals.high,
      outside: plan.renewals.left_out_arr,
    },
    options: plan.options.map((option) => ({
      name: option.name,
      kind: option.kind,
      heads: option.heads,
      cost: option.cost,
      added_cost: option.added_cost,
      break_even: option.break_even && {
        share_of_arr: option.break_even.share_of_arr,
        retained_arr_needed: option.break_even.retained_arr_needed,
        accounts: option.break_even.accounts,
      },
      condition: condition(plan, option),
    })),
    roadmap: plan.roadmap.map(({ when, action }) => ({ when, action })),
    unknowns: plan.unknowns.slice(0, MOST_UNKNOWNS).map((unknown) => unknownWords(plan, unknown)),
    disagreements: plan.facts.disagreements,
    ties: plan.ties,
    changes: plan.since_last_run.map(({ what, before, now, because }) => ({
      what,
      before,
      now,
      because: (because ?? []).map((cause) => ({ what: cause.what, moved: cause.moved })),
    })),
    files: [...files],
    left_to_document: [],
  };
}

/** Lists that can wait for the document; the ties never do. */
const canWait = ["playbooks", "roadmap", "scorecard", "changes"] as const;

/** Shortens the longest of them row by row, so that something of each is left. */
function shortened(digest: PlanDigest, most: number): PlanDigest {
  let short = digest;
  const size = (list: (typeof canWait)[number]) => (short[list].length === 0 ? 0 : JSON.stringify(short[list]).length);
  while (JSON.stringify(short).length > most && canWait.some((list) => short[list].length > 0)) {
    const longest = canWait.reduce((found, list) => (size(list) > size(found) ? list : found));
    short = { ...short, [longest]: short[longest].slice(0, -1) };
  }
  const left = canWait.map((list) => ({ list, rows: digest[list].length - short[list].length }));
  return { ...short, left_to_document: left.filter(({ rows }) => rows > 0) };
}

const SIX_PLACES = 1e6;

/** Numbers to the sixth decimal: the digest is for reading, the document and the calculation keep the rest. */
function toSixPlaces<Value>(value: Value): Value {
  const text = JSON.stringify(value, (_, part) => (typeof part === "number" ? Math.round(part * SIX_PLACES) / SIX_PLACES : part));
  return JSON.parse(text) as Value;
}

function reasons(plan: Plan, digest: PlanDigest): UndefinedField[] {
  const found: UndefinedField[] = [];
  const say = (isNull: boolean, field: string, reason: string) => {
    if (isNull) found.push({ field, reason });
  };
  const { economics, team } = digest;
  const noTeam = "today's team was not given";
  say(economics.nrr === null, "economics.nrr", "NRR was neither given nor measured");
  say(digest.renewals === null, "renewals", "no table with renewal dates, or no as_of");
  say(economics.grr === null, "economics.grr", "GRR was neither given nor measured");
  const noLoss = "neither retention nor logo churn is known";
  for (const name of ["arr_lost_low", "arr_lost_high"] as const) say(economics[name] === null, `economics.${name}`, noLoss);
  say(
    economics.grr_change === null,
    "economics.grr_change",
    plan.facts.logo_retention === null ? noLoss : "all accounts stayed or all left",
  );
  say(
    economics.retention_pays === null,
    "economics.retention_pays",
    plan.arr_lost === null ? noLoss : team.cost_today === null ? noTeam : "the recommended plan adds no cost",
  );
  say(
    digest.changes.some((line) => line.now === null),
    "changes[].now",
    "it is not known in this run",
  );
  say(team.csms_today === null, "team.csms_today", noTeam);
  say(team.heads_today === null, "team.heads_today", noTeam);
  say(team.cost_today === null, "team.cost_today", noTeam);
  say(team.arr_served_less === null, "team.arr_served_less", "ARR of the accounts served less is not known");
  say(
    digest.options.some((option) => option.added_cost === null),
    "options[].added_cost",
    noTeam,
  );
  say(
    digest.options.some((option) => option.break_even === null),
    "options[].break_even",
    noTeam,
  );
  say(
    digest.options.some((option) => option.break_even?.accounts.some((line) => line.count === null)),
    "options[].break_even.accounts[].count",
    "the tier has no accounts or no ARR",
  );
  say(
    digest.scorecard.some((line) => line.today === null),
    "scorecard[].today",
    "nobody measured it",
  );
  say(
    digest.scorecard.some((line) => line.target === null),
    "scorecard[].target",
    "nobody set one",
  );
  return found;
}

/** A plan as a client sees it, short enough to be shown whole. */
export function planDigest(plan: Plan, files: readonly string[], appendix: Appendix) {
  const assumptions = appendix.assumptions.filter((one) => !amongUnknowns.test(one.what));
  const all = toSixPlaces(whole(plan, files));
  const [book, ...rest] = all.verdict;
  const untied = rest.find((line) => line.startsWith("Does not tie"));
  const summary = [untied ?? book, all.verdict.at(-1)].filter(Boolean).join(" ");
  const beside = JSON.stringify([summary, assumptions, appendix.warnings, reasons(plan, all)]).length;
  const own = appendix.basis.filter((one) => one.overridden).length;
  const fields = shortened(all, MOST_CHARACTERS - beside - own * CHARACTERS_OF_AN_OVERRIDE);
  /** Assumptions are those that the unknowns do not state already. */
  return { fields, summary, undefined: reasons(plan, fields), assumptions };
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

const kept = ["stage", "motion", "cs_in", "notice_days"] as const;

/** What was given and does not enter a number, so that nobody thinks it did. */
export function planWarnings(company: Company): Warning[] {
  const unused = kept.filter((name) => company[name] !== undefined);
  const years = company.contract_years ?? 1;
  return [
    ...(unused.length
      ? [{ code: "not_computed_with", message: `Kept in the company file, in no number of this plan: ${unused.join(", ")}.` }]
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
