import { sumMoney } from "../../core/money.ts";
import type { Touch } from "../../core/vocabulary.ts";
import { Motion, type Stage } from "../../core/vocabulary.ts";
import { maturity } from "../organization/maturity.ts";
import { assessmentReads } from "../organization/red-flags.ts";
import { stage as stageOf } from "../organization/stage.ts";
import { designPay } from "../pay/design-pay.ts";
import { compensationReads } from "../pay/question.ts";
import { draftPlaybook, draftReads, type Playbook, ruleOf } from "../playbooks/draft-playbook.ts";
import type { PlaybookStep } from "../playbooks/figures.ts";
import { PlaybookKind } from "../playbooks/figures.ts";
import { hoursPerRun } from "../playbooks/rewrite-text.ts";
import { designScorecard } from "../scorecard/choose-measures.ts";
import { scorecardReads } from "../scorecard/figures.ts";
import { stakeholderBook } from "../stakeholders/contacts.ts";
import { stakeholderReads } from "../stakeholders/threading.ts";
import { roleCost } from "../team/figures.ts";
import { technologyReads } from "../technology/figures.ts";
import { planTechnology } from "../technology/plan-technology.ts";
import { figuresOf, type PlanFigures } from "./figures.ts";
import type { Company, PlanFacts } from "./question.ts";

/** One playbook for one way of touch: how long a run takes, and the page it stands on. */
export interface PlaybookLine {
  kind: PlaybookKind;
  touch: Touch;
  steps: number;
  hours_per_run: number;
  rule: string;
}

/** The playbooks for the ways of touch a plan uses. @example planPlaybooks(figures, ["high"])[0].kind // "onboarding" */
export function planPlaybooks(figures: PlanFigures, touches: readonly Touch[]): PlaybookLine[] {
  return PlaybookKind.options.flatMap((kind) => {
    const { rule, value } = figures[`${kind}_steps`];
    return touches.flatMap((touch) => {
      const own = (value as readonly PlaybookStep[]).filter((step) => step.touch === touch);
      return own.length ? [{ kind, touch, steps: own.length, hours_per_run: hoursPerRun(own), rule }] : [];
    });
  });
}

/** Those playbooks with all their words, in days from their start, to be handed out. Throws nothing: a plan names only what a rule has. */
export function draftedPlaybooks(lines: readonly PlaybookLine[], figures: PlanFigures): Playbook[] {
  const own = figuresOf("playbooks", draftReads, figures);
  return lines.map(({ kind, touch }) => draftPlaybook({ kind, touch }, ruleOf(kind, own)).playbook);
}

interface PartsFacts {
  company: Company;
  facts: PlanFacts;
  tiers: readonly { tier: string; touch: Touch; accounts: number; arr: number }[];
  currency: string;
  /** Whether a cost is known in that currency. */
  priced: boolean;
  /** CSMs of the team that the plan is laid on. */
  csms: number;
  new_accounts: number | null;
  as_of: string | null;
  accounts: readonly { account: string; arr: number }[];
}

const stageNames: Record<string, string | undefined> = {
  founding: undefined,
  first_hire: undefined,
  specialization: undefined,
  scale: undefined,
};

/** Stage and motion of a company: as given, else by its customers and by the touch that holds most ARR. */
export function stageAndMotion({ company, facts, tiers }: Pick<PartsFacts, "company" | "facts" | "tiers">, figures: PlanFigures) {
  const { stage, motion } = company;
  const sizes = figures.stageBySize.value.filter(({ customers_from }) => facts.accounts >= customers_from);
  const arrOf = (touch: Touch) => tiers.reduce((sum, tier) => sum + (tier.touch === touch ? tier.arr : 0), 0);
  const [most] = (["high", "low", "tech"] as const).toSorted((a, b) => arrOf(b) - arrOf(a));
  const known = figuresOf("scorecard", scorecardReads, figures).motions.value.map((one) => one.motion);
  const selling = Motion.safeParse(motion);
  const given = selling.success && known.includes(selling.data);
  return {
    stage: stage ?? sizes.at(-1)!.stage,
    stage_given: stage !== undefined,
    motion: given ? selling.data : figures.motionByTouch.value[most!],
    motion_given: given,
  };
}

const THREE = 3; // not a figure: questions of one line

/** The people of the company file at their accounts, with the ARR that the table has of these; null without contacts or a date. */
function stakeholdersOf({ company: { contacts }, as_of, accounts }: PartsFacts, figures: PlanFigures) {
  if (contacts === undefined || as_of === null) return null;
  const named = new Set(contacts.map(({ account }) => account));
  return stakeholderBook(
    {
      contacts: contacts.map(({ name, account, role, level, relationship, last_contact, department, left }, index) => ({
        place: `contacts[${index}]`,
        name: name.trim().replace(/\s+/g, " "),
        account: account ?? null,
        role: role ?? null,
        level: level ?? null,
        relationship: relationship ?? null,
        last_contact: last_contact ?? null,
        department: department ?? null,
        left: left ?? null,
      })),
      arr: accounts
        .filter(({ account }) => named.has(account))
        .map(({ account, arr }, index) => ({ place: `accounts[${index}]`, account, arr })),
      as_of,
    },
    figuresOf("stakeholders", stakeholderReads, figures),
  );
}

/** The answers of the other tools for this company, out of their own formulas: the same input gives the same numbers. */
export function otherAnswers(given: PartsFacts, figures: PlanFigures) {
  const { company, facts, tiers, currency, csms } = given;
  const settled = stageAndMotion(given, figures);
  const scorecardFigures = figuresOf("scorecard", scorecardReads, figures);
  const stages = scorecardFigures.stages.value.map(({ stage }) => stage);
  const sized: Stage = figures.stageBySize.value.filter(({ customers_from }) => facts.accounts >= customers_from).at(-1)!.stage;
  const stage = stages.includes(settled.stage) && !(settled.stage in stageNames) ? settled.stage : sized;
  const rates = {
    grr: facts.grr,
    nrr: facts.nrr,
    logo_retention: facts.logo_retention,
    customer_time: company.customer_time ?? null,
  };
  const measures = scorecardFigures.measures.value.map(({ measure }) => measure);
  const values = (from: Record<string, number | null | undefined>) =>
    Object.fromEntries(
      Object.entries(from).flatMap(([name, value]) =>
        value == null || !measures.includes(name) ? [] : [[name, value] as const],
      ),
    );
  const { scorecard } = designScorecard(
    {
      stage,
      motion: settled.motion,
      tiers: tiers.map(({ tier, touch, accounts, arr }) => ({ tier, touch, accounts, arr })),
      current: values(rates),
      targets: values(company.targets ?? {}),
      counts: {
        csms: Math.ceil(csms),
        ...(given.new_accounts === null ? {} : { new_accounts_a_year: Math.round(given.new_accounts) }),
      },
      currency: currency || "USD",
    },
    scorecardFigures,
  );
  const loaded_cost = given.priced ? roleCost("csm", company.costs ?? {}, figures.loadedCosts.value).central : null;
  // Pay at target is part of what a person costs, so both cannot be chosen apart.
  const ote = loaded_cost === null ? 0 : sumMoney([loaded_cost * figures.payShare.value]);
  const pay = designPay(
    { ...(ote > 0 ? { ote } : {}), ...(csms >= 1 ? { csms: Math.round(csms) } : {}) },
    currency || "USD",
    figuresOf("pay", compensationReads, figures),
  );
  const technology = planTechnology(
    { stage, csms: Math.ceil(csms), accounts: facts.accounts, arr: facts.arr },
    { currency: currency || undefined, population: () => "companies of a published survey" },
    figuresOf("technology", technologyReads, figures),
  );
  const assessment = figuresOf("organization", assessmentReads, figures);
  const organization = stageOf({ ask: "stage", customers: facts.accounts, csms: Math.ceil(csms) }, assessment);
  const { components } = company;
  return {
    settled: { ...settled, stage },
    scorecard,
    loaded_cost,
    pay,
    technology: technology.plan,
    organization,
    maturity: components === undefined ? null : maturity({ ask: "maturity", components }, assessment),
    maturity_asks: assessment.components.value.slice(0, THREE).map(({ component }) => component),
    stakeholders: stakeholdersOf(given, figures),
  };
}
export type OtherAnswers = ReturnType<typeof otherAnswers>;
