const eighths = ["", "▏", "▎", "▍", "▌", "▋", "▊", "▉"];

/**
 * A bar of so many characters, to an eighth of one; anything above nothing shows.
 * @example bar(2.5) // "██▌"
 */
export function bar(characters: number, sign = "█"): string {
  if (!(characters > 0)) return "";
  if (sign !== "█") return sign.repeat(Math.round(characters));
  const parts = Math.max(1, Math.round(characters * 8));
  return sign.repeat(Math.floor(parts / 8)) + eighths[parts % 8]!;
}
