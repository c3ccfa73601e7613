import * as z from "zod";
import type { Warning } from "../../core/answer.ts";
import { people, shown } from "../../core/kinds.ts";
import { groupBy } from "../../core/order.ts";
import { Problem } from "../../core/problem.ts";
import type { SeenTable, Table, TableField } from "../../core/table.ts";
import { bookWarning } from "../../render/notices.ts";
import { mendInput } from "../../tool/mend-input.ts";
import { AsOfParam, blankEnds, inWords, readingOptions, StandardParam, tableParams } from "../../tool/params.ts";
import type { Ports } from "../../tool/ports.ts";
import { describeIssues } from "../../tool/run.ts";
import { defineTool } from "../../tool/tool.ts";
import { cohortReads } from "../cohorts/lives.ts";
import { rampOf } from "../team/need.ts";
import { type TierReads, tierReads } from "../tiers/crossover.ts";
import { PlanDigest } from "./answer.ts";
import { bookOfTable, type PlanBook, type TieringOfBook } from "./book.ts";
import { comparedPlan } from "./build-plan.ts";
import { figuresOf, planReads } from "./figures.ts";
import { definitionsOfTable, type RetentionOfTable, retentionOfTable, staysOfTable } from "./history.ts";
import { draftedPlaybooks } from "./parts.ts";
import type { Plan } from "./plan.ts";
import { Company } from "./question.ts";
import { isSample, type SegmentsOfFile, withBothTotals, withSample } from "./sample.ts";
import { planTasks } from "./tasks.ts";
import { planAssumptions, planDigest, planWarnings, planWords } from "./words-answer.ts";
import type { Appendix } from "./words-appendix.ts";
import { chapterNames, planDocument } from "./words-chapters.ts";
import type { RunOfPlan } from "./words-files.ts";

const Input = z.strictObject({
  company: z
    .looseObject({})
    .describe(
      "All optional: name, currency, arr, accounts, annual_logo_churn, nrr, grr, stage, motion, team {csm: 6}, costs {csm: 150000}, tiers [{tier, accounts, arr or arr_share, touch, min_arr, hours_per_account, covered_by}], customer_time, contract_hours, leave_hours, attrition, new_accounts_a_year, gross_margin, cs_in, contract_years, notice_days, expansion_owner, targets {grr, nrr}, proposed_plan {roles, cost, lift, ratios}, fiscal_year_start",
    )
    .optional(),
  company_file: z.string().describe("Path of the same as YAML").optional(),
  compare_with: z.string().describe("Another company file").optional(),
  ...tableParams,
  as_of: AsOfParam.optional(),
  heads: people().describe("CSMs, fixed").optional(),
  budget: shown.money().min(0).describe("Team's yearly budget, fixed").optional(),
  out: z.string().describe("Folder to write into").optional(),
  include: inWords(z.array(z.enum(chapterNames)), "all, or chapters such as pay").optional(),
  standard: StandardParam.optional(),
});
type Input = z.infer<typeof Input>;

/** The columns a plan uses where a table has them; a bad cell in one refuses the table. */
const used: TableField[] = ["owner", "tier", "touch", "partner", "renewal_date", "notice_days", "health", "parent"];

export const buildBlueprint = defineTool({
  name: "build_blueprint",
  title: "Build a customer-success blueprint",
  description:
    // not a figure: an example of a call
    'One plan from totals, an account table, or both: hire or not, cost, break-even, org chart, scorecard, pay, technology, renewals, unknowns. Such as {"company": {"arr": 12e6, "accounts": 212, "team": {"csm": 4}}}.',
  reads: { ...tierReads, ...planReads },
  writes: true,
  input: Input,
  asks: ["who", "counts", "how_much", "per_what", "whose"],
  book: "today",
  output: PlanDigest,
  lists: [
    { list: "ties", least: 1 },
    { list: "playbooks", least: 0 },
    { list: "service_levels" },
    { list: "assumptions", least: 1 },
    { list: "unknowns", least: 0 },
    { list: "roadmap", least: 5 }, // not a figure: rows of a cut list
    { list: "moves" },
    { list: "changes" },
    { list: "at_risk", least: 6 }, // not a figure: rows of a cut list
    { list: "scorecard", least: 4 }, // not a figure: rows of a cut list
    { list: "tiers", least: 3 }, // not a figure: rows of a cut list
    { list: "roadmap", least: 2 },
    { list: "at_risk", least: 2 },
    { list: "scorecard", least: 2 },
  ],
  async run(input, figures, ports) {
    const told = await companyOf(input, ports);
    const { heads = told.heads, budget = told.budget } = input;
    const as_of = input.as_of ?? null;
    const read = input.table === undefined ? null : await readBook({ ...input, table: input.table }, told, figures, ports);
    const sampled = read !== null && isSample(told, read.book, figures.wholeBook.value);
    const whole = sampled ? withBothTotals(told, read.book) : { company: told, filled: null };
    const company = {
      ...whole.company,
      heads,
      budget,
      currency: oneCurrency(told.currency, read?.currency ?? null, ports.defaults.currency),
    };
    const earlier = input.compare_with === undefined ? null : await readCompany(input.compare_with, ports);
    const counted = sampled ? null : read;
    const built = comparedPlan(
      { company, book: counted?.book ?? null, retention: counted?.measured.retention ?? null, as_of },
      earlier,
      figures,
    );
    const plan = sampled
      ? withSample(built, { ...read, retention: read.measured.retention, filled: whole.filled }, figures)
      : built;
    const warnings = [
      ...(read?.warnings ?? []).filter(({ code }) => !sampled || !ofWholeBooks.includes(code)),
      ...floorWarnings(plan.tier_notes, counted !== null),
      ...planWarnings(plan, told),
      ...plan.sizing.warnings.filter(({ code }) => code !== "span"),
      ...plan.team.warnings.filter(({ code }) => ofBooks.includes(code)),
    ];
    const assumptions = [...plan.sizing.assumptions, ...planAssumptions(plan, told), ...(counted?.book.assumptions ?? [])];
    const table = read?.table ?? null;
    const stays = table === null ? null : staysOfTable(table, as_of, figuresOf("cohorts", cohortReads, figures));
    const definitions = table === null ? [] : definitionsOfTable(table, as_of);
    // Only what was read: the plan asks for a figure where it uses it.
    const appendix = { assumptions, warnings, basis: usedFigures(figures) };
    const document = planDocument(plan, appendix, input.include ?? []);
    const inputs = [input.table, input.company_file, input.compare_with].filter((path) => path !== undefined);
    const written =
      input.out === undefined
        ? []
        : await ports.writeFiles(
            input.out,
            await filesOfPlan(plan, { ...told, heads, budget }, appendix, {
              ...input,
              stays,
              definitions,
              tasks: planTasks(plan, figures),
              playbooks: draftedPlaybooks(plan.playbooks, figures),
              workbook: { ramp: rampOf(plan.company, figures) },
            }),
            inputs,
          );
    return {
      fields: planDigest(plan, inGroups(written)),
      ...planWords(plan),
      warnings,
      assumptions: assumptions.filter(({ what }) => !amongUnknowns.test(what)),
      document,
    };
  },
});

/** The files of a plan; what makes them is loaded only here. */
async function filesOfPlan(
  plan: Plan,
  company: Company,
  appendix: Appendix,
  run: Input & Pick<RunOfPlan, "stays" | "definitions" | "tasks" | "playbooks" | "workbook">,
) {
  const { planFiles } = await import("./words-files.ts");
  const { table, as_of, out, include, stays, definitions, tasks, playbooks, workbook } = run;
  return planFiles(plan, company, appendix, {
    table,
    as_of: as_of ?? null,
    out,
    include,
    stays,
    definitions,
    tasks,
    playbooks,
    workbook,
  });
}

/** Paths with those of one kind, a file for each chart, as one line. @example inGroups(["p/chart-a.svg", "p/chart-b.svg"]) // ["p/chart-*.svg (2 files)"] */
function inGroups(paths: readonly string[]): string[] {
  const group = (path: string) => path.replace(/(^|[\\/])(chart|calendar|playbook)-[^\\/]*(\.\w+)$/, "$1$2-*$3");
  return [...groupBy(paths, group)].map(([name, own]) => (own.length === 1 ? own[0]! : `${name} (${own.length} files)`));
}

/** The figures of a plan, one line each for the document. */
function usedFigures(figures: object) {
  return Object.values(figures as Record<string, { rule: string; name: string; standard: string; overridden: boolean }>).map(
    ({ rule, name, standard, overridden }) => ({ rule, figure: name, standard, overridden }),
  );
}

/** Assumptions that stand among the unknowns already, with what they move; the document lists all. */
const amongUnknowns = /^(customer_time|hours_per_account|new_accounts_a_year|gross_margin|arr_by_tier|contract_years)$/;

/** Warnings about leaders and books, which are those of the plan that is laid out. */
const ofBooks: readonly string[] = ["span", "unassigned", "overloaded", "overloaded_after", "no_as_of", "no_renewal_date"];

/** Warnings that say nothing of a plan which only takes names from its table. */
const ofWholeBooks: readonly string[] = ["retention_unknown", "tier_moves"];

/** Given tiers that their floors cannot hold; in a book, an account may stay in its tier a while, so there it is no fault. */
function floorWarnings(notes: readonly string[], counted: boolean): Warning[] {
  return counted || notes.length === 0 ? [] : [{ code: "outside_floors", message: `${notes.join(". ")}.` }];
}

async function companyOf(input: Input, ports: Ports): Promise<Company> {
  if (input.company === undefined && input.company_file === undefined && input.table === undefined)
    throw new Problem({
      what: "There is nothing to build a plan from.",
      remedy: "Give company (ARR and accounts are enough to start), company_file, or table.",
    });
  const filed = input.company_file === undefined ? {} : await readCompany(input.company_file, ports);
  const given = Company.safeParse(mendInput(Company, input.company ?? {}).input);
  if (!given.success) refuseCompany("company", given.error.issues);
  return { ...filed, ...given.data };
}

async function readCompany(path: string, ports: Ports): Promise<Company> {
  const checked = Company.safeParse(mendInput(Company, await ports.readCompanyFile(path)).input);
  if (!checked.success) refuseCompany(path, checked.error.issues);
  return checked.data;
}

/** The currency everything is in: the company's or the table's; where they differ the user's own file decides for the company's. */
function oneCurrency(stated: string | undefined, counted: string | null, usual: string | null): string | undefined {
  if (stated !== undefined && counted !== null && stated !== counted && stated !== usual)
    throw new Problem({
      what: `The company is in ${stated} and the table in ${counted}.`,
      remedy: `If the table's amounts are ${stated} all the same, give reading: {"currency": "${stated}"}; if the company's are ${counted}, company.currency: "${counted}"; else convert one of them at one date's rate.`,
    });
  return stated ?? counted ?? usual ?? undefined;
}

function refuseCompany(source: string, issues: readonly z.core.$ZodIssue[]): never {
  throw new Problem({
    what: `${source} cannot be used:`,
    places: describeIssues(issues, Company),
    remedy: "Correct that and try again; leave out what is not known.",
  });
}

interface ReadBook {
  /** For the files alone: without them its records are let go, which are most of what a large book takes. */
  table: Table | null;
  book: PlanBook & TieringOfBook;
  measured: RetentionOfTable;
  /** Of the accounts that have one. */
  segments: SegmentsOfFile;
  /** Accounts of the table whose amount is not known. */
  unpriced: number;
  currency: string | null;
  warnings: Warning[];
}

/** Each account's segment as the file writes it. */
function segmentsOf({ columns, records }: Table): SegmentsOfFile {
  const header = columns.find(({ field }) => field === "segment")?.header;
  if (header === undefined) return new Map();
  return new Map(
    records.flatMap(({ account, cells }) => (cells[header]?.trim() ? [[account, cells[header].trim()] as const] : [])),
  );
}

async function readBook(input: Input & { table: string }, company: Company, figures: TierReads, ports: Ports): Promise<ReadBook> {
  const paired = ({ shape, columns }: SeenTable) => shape === "accounts" && columns.some(({ field }) => field === "arr_start");
  const by_shape = (seen: SeenTable): TableField[] => (paired(seen) ? ["arr_start", "arr_end"] : ["amount"]);
  const table = await ports.readTable(input.table, readingOptions(input, { always: ["account"], if_present: used, by_shape }));
  const currency = oneCurrency(company.currency, table.currency, ports.defaults.currency) ?? null;
  const book = bookOfTable(table, company, input.as_of ?? null, figures, currency);
  const floors = book.tiers.map(({ tier, touch, min_arr }) => ({ tier, touch, min: min_arr }));
  const measured = retentionOfTable(table, input.as_of ?? null, company.contract_years ?? 1, floors);
  const priced = new Set(book.accounts.map(({ account }) => account));
  const unpriced = new Set(
    table.blanks_unknown
      ? table.records.flatMap(({ account }) => (account === null || priced.has(account) ? [] : [account]))
      : [],
  );
  const left = table.rows_read - table.rows_used;
  return {
    table: input.out === undefined ? null : table,
    book,
    measured,
    segments: segmentsOf(table),
    unpriced: unpriced.size,
    currency: table.currency,
    warnings: [
      ...(measured.why === null
        ? []
        : [{ code: "retention_unknown", message: `Retention was not measured: ${measured.why.replace(/[.:]$/, "")}.` }]),
      ...measured.notices.map(bookWarning),
      ...blankEnds(table),
      ...(left > 0
        ? [
            {
              code: "rows_left_out",
              message: `${left} of ${table.rows_read} rows are not in the plan; inspect_table lists them.`,
            },
          ]
        : []),
      ...(book.moves
        ? [{ code: "tier_moves", message: `${book.moves} accounts change tier; the account list has each with its reason.` }]
        : []),
    ],
  };
}
