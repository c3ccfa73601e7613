const offset = "To skip no rows is the first page.";

/** Where 0 (or false) rightly gives what leaving the parameter out gives, by tool; "ask: path" where it holds for one question only. */
export const sameAsLeftOut: Record<string, Record<string, string>> = {
  find_rules: { offset },
  find_benchmarks: { offset },
};
