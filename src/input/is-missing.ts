const missingWords = new Set([
  "",
  "-",
  "–",
  "—",
  "--",
  "n/a",
  "na",
  "n.a.",
  "null",
  "none",
  "nil",
  "nan",
  "not available",
  "unknown",
]);

/** Whether a cell says that there is no value; that is never the same as 0. */
export function isMissing(text: string): boolean {
  return text.length < 15 && missingWords.has(text.toLowerCase());
}
