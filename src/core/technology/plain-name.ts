/**
 * A name as the rules spell names, whatever the caller's capitals, spaces and hyphens.
 * @example plainName("Product Analytics") // "product_analytics"
 */
export function plainName(name: string): string {
  return name
    .trim()
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, "_")
    .replace(/^_+|_+$/g, "");
}
