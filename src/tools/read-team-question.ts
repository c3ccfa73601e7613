import type * as z from "zod";
import type { Warning } from "../core/contract/envelope.ts";
import { Problem } from "../core/contract/problem.ts";
import type { Table, TableField } from "../core/contract/table.ts";
import { type GivenTier, teamFloors, tiersWithAccounts, tiersWithoutFloor } from "../core/org/given-tiers.ts";
import { teamAccounts } from "../core/org/team-accounts.ts";
import type { TeamQuestion } from "../core/org/team-question.ts";
import { bookAt } from "../core/segmentation/book-at.ts";
import type { TierFigures } from "../core/segmentation/figures.ts";
import type { Floor } from "../core/segmentation/order-floors.ts";
import { decimal, plural } from "../render/numbers.ts";
import { byRole, readingOptions } from "./params.ts";
import type { Ports } from "./ports.ts";
import type { TeamInput } from "./size-team-input.ts";

export interface AskedTeam {
  question: TeamQuestion;
  warnings: Warning[];
  currency: string | null;
}

function refuseWhatDoesNotFit({ leaving, table, growth, new_accounts_a_year, show }: TeamInput): void {
  if (table === undefined && leaving?.length)
    throw new Problem({
      what: "leaving names owners, and no table says what they own.",
      remedy: "Give a table with an owner column.",
    });
  if (growth !== undefined && new_accounts_a_year !== undefined)
    throw new Problem({
      what: "growth and new_accounts_a_year both say how many accounts come.",
      remedy: "Leave new_accounts_a_year out; growth counts them month by month.",
    });
  if (show === "messages" && table === undefined)
    throw new Problem({
      what: "show asks for a message to each account, and only totals are known.",
      remedy: "Give a table with an owner column; message holds the text for all.",
    });
}

/**
 * The question in core's terms: from tiers, or from the accounts of a table with what tiers says about them.
 * Throws Problem for parts of the input that do not fit together.
 */
export async function readTeamQuestion(
  input: TeamInput,
  standardFloors: () => z.infer<typeof TierFigures>,
  ports: Ports,
): Promise<AskedTeam> {
  refuseWhatDoesNotFit(input);
  const { tiers = [], as_of, arr, contract_hours, leave_hours, sick_hours, customer_time, table: path } = input;
  const [team, costs] = [byRole("team", input.team), byRole("costs", input.costs)];
  const { expansion_mandate, new_accounts_a_year, attrition, heads, budget, leaving, player_coaches } = input;
  const hours = { contract_hours, leave_hours, sick_hours, customer_time, new_accounts_a_year, attrition };
  const people = { team, costs, expansion_mandate, heads, budget, leaving, player_coaches, part_time: true };
  const given = { ...hours, ...people, as_of, arr };
  if (path === undefined) return { question: { ...given, tiers: tiersWithAccounts(tiers) }, warnings: [], currency: null };
  const fixed = heads !== undefined || budget !== undefined || leaving !== undefined;
  if (fixed && as_of === undefined)
    throw new Problem({
      what: "Who gets less depends on which renewals are near, and as_of is missing.",
      remedy: "Give as_of, a date like 2026-01-31.",
    });
  const table = await readBook({ ...input, table: path }, fixed, ports);
  const floors = teamFloors(tiers, standardFloors());
  const book = teamAccounts(bookAt(table, as_of ?? null), floors, tiers);
  const question = { ...given, tiers: tiers.map((tier) => ({ ...tier, accounts: 0 })), accounts: book.accounts };
  return {
    question,
    warnings: [...book.warnings, ...borrowedFloor(tiers, floors), ...tableWarnings(table, tiers)],
    currency: table.currency,
  };
}

/** Says which floor was not given and came from the standard in force. */
function borrowedFloor(tiers: readonly GivenTier[], floors: readonly Floor[]): Warning[] {
  return tiersWithoutFloor(tiers).flatMap(({ tier }) => {
    const floor = floors.find((one) => one.tier === tier);
    if (floor === undefined) return [];
    const message = `${tier} has no min_arr; the standard in force has a tier of that name, from ${decimal(floor.min, 2)}. Give min_arr if yours differs.`;
    return [{ code: "floor_of_standard", message }];
  });
}

function tableWarnings(table: Table, tiers: readonly GivenTier[]): Warning[] {
  const counted = tiers.filter((tier) => tier.accounts !== undefined || tier.arr !== undefined).map(({ tier }) => tier);
  const first = table.issues.slice(0, 2).map((issue) => `Row ${issue.row}: ${issue.message}`);
  const own = `Accounts and ARR of ${counted.join(", ")} are counted from the table, not taken from tiers.`;
  const issues = `${plural(table.issues.length, "remark")} on the table; inspect_table lists all. ${first.join(" ")}`;
  return [
    ...(counted.length ? [{ code: "table_counts", message: own }] : []),
    ...(table.issues.length ? [{ code: "table_issues", message: issues }] : []),
  ];
}

/** Reads once more when something could not be read, with every column the answer uses made mandatory, so that no bad cell passes. */
async function readBook(input: TeamInput & { table: string }, fixed: boolean, ports: Ports): Promise<Table> {
  const dates: TableField[] = fixed ? ["renewal_date", "notice_days", "health"] : [];
  const used: TableField[] = ["owner", "tier", "touch", "partner", ...dates];
  const first = await ports.readTable(input.table, readingOptions(input));
  if (first.issues.length === 0) return first;
  const present = used.filter((field) => first.columns.some((column) => column.field === field));
  return ports.readTable(input.table, readingOptions(input, ["amount", ...present]));
}
