import type * as z from "zod";

const kinds: Record<string, string> = {
  string: "text",
  number: "a number",
  boolean: "true or false",
  array: "a list",
  object: "a record of named values",
  record: "a record of named values",
};

function place(path: readonly PropertyKey[]): string {
  return path
    .map((key, index) => (typeof key === "number" ? `[${key}]` : index === 0 ? String(key) : `.${String(key)}`))
    .join("");
}

/** One issue in plain words, without its place. */
function words(issue: z.core.$ZodIssue): string {
  switch (issue.code) {
    case "invalid_type": {
      const missing = issue.message.endsWith("received undefined");
      return `${missing ? "is missing; it " : ""}must be ${kinds[issue.expected] ?? issue.expected}.`;
    }
    case "invalid_value":
      return `must be one of ${issue.values.map(String).join(", ")}.`;
    case "too_small":
      if (issue.origin !== "number") return `is too short; it needs ${issue.minimum} or more.`;
      return `must be ${issue.inclusive ? `${issue.minimum} or more` : `above ${issue.minimum}`}.`;
    case "too_big":
      if (issue.origin !== "number") return `is too long; it may have ${issue.maximum}.`;
      return `must be ${issue.inclusive ? `${issue.maximum} or less` : `below ${issue.maximum}`}.`;
    case "not_multiple_of":
      return issue.divisor === 1 ? "must be a whole number." : `must be a multiple of ${issue.divisor}.`;
    case "invalid_union":
      return issue.errors
        .flatMap((errors) => errors.slice(0, 1))
        .map(words)
        .join(" Or it ");
    default:
      return /[.?!]$/.test(issue.message) ? issue.message : `${issue.message}.`;
  }
}

/** What is wrong with a tool's input, a line an issue, in words that name the parameter and what it takes. */
export function describeIssues(issues: readonly z.core.$ZodIssue[], schema: z.ZodObject): string[] {
  return issues.flatMap((issue): string[] => {
    const where = place(issue.path);
    if (issue.code !== "unrecognized_keys") return [`${where || "input"}: ${words(issue)}`];
    const known = issue.path.length === 0 ? ` It takes: ${Object.keys(schema.shape).join(", ")}.` : "";
    return issue.keys.map((key) => `${where ? `${where}.` : ""}${key}: there is no such parameter.${known}`);
  });
}
