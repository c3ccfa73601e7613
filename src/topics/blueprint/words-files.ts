import { Document, isCollection, type Scalar } from "yaml";
import { deckFile } from "../../deliver/deck.ts";
import { workbookFile } from "../../deliver/workbook.ts";
import { definitionsPicture, servedBy } from "../../render/answer-pictures.ts";
import { escapeCsv } from "../../render/markdown.ts";
import { money, percent } from "../../render/numbers.ts";
import { htmlPage, reportPage } from "../../render/page.ts";
import { playbookPage } from "../../render/playbook-page.ts";
import { type Picture, svgFile } from "../../render/svg.ts";
import type { Playbook } from "../playbooks/draft-playbook.ts";
import { companyAsFound } from "./explain-changes.ts";
import type { RetentionDefinitions, Stays } from "./history.ts";
import type { Plan } from "./plan.ts";
import type { Company } from "./question.ts";
import type { PlanTask } from "./tasks.ts";
import type { Appendix } from "./words-appendix.ts";
import { type Chapter, planChapters, planDocument } from "./words-chapters.ts";

import { boardSlide, deckSlides } from "./words-deck.ts";
import { onePage } from "./words-page.ts";
import { booksOfPlan, bridgeOfPlan, forecastPicture, retentionPicture, tiersPicture } from "./words-pictures.ts";
import { staysPictures } from "./words-pictures-history.ts";
import { breakEvenPicture, capacityPicture, keyNumbers, orgPicture, roadmapPicture } from "./words-pictures-team.ts";
import { taskAndCalendarFiles } from "./words-tasks.ts";
import { type WorkbookFacts, workbookSheets } from "./words-workbook.ts";

const headers = [
  "account",
  "arr",
  "old_tier",
  "new_tier",
  "touch",
  "owner",
  "hours_a_year",
  "renewal_date",
  "health",
  "reason",
  "served_less",
];

/** Why an account stands where it does. */
function reasonWords(reason: string, oldTier: string | null, newTier: string): string {
  if (reason === "override") return "Set by hand.";
  if (reason === "segment") return "Its segment says so.";
  if (reason.startsWith("held: ")) return `Stays in its tier: ${reason.slice("held: ".length)}.`;
  const measure = reason === "score" ? "score" : "ARR";
  return oldTier === null || oldTier === newTier
    ? `Its ${measure} lies in this tier.`
    : `Its ${measure} moved it here from ${oldTier}.`;
}

/** Every account with its old and new tier, owner, hours and reason, largest first; one line each, safe to open in a spreadsheet. */
export function accountsCsv(plan: Plan): string {
  const hours = new Map(plan.sizing.pools.map((pool) => [pool.tier, pool.hours_per_account]));
  const less = new Map(
    plan.team.served_less.map((one) => [one.account, `From ${servedBy(one.from)} to ${servedBy(one.to)}: ${one.why}`]),
  );
  const rows = plan.accounts.map((one) => [
    one.account,
    one.arr,
    one.previous_tier,
    one.tier,
    one.touch,
    one.owner,
    hours.get(one.tier) ?? null,
    one.renewal_date,
    one.health ?? (one.red === true ? "red" : null),
    reasonWords(one.reason, one.previous_tier, one.tier),
    less.get(one.account) ?? null,
  ]);
  const text = `${[headers, ...rows].map((row) => row.map(escapeCsv).join(",")).join("\r\n")}\r\n`;
  // Without this mark Excel takes an accented letter for two others.
  return /[^\p{ASCII}]/u.test(text) ? `\uFEFF${text}` : text;
}

const SIX_PLACES = 1e6;
const toSixPlaces = (value: number) => Math.round(value * SIX_PLACES) / SIX_PLACES;

const inSixPlaces = <Value>(value: Value): Value =>
  JSON.parse(JSON.stringify(value, (_, part) => (typeof part === "number" ? toSixPlaces(part) : part)));

/** Said once beside the key, for whoever opens the file next quarter. */
const notes: Record<string, string> = {
  arr: "recurring revenue a year",
  accounts: "paying customers",
  annual_logo_churn: "share of customers lost in a year",
  fiscal_year_start: "month in which the fiscal year begins",
  gross_margin: "on subscription revenue",
  customer_time: "share of working hours spent on customers",
  contract_hours: "hours in a contract year, per person",
  leave_hours: "holidays and leave, per person",
  new_accounts_a_year: "each takes hours to bring on board",
};

/** What this run found, for the next one to stand beside. */
function lastRun(plan: Plan) {
  const { arr, accounts, nrr, grr } = plan.facts;
  return {
    ...(plan.as_of !== null && { as_of: plan.as_of }),
    arr,
    accounts,
    ...(nrr !== null && { nrr: toSixPlaces(nrr) }),
    ...(grr !== null && { grr: toSixPlaces(grr) }),
    csm_fte: toSixPlaces(plan.sizing.csm_fte),
    cost: plan.cost_today ?? plan.sizing.cost,
    company: inSixPlaces(companyAsFound(plan)),
  };
}

/** Tiers counted from a table are for reading only: as values they would contradict the next table. */
function countedTiers(plan: Plan): string {
  const lines = plan.tiers.map(
    (tier) =>
      `   ${tier.tier}, from ${money(tier.min_arr, plan.currency)}: ${tier.accounts} accounts, ${money(tier.arr, plan.currency)} of ARR, ${percent(tier.arr_share, 0)}`,
  );
  return ` Tiers are counted from the account table; this run found\n${lines.join("\n")}`;
}

/** The company file completed with what this run found, so that the next run is one command and can be compared with this one. */
export function companyFile(company: Company, plan: Plan, command: string): string {
  const fromTable = plan.accounts.length > 0;
  const found = plan.tiers.map(({ tier, touch, min_arr, accounts, arr }) => ({
    tier,
    touch,
    min_arr,
    accounts,
    ...(plan.facts.arr_by_tier_known && { arr }),
  }));
  const tiers = company.tiers ?? (fromTable ? undefined : found);
  const document = new Document(
    { ...company, ...(tiers && { tiers }), last_run: lastRun(plan) },
    { keepUndefined: false, aliasDuplicateObjects: false },
  );
  document.commentBefore = ` What is known of the company. Next quarter: ${command}\n Fill in what is missing; last_run is what this run found, and from what: leave it, the next run is compared with it.`;
  for (const [key, note] of Object.entries(notes)) {
    const value = document.get(key, true) as Scalar | undefined;
    if (value) value.comment = ` ${note}`;
  }
  for (const line of [
    document.getIn(["proposed_plan", "lift"], true),
    ...found.map((_, index) => document.getIn(["tiers", index], true)),
    document.getIn(["last_run", "company"], true),
  ])
    if (isCollection(line)) line.flow = true;
  if (fromTable && !company.tiers) document.comment = countedTiers(plan);
  return document.toString({ lineWidth: 0 });
}

export interface RunOfPlan {
  table?: string;
  as_of: string | null;
  out?: string;
  /** How long customers stay, where the table has their history. */
  stays: Stays | null;
  /** Retention of the year under each definition. */
  definitions: RetentionDefinitions;
  tasks: readonly PlanTask[];
  /** Written out, a page each. */
  playbooks: readonly Playbook[];
  workbook: WorkbookFacts;
  /** Chapters beside the page; without any, files hold all of them. */
  include?: readonly Chapter[];
}

/** Not company.yaml: that is what people call their own, and it may stand in the same folder. */
const COMPLETED = "company-completed.yaml";

const pictures: readonly ((plan: Plan, definitions: RetentionDefinitions) => Picture | null)[] = [
  bridgeOfPlan,
  retentionPicture,
  ({ retention }, definitions) => (retention === null ? null : definitionsPicture(definitions)),
  tiersPicture,
  capacityPicture,
  booksOfPlan,
  orgPicture,
  breakEvenPicture,
  forecastPicture,
  roadmapPicture,
];

/** The pictures a plan has the numbers for, in the order of its story. */
export const planPictures = (plan: Plan, { stays, definitions }: Pick<RunOfPlan, "stays" | "definitions">): Picture[] => [
  ...pictures.flatMap((draw) => draw(plan, definitions) ?? []),
  ...(stays === null ? [] : staysPictures(stays)),
];

/** Everything a plan is forwarded as: the board's page, the whole document with its pictures, the accounts, and the company file for the next run. */
export async function planFiles(plan: Plan, company: Company, appendix: Appendix, run: RunOfPlan) {
  const asked: readonly Chapter[] = run.include?.length ? run.include : ["all"];
  const summary = onePage(plan, "Board summary");
  const folder = run.out ?? ".";
  const command = `cs-strategist blueprint ${folder}/${COMPLETED}${run.table ? " NEW-ACCOUNTS-TABLE" : ""} --as-of NEW-DATE --out NEW-FOLDER`;
  const title = `Customer-success plan: ${plan.name}`;
  const drawn = planPictures(plan, run);
  const page = await reportPage({
    title,
    story: onePage(plan),
    key: keyNumbers(plan),
    pictures: drawn,
    // The page has drawings; a host that draws from text gets the markdown.
    chapters: planChapters(
      plan,
      appendix,
      asked.filter((name) => name !== "diagrams"),
    ).join("\n\n"),
  });
  // Of a sample, the accounts that it lists.
  const listed = plan.sample?.book ?? plan.accounts;
  return [
    { name: "board-summary.html", text: await htmlPage(`Board summary: ${plan.name}`, summary) },
    { name: "board-summary.md", text: `${summary}\n` },
    { name: "blueprint.html", text: page },
    { name: "blueprint.md", text: `${planDocument(plan, appendix, asked)}\n` },
    ...(listed.length ? [{ name: "account-list.csv", text: accountsCsv({ ...plan, accounts: listed }) }] : []),
    { name: COMPLETED, text: companyFile(company, plan, command) },
    { name: "board-slide.pptx", text: await deckFile(`Board slide: ${plan.name}`, [boardSlide(plan)]) },
    { name: "deck.pptx", text: await deckFile(title, deckSlides(plan)) },
    ...(plan.unpriced === null ? [{ name: "plan.xlsx", text: await workbookFile(workbookSheets(plan, run.workbook)) }] : []),
    ...taskAndCalendarFiles(plan, run.tasks),
    ...run.playbooks.map((playbook) => ({
      name: `playbook-${playbook.kind.replaceAll("_", "-")}-${playbook.touch}.md`,
      text: playbookPage(playbook, "Days are counted from day 0; draft_playbook gives dates and fills in names.", []),
    })),
    ...drawn.map((picture) => ({ name: `chart-${picture.name}.svg`, text: svgFile(picture) })),
  ];
}
