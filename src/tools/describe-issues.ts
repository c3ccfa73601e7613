import type * as z from "zod";

function place(path: readonly PropertyKey[]): string {
  return path
    .map((key, index) => (typeof key === "number" ? `[${key}]` : index === 0 ? String(key) : `.${String(key)}`))
    .join("");
}

/** What is wrong with a tool's input, a line an issue, in words that name the parameter and what it takes. */
export function describeIssues(issues: readonly z.core.$ZodIssue[], schema: z.ZodObject): string[] {
  return issues.flatMap((issue): string[] => {
    const where = place(issue.path);
    if (issue.code === "unrecognized_keys") {
      const known = issue.path.length === 0 ? ` It takes: ${Object.keys(schema.shape).join(", ")}.` : "";
      return issue.keys.map((key) => `${where ? `${where}.` : ""}${key}: there is no such parameter.${known}`);
    }
    if (issue.code === "invalid_value") return [`${where}: must be one of ${issue.values.map(String).join(", ")}.`];
    if (issue.code === "invalid_union") {
      const inner = issue.errors[0] ?? [];
      return [`${where}: ${inner.map((one) => one.message).join("; ") || issue.message}`];
    }
    return [`${where || "input"}: ${issue.message}`];
  });
}
