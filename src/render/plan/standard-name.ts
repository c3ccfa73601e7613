const publishers: Record<string, string> = {
  strategist: "CS Strategist skill",
  compounding: "The Compounding Customer",
  cs_science: "CS Science",
  saas_capital: "SaaS Capital survey",
  house: "working assumption",
};

const variants: Record<string, string> = {
  acv: "by contract value",
  chart: "organization chart",
  example: "worked example",
  names: "by segment name",
  org: "organization table",
};

/** A standard's id as its publisher and, for a variant, which of its pages. @example standardName("strategist_chart") // "CS Strategist skill, organization chart" */
export function standardName(id: string): string {
  const publisher = Object.keys(publishers).find((one) => id === one || id.startsWith(`${one}_`));
  if (publisher === undefined) return id.replaceAll("_", " ");
  const variant = id.slice(publisher.length + 1);
  return variant === "" ? publishers[publisher]! : `${publishers[publisher]}, ${variants[variant] ?? `${variant} page`}`;
}
