const names = [
  "january",
  "february",
  "march",
  "april",
  "may",
  "june",
  "july",
  "august",
  "september",
  "october",
  "november",
  "december",
];

/** The number of a month from its English name, whole or cut to three letters or more. @example monthNumber("Sept") // 9 */
export function monthNumber(name: string): number | null {
  const lower = name.toLowerCase();
  if (lower.length < 3) return null;
  const index = names.findIndex((month) => month.startsWith(lower));
  return index === -1 ? null : index + 1;
}
