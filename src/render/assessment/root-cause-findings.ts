import type { RootCause } from "../../core/org/assessment/root-cause.ts";
import { plural, shortMoney } from "../numbers.ts";
import { type AssessmentContext, type Finding, shareText } from "./worded.ts";

const RULE = "org-root-cause";

/** What the places looked at speak for. */
export function signFindings({ signs, verdict }: RootCause): Finding[] {
  const count = (side: "upstream" | "execution") => signs.filter(({ points_to }) => points_to === side).length;
  const [up, work] = [count("upstream"), count("execution")];
  const against = (verdict === "upstream" && work > up) || (verdict === "execution" && up > work);
  return [
    ...signs.map(({ look_at, points_to, means }) => ({
      finding: `${look_at} speaks for ${points_to}`,
      evidence: means,
      rule: RULE,
    })),
    ...(signs.length
      ? [
          {
            finding: `Signs: ${up} for upstream, ${work} for execution${against ? "; most speak against the count of losses" : ""}`,
            evidence: "A sign is no loss, so signs do not enter the shares.",
            rule: RULE,
          },
        ]
      : []),
  ];
}

/** Losses by cause, and what perfect execution would have kept. */
export function causeFindings({ causes, upstream }: RootCause, { currency, question }: AssessmentContext): Finding[] {
  const { execution_arr_low: low, execution_arr_high: high } = upstream;
  const amounts = (one: number, other: number) =>
    one === other ? shortMoney(one, currency) : `${shortMoney(one, currency)} to ${shortMoney(other, currency)}`;
  const reasons = (cause: string) =>
    (question.losses ?? [])
      .filter((loss) => loss.cause === cause)
      .flatMap(({ reason }) => (reason === undefined ? [] : [reason]));
  return [
    ...causes
      .filter(({ accounts, arr }) => accounts > 0 || (arr ?? 0) > 0)
      .map(({ cause, accounts, arr, accounts_share }) => ({
        finding: `${cause.replace(/^./, (letter) => letter.toUpperCase())}: ${plural(accounts, "account")}${arr === null ? "" : ` and ${shortMoney(arr, currency)}`}${accounts_share === null ? ", counted apart" : `, ${shareText(accounts_share)} of those counted`}`,
        evidence: [...new Set(reasons(cause))].sort().join("; ") || "no reasons given",
        rule: RULE,
      })),
    ...(low === null || high === null
      ? []
      : [
          {
            finding: `Perfect execution would have kept ${amounts(low, high)}, and no plan for customer success can promise more`,
            evidence: "ARR lost to execution, and with the unknown",
            rule: RULE,
          },
        ]),
  ];
}
