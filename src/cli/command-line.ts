import { join } from "node:path";
import { parseArgs } from "node:util";

export const exitCodes = { done: 0, fault: 1, mend: 2, untied: 3, stopped: 130 } as const;
export type ExitCode = (typeof exitCodes)[keyof typeof exitCodes];

const OWN_FILE = "cs-strategist.yaml";

/** The file with the user's own figures: the one named at the start, else the usual one in the working folder. */
export function ownFile(config: string | undefined, working: string): string {
  return config ?? join(working, OWN_FILE);
}

const options = {
  json: { type: "string" },
  out: { type: "string" },
  "as-of": { type: "string" },
  heads: { type: "string" },
  budget: { type: "string" },
  compare: { type: "string" },
  include: { type: "string", multiple: true },
  "skip-bad-rows": { type: "boolean" },
  allow: { type: "string", multiple: true },
  config: { type: "string" },
  check: { type: "boolean" },
  dialect: { type: "string" },
  table: { type: "string" },
  account: { type: "string" },
  month: { type: "string" },
  amount: { type: "string" },
  unit: { type: "string" },
  from: { type: "string" },
  to: { type: "string" },
  columns: { type: "string" },
  help: { type: "boolean", short: "h" },
  version: { type: "boolean", short: "v" },
} as const;

export type CommandLine = ReturnType<typeof parseCommandLine>;

/** The command line as commands and options; throws TypeError for an option that does not exist. */
export function parseCommandLine(args: string[]) {
  const { positionals, values } = parseArgs({ args, options, allowPositionals: true });
  const tool = positionals[0] === "call" ? positionals.slice(1, 2) : [];
  return { positionals: values.help ? ["help", ...tool] : values.version ? ["version"] : positionals, values };
}

export const usage = `cs-strategist: customer-success planning whose numbers tie

  cs-strategist [serve DIR...]                   serve MCP over stdio; the folders may be read and written beside the working one
  cs-strategist blueprint FILE... [--out DIR]    the plan from a company file (YAML), an account table, or both
        [--as-of DATE] [--heads N] [--budget N] [--compare FILE]: another company file, to see what changed and why
        [--include all]: the chapters beside the page, or some: tiers,team,scorecard,pay   [--skip-bad-rows]
  cs-strategist blueprint                        on a terminal: asks for the table or the totals, the day and the folder
  cs-strategist call TOOL --json '{...}'         one tool; the result as JSON (--json @FILE reads a file, --json - standard input)
  cs-strategist call TOOL --help                 what a tool does and every parameter it takes
  cs-strategist rules [ID]                       the rule library, or one page of it; --check validates all of it
  cs-strategist tools                            the tools, a line each
  cs-strategist sql QUERY --dialect D --table T --account COLUMN --month COLUMN --amount COLUMN [--unit arr]
                                                 a query for your own engine over monthly amounts; the tools read its result (CSV, Parquet) as a table
        pairs --from DATE --to DATE              what each account paid at two dates: compute_nrr
        bridge --from DATE --to DATE             the sums of these months' movements, no account: compute_nrr
        months                                   all months, a row for each run of months at one amount: compute_nrr month by month, analyze_cohorts
        cohorts                                  the months in which each account pays: analyze_cohorts by customers
        accounts --to DATE [--columns A,B]       who pays in the month of a date, with further columns: design_tiers, size_team, build_blueprint
        checks [--columns A,B:date,C:number]     of each column: rows, blanks, different values, days, sum, what cannot be read: inspect_table
                                                 D: snowflake, bigquery, databricks, redshift, trino, postgres, clickhouse or duckdb
  cs-strategist add duckdb                       fetches DuckDB (70 MB, by npm) for Parquet of any size and for database files (.duckdb)
  cs-strategist --version                        the version

  --allow DIR    a further folder whose files may be read and written (repeatable); the variable CS_STRATEGIST_FOLDERS names some too
  --config FILE  your own figures and settings instead of cs-strategist.yaml in this folder

Exit codes: 0 done, 1 a fault of the program, 2 input to mend, 3 the parts of a plan do not tie, 130 stopped at a question.
Color and width follow the terminal; NO_COLOR and FORCE_COLOR are heeded, and a file or a pipe gets plain markdown.
`;
