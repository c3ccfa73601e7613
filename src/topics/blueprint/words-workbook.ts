import { roleName } from "../../core/vocabulary.ts";
import { FAILS, HOLDS, type NumberLook, type SheetCell, sheetRef, type WorkbookSheet } from "../../deliver/workbook.ts";
import { label } from "../../render/numbers.ts";
import { weekDate } from "./calendar.ts";
import type { Plan } from "./plan.ts";
import { askLine, weekOfPlan } from "./words-choice.ts";
import { optionTitle } from "./words-page.ts";
import {
  ACCOUNTS,
  accountsSheet,
  booksSheet,
  FORECAST,
  forecastSheet,
  nothing,
  TIERS,
  tierOfRow,
  tiersSheet,
} from "./words-workbook-book.ts";

/** What the need of people rests on beside the plan itself. */
export interface WorkbookFacts {
  /** A year's leavers, and what each costs in time. */
  ramp: { yearly_attrition: number; ramp_months: number; ramp_delivery: number; vacancy_months: number };
}

const INPUTS = "Inputs";
const PEOPLE = "People";

const text = (said: string): SheetCell => ({ text: said });
const head = (said: string): SheetCell => ({ text: said, look: "head" });
const note = (said: string): SheetCell => ({ text: said, look: "note" });

/** Inputs that everything is computed from, marked and named. */
function inputsSheet(plan: Plan, { ramp }: WorkbookFacts): WorkbookSheet {
  const { year, new_accounts } = plan.sizing;
  const each = new_accounts && new_accounts.accounts > 0 ? new_accounts.hours / new_accounts.accounts : 0;
  const given = (known: boolean) => (known ? "given" : "assumed: nobody gave it");
  const line = (said: string, number: number, as: NumberLook, name: string, why: string): SheetCell[] => [
    text(said),
    { number, as, look: "input", name },
    text(why),
  ];
  const found = (said: string, formula: string, value: number, as: NumberLook, name: string, why: string): SheetCell[] => [
    text(said),
    { formula, found: value, as, look: "result", name },
    text(why),
  ];
  const lost = ramp.vacancy_months / 12 + (ramp.ramp_months / 12) * (1 - ramp.ramp_delivery);
  return {
    name: INPUTS,
    widths: [44, 16, 70],
    sticky: 3,
    rows: [
      [{ text: "Inputs", look: "title" }],
      [note("Change what is marked in yellow; everything else follows. Each input has a name that formulas use.")],
      [head("Input"), head("Value"), head("Where it comes from")],
      line(
        "Hours in a contract year, per person",
        year.contract_hours,
        "hours",
        "contract_hours",
        given(plan.company.contract_hours !== undefined),
      ),
      line(
        "Holidays and leave, per person",
        year.leave_hours,
        "hours",
        "leave_hours",
        given(plan.company.leave_hours !== undefined),
      ),
      line(
        "Share of working hours spent on customers",
        year.customer_time,
        "rate",
        "customer_time",
        given(plan.customer_time.known),
      ),
      found(
        "Hours one CSM has for customers",
        "(contract_hours-leave_hours)*customer_time",
        plan.sizing.hours_per_csm,
        "hours",
        "hours_per_csm",
        "computed",
      ),
      line(
        "CSMs who leave in a year, as a share",
        ramp.yearly_attrition,
        "rate",
        "attrition",
        given(plan.company.attrition !== undefined),
      ),
      line("Months a seat stands empty", ramp.vacancy_months, "number", "vacancy_months", "rule org-ramp"),
      line("Months until a new CSM is full", ramp.ramp_months, "number", "ramp_months", "rule org-ramp"),
      line("What a new CSM delivers on the way, as a share", ramp.ramp_delivery, "rate", "ramp_delivery", "rule org-ramp"),
      found(
        "Work to be added for leavers, as a factor",
        "1+attrition*(vacancy_months/12+ramp_months/12*(1-ramp_delivery))",
        1 + ramp.yearly_attrition * lost,
        "number",
        "leavers_factor",
        "computed",
      ),
      line(
        "New accounts a year",
        new_accounts?.accounts ?? 0,
        "count",
        "new_accounts",
        new_accounts === null ? "not known: counted as none" : "given or counted",
      ),
      line("CSM hours for each new account", each, "hours", "hours_per_new_account", "by the tiers they come to"),
      line("Gross margin", plan.gross_margin.central, "rate", "gross_margin", given(plan.gross_margin.known)),
      line("Gross margin, low end", plan.gross_margin.low, "rate", "gross_margin_low", given(plan.gross_margin.known)),
      line("Gross margin, high end", plan.gross_margin.high, "rate", "gross_margin_high", given(plan.gross_margin.known)),
    ],
  };
}

/** A workbook is written of plans whose cost is known. */
const costOf = ({ cost }: Plan["options"][number]): number => cost!;

const HALF_A_CENT = 0.005;

/** What one CSM costs in a plan without any: the price of the tiers' work, which is rounded to the cent; a whole amount where that explains it. */
function costOfWork({ sizing: { pools }, next_hire }: Plan): number {
  const widest = pools.reduce<(typeof pools)[number] | null>((most, one) => (one.fte > (most?.fte ?? 0) ? one : most), null);
  if (widest === null || widest.cost === null) return next_hire?.cost ?? 0;
  const cost = widest.cost / widest.fte;
  const whole = Math.round(cost);
  return Math.abs(whole - cost) * widest.fte <= HALF_A_CENT ? whole : cost;
}

/** What a plan that saves would have to lose to cost more than it saves stands below 0. */
const saves = ({ added_cost }: Plan["options"][number]): string => ((added_cost ?? 0) < 0 ? "; below 0, what it may lose" : "");

/** The people of the plan with what they cost, and what that must win back. */
function peopleSheet(plan: Plan): WorkbookSheet {
  const option = plan.recommended ?? plan.options[0]!;
  const known = option.added_cost !== null;
  const csmCost = option.roles.find(({ role }) => role === "csm")?.yearly_cost ?? costOfWork(plan);
  const priced = option.roles.map((line) => ({ ...line, yearly_cost: line.yearly_cost! }));
  const lines = option.roles.some(({ role }) => role === "csm")
    ? priced
    : [...priced, { role: "csm" as const, heads: 0, added: 0, yearly_cost: csmCost, start_week: null }];
  const first = 4;
  const rows = lines.map(({ role, heads, added, yearly_cost, start_week }, index): SheetCell[] => {
    const row = first + index;
    const today = known ? heads - added : 0;
    return [
      text(label(roleName(role))),
      { number: today, as: "number", look: "input" },
      { number: heads, as: "number", look: "input" },
      { number: yearly_cost, as: "cents", look: "input", ...(role === "csm" && { name: "cost_csm" }) },
      { formula: `B${row}*D${row}`, found: today * yearly_cost, as: "cents" },
      { formula: `C${row}*D${row}`, found: heads * yearly_cost, as: "cents" },
      { formula: `F${row}-E${row}`, found: (heads - today) * yearly_cost, as: "cents" },
      start_week === null || added <= 0 ? null : startOf(plan, start_week),
    ];
  });
  const end = first + lines.length - 1;
  const all = end + 1;
  const csmRow = first + lines.findIndex(({ role }) => role === "csm");
  const sum = (letter: string) => `SUM(${letter}${first}:${letter}${end})`;
  const total = (letter: string, found: number, as: NumberLook, name: string): SheetCell => ({
    formula: sum(letter),
    found,
    as,
    look: "total",
    name,
  });
  const today = plan.cost_today ?? 0;
  const even = option.break_even;
  const tierRow = (index: number) => tierOfRow(index);
  const breakEven: SheetCell[][] =
    !known || even === null
      ? [[text("What the plan must win back is not known until today's team is.")]]
      : [
          [head(`What it must win back${saves(option)}`), head("Value"), head("Low margin"), head("High margin")],
          [
            text("ARR to keep or sell a year"),
            {
              formula: "added_cost/gross_margin",
              found: even.retained_arr_needed,
              as: "cents",
              look: "result",
              name: "arr_to_win_back",
            },
            { formula: "added_cost/gross_margin_low", found: even.share_high * plan.facts.arr, as: "cents" },
            { formula: "added_cost/gross_margin_high", found: even.share_low * plan.facts.arr, as: "cents" },
          ],
          [
            text("As a share of ARR"),
            { formula: "IF(arr=0,0,arr_to_win_back/arr)", found: even.share_of_arr, as: "rate", look: "result" },
            { formula: `IF(arr=0,0,C${all + 3}/arr)`, found: even.share_high, as: "rate" },
            { formula: `IF(arr=0,0,D${all + 3}/arr)`, found: even.share_low, as: "rate" },
          ],
          ...plan.tiers.map(({ tier }, index): SheetCell[] => {
            const row = tierRow(index);
            const count = even.accounts.find((one) => one.tier === tier)?.count ?? 0;
            const ref = sheetRef(TIERS);
            return [
              text(`In average accounts of ${tier}`),
              { formula: `IF(${ref}E${row}=0,0,arr_to_win_back/(${ref}E${row}/${ref}D${row}))`, found: count, as: "people" },
            ];
          }),
        ];
  return {
    name: PEOPLE,
    widths: [40, 16, 16, 18, 18, 18, 18, 18],
    sticky: 3,
    rows: [
      [{ text: "People and cost", look: "title" }],
      [note(`${optionTitle(option)}.${known ? "" : " Today's team is not known, so it stands as nobody."}`)],
      ["Role", "Today", "Planned", "Cost of one a year", "Cost today", "Cost planned", "Added", "Starts"].map(head),
      ...rows,
      [
        { text: "All", look: "total" },
        total("B", known ? (plan.heads_today ?? 0) : 0, "number", "heads_today"),
        total("C", option.heads, "number", "heads_planned"),
        nothing,
        total("E", known ? today : 0, "cents", "cost_today"),
        total("F", costOf(option), "cents", "cost_planned"),
        total("G", known ? (option.added_cost ?? 0) : costOf(option), "cents", "added_cost"),
        nothing,
      ],
      [
        text("CSMs planned"),
        { formula: `C${csmRow}`, found: lines[csmRow - first]!.heads, as: "number", look: "result", name: "csms_planned" },
      ],
      ...breakEven,
    ],
  };
}

/** The day a role starts, or its week where the plan has no dates. */
function startOf(plan: Plan, week: number): SheetCell {
  const day = weekDate(plan.as_of, week);
  return day === null ? text(weekOfPlan(plan, week)) : { date: day };
}

interface Shown {
  what: string;
  name: string;
  found: number;
  as: NumberLook;
}

/** The numbers to read, as they are now and as the plan had them, and the checks. */
function planSheet(plan: Plan, hasForecast: boolean): WorkbookSheet {
  const option = plan.recommended ?? plan.options[0]!;
  const known = option.added_cost !== null;
  const { renewals, sizing } = plan;
  const lines: Shown[] = [
    { what: "ARR", name: "arr", found: plan.facts.arr, as: "cents" },
    { what: "Accounts", name: "accounts", found: plan.tiers.reduce((all, tier) => all + tier.accounts, 0), as: "count" },
    { what: "Hours one CSM has for customers", name: "hours_per_csm", found: sizing.hours_per_csm, as: "hours" },
    { what: "CSMs of work", name: "csms_of_work", found: sizing.csm_fte, as: "people" },
    { what: "CSMs needed, leavers counted", name: "csms_needed", found: sizing.csm_fte_with_attrition, as: "people" },
    { what: "People planned", name: "heads_planned", found: option.heads, as: "people" },
    { what: "Cost planned, a year", name: "cost_planned", found: costOf(option), as: "cents" },
    ...(known
      ? [
          { what: "Cost today, a year", name: "cost_today", found: plan.cost_today ?? 0, as: "cents" as const },
          { what: "Added, a year", name: "added_cost", found: option.added_cost ?? 0, as: "cents" as const },
        ]
      : []),
    ...(known && option.break_even !== null
      ? [
          {
            what: `ARR it must keep or sell, a year${saves(option)}`,
            name: "arr_to_win_back",
            found: option.break_even.retained_arr_needed,
            as: "cents" as const,
          },
        ]
      : []),
    ...(hasForecast && renewals !== null
      ? [
          { what: "Renewals due in the year", name: "renewals_due", found: renewals.due, as: "cents" as const },
          { what: "Renewals expected", name: "renewals_expected", found: renewals.expected, as: "cents" as const },
        ]
      : []),
  ];
  const first = 6;
  const rows = lines.map(({ what, name, found, as }, index): SheetCell[] => {
    const row = first + index;
    return [
      text(what),
      { formula: name, found, as, look: "result" },
      { number: found, as },
      { formula: `B${row}-C${row}`, found: 0, as },
    ];
  });
  const [firstTier, lastTier] = [tierOfRow(0), tierOfRow(plan.tiers.length - 1)];
  const tiers = sheetRef(TIERS);
  const accounts = sheetRef(ACCOUNTS);
  const counted = plan.accounts.length > 0 && plan.sample === null;
  const last = plan.accounts.length + 3;
  const check = (what: string, holds: string, found = true): SheetCell[] => [
    text(what),
    { formula: `IF(${holds},"${HOLDS}","${FAILS}")`, found: found ? HOLDS : FAILS, look: "check" },
  ];
  const short =
    sizing.csm_fte_with_attrition - (option.roles.find(({ role }) => role === "csm")?.heads ?? 0) < plan.marks.hire_from;
  const checks = [
    check(
      "The floors fall from tier to tier",
      `SUMPRODUCT(--(${tiers}C${firstTier}:C${lastTier - 1}<${tiers}C${firstTier + 1}:C${lastTier}))=0`,
    ).slice(0, plan.tiers.length > 1 ? 2 : 0),
    ...(counted
      ? [
          check("Every account of the list stands in a tier", `accounts=COUNT(${accounts}B4:B${last})`),
          check("The tiers add up to the ARR of the list", `ABS(arr-SUM(${accounts}B4:B${last}))<0.005`),
        ]
      : []),
    check(
      "Roles times cost are the plan's cost",
      `ABS(cost_planned-SUMPRODUCT(${sheetRef(PEOPLE)}C4:C${3 + Math.max(1, roleLines(option))},${sheetRef(PEOPLE)}D4:D${3 + Math.max(1, roleLines(option))}))<0.005`,
    ),
    check("The planned CSMs cover the work, up to half a person", `csms_needed-csms_planned<${plan.marks.hire_from}`, short),
    check(
      "Shares are between 0 and 1",
      "AND(customer_time>0,customer_time<=1,attrition>=0,attrition<1,gross_margin>0,gross_margin<=1)",
    ),
    ...(hasForecast
      ? [
          check(
            "Every chance is between 0 and 1",
            `SUMPRODUCT(--(${sheetRef(FORECAST)}F${forecastRows(plan).first}:F${forecastRows(plan).last}<0))+SUMPRODUCT(--(${sheetRef(FORECAST)}F${forecastRows(plan).first}:F${forecastRows(plan).last}>1))=0`,
          ),
          check("No more is expected than is due", "renewals_expected<=renewals_due+0.005"),
        ]
      : []),
  ].filter((row) => row.length > 0);
  return {
    name: "Plan",
    widths: [48, 20, 20, 16],
    sticky: 0,
    rows: [
      [{ text: `Customer-success plan: ${plan.name}`, look: "title" }],
      [text(askLine(plan))],
      [
        note(
          `${plan.as_of === null ? "No date was given." : `As of ${plan.as_of}.`} ${plan.currency === "" ? "The currency was not given." : `Amounts in ${plan.currency}.`} Yellow cells on the other sheets are inputs.`,
        ),
      ],
      [],
      [head("Number"), head("Now"), head("As planned"), head("Change")],
      ...rows,
      [],
      [head("Check"), head("State")],
      ...checks,
    ],
  };
}

const roleLines = ({ roles }: Plan["options"][number]): number =>
  roles.length + (roles.some(({ role }) => role === "csm") ? 0 : 1);

const forecastRows = (plan: Plan) => ({ first: 9, last: 8 + (plan.renewals?.lines.length ?? 0) });

/** The plan as a workbook that goes on calculating: its inputs marked, its checks red where they do not hold. */
export function workbookSheets(plan: Plan, facts: WorkbookFacts): WorkbookSheet[] {
  const hasForecast = plan.renewals !== null && plan.renewals.lines.length > 0;
  const accounts = plan.accounts.length > 0 && plan.sample === null;
  return [
    planSheet(plan, hasForecast),
    inputsSheet(plan, facts),
    tiersSheet(plan),
    peopleSheet(plan),
    ...(hasForecast ? [forecastSheet(plan, forecastRows(plan))] : []),
    ...(accounts ? [booksSheet(plan), accountsSheet(plan)] : []),
  ];
}
