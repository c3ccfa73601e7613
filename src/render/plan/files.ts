import type { Company } from "../../core/plan/company.ts";
import type { Plan } from "../../core/plan/plan.ts";
import { htmlPage } from "../html-page.ts";
import { accountsCsv } from "./accounts-csv.ts";
import type { Appendix } from "./appendix-sections.ts";
import { boardSummary } from "./board-summary.ts";
import { companyFile } from "./company-file.ts";
import { planDocument } from "./document.ts";

export interface RunOfPlan {
  table?: string;
  as_of: string | null;
  out?: string;
}

/** Not company.yaml: that is what people call their own, and it may stand in the same folder. */
const COMPLETED = "company-completed.yaml";

/** Everything a plan is forwarded as: the board's page, the whole document, the accounts, and the company file for the next run. */
export async function planFiles(plan: Plan, company: Company, appendix: Appendix, run: RunOfPlan) {
  const document = planDocument(plan, appendix);
  const summary = boardSummary(plan);
  const folder = run.out ?? ".";
  const command = `cs-strategist blueprint ${folder}/${COMPLETED}${run.table ? " NEW-ACCOUNTS-TABLE" : ""} --as-of NEW-DATE --out NEW-FOLDER`;
  const title = `Customer-success plan: ${plan.name}`;
  const files = [
    { name: "board-summary.html", text: await htmlPage(`Board summary: ${plan.name}`, summary) },
    { name: "board-summary.md", text: `${summary}\n` },
    { name: "blueprint.html", text: await htmlPage(title, document) },
    { name: "blueprint.md", text: `${document}\n` },
    ...(plan.accounts.length ? [{ name: "account-list.csv", text: accountsCsv(plan) }] : []),
    { name: COMPLETED, text: companyFile(company, plan, command) },
  ];
  return { files, document };
}
