const parts =
  /\/\*[\s\S]*?\*\/|\/\/.*|"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'|(?<=[(,=:[!&|?{};]\s*|return\s)\/(?:[^/\\\n[]|\\.|\[(?:[^\]\\\n]|\\.)*\])+\/[a-z]*|`|\.\.\.|[()[\]{}]/g;
const template = /(?:[^`\\$]|\\[\s\S]|\$(?!\{))*(`|\$\{)/y;
const restParameter = /^\s*\w+\s*:/;

/**
 * The lines of TypeScript where a list is spread into a call, each with its text. Rest parameters and array literals are no such thing.
 * Throws when the brackets do not match, so that text it cannot follow is never taken for text without spreads.
 */
export function spreadCalls(text: string): string[] {
  const found: string[] = [];
  const open: string[] = [];
  let at = 0;
  // A template is left at "${" and entered again at the brace that closes it.
  const readTemplate = () => {
    template.lastIndex = at;
    if (template.exec(text)?.[1] === "${") open.push("${");
    at = template.lastIndex;
  };
  for (;;) {
    parts.lastIndex = at;
    const match = parts.exec(text);
    if (match === null) break;
    const token = match[0];
    at = parts.lastIndex;
    if (token === "`") readTemplate();
    else if ("([{".includes(token)) open.push(token);
    else if (")]}".includes(token)) {
      const opened = open.pop();
      if (opened === "${") readTemplate();
      else if (opened !== { ")": "(", "]": "[", "}": "{" }[token])
        throw new Error(`The brackets do not match near ${text.slice(at - 40, at)}`);
    } else if (token === "..." && open.at(-1) === "(" && !restParameter.test(text.slice(at))) {
      const before = text.slice(0, match.index).split("\n");
      found.push(`line ${before.length}: ${text.split("\n")[before.length - 1]!.trim()}`);
    }
  }
  if (open.length > 0) throw new Error(`${open.join(" ")} is not closed`);
  return found;
}
