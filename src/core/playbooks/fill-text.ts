const FIELD = /\{([a-z][a-z0-9_]*)\}/g;

/** The names in braces, each once, in the order they appear. @example fieldsOf(["{account}: {goal}"]) // ["account", "goal"] */
export function fieldsOf(texts: readonly string[]): string[] {
  return [...new Set(texts.flatMap((text) => [...text.matchAll(FIELD)].map((match) => match[1]!)))];
}

/**
 * A text with the names in braces replaced, once; what is not known stays in braces, and braces inside a value are left alone.
 * Throws nothing.
 * @example fillText("{account}: {goal}", new Map([["account", "Acme"]])) // "Acme: {goal}"
 */
export function fillText(text: string, values: ReadonlyMap<string, string>): string {
  return text.replace(FIELD, (whole, field: string) => values.get(field) ?? whole);
}
