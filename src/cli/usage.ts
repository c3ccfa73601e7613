export const usage = `cs-strategist: customer-success planning whose numbers tie

  cs-strategist                                  serve MCP over stdio
  cs-strategist blueprint FILE... [--out DIR]    the plan from a company file (YAML), an account table, or both
        [--as-of DATE] [--heads N] [--budget N] [--compare FILE]: another company file, to see what changed and why
  cs-strategist call TOOL --json '{...}'         one tool; the result as JSON (--json @FILE reads a file, --json - standard input)
  cs-strategist rules [ID]                       the rule library, or one page of it; --check validates all of it
  cs-strategist tools                            the tools, a line each

  --allow DIR    a further folder whose files may be read and written (repeatable)
  --config FILE  your own figures and settings instead of cs-strategist.yaml in this folder

Exit codes: 0 done, 1 a fault of the program, 2 input to mend, 3 the parts of a plan do not tie.
`;
