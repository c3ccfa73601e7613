import { Problem } from "../../contract/problem.ts";
import { smallest } from "../../order/smallest.ts";
import type { BandCaps, BandResponses, HealthBands } from "./figures.ts";
import type { HealthAccount } from "./health-account.ts";

/**
 * Place of the band that holds a score, worst 0: from its own value up to, not including, the next one, so that no score falls between two.
 * @example bandPlace(79.8, bands) // 3, stable, whose next begins at 80
 */
export function bandPlace(score: number, bands: HealthBands): number {
  let place = 0;
  bands.forEach(({ from }, index) => {
    if (score >= from) place = index;
  });
  return place;
}

/** The place of a band by its name. Throws Problem that names the bands there are. */
export function placeOfBand(name: string, bands: HealthBands, where: string): number {
  const place = bands.findIndex(({ band }) => band === name);
  if (place === -1)
    throw new Problem({
      what: `${where} names a band there is not: "${name}".`,
      remedy: `The bands: ${bands.map(({ band }) => band).join(", ")}.`,
    });
  return place;
}

export type Fact = keyof BandCaps;

/** The hard facts that stand against an account, each with the place of the best band it leaves. */
export type Caps = Readonly<Record<Fact, number>>;

/** The caps by place. Throws Problem for a cap or a response that does not fit the bands in force. */
export function capPlaces(caps: BandCaps, bands: HealthBands): Caps {
  const place = (fact: Fact) => placeOfBand(caps[fact], bands, `The cap for ${fact} (metrics-health-action.band_caps)`);
  return {
    notice_served: place("notice_served"),
    auto_renew_off: place("auto_renew_off"),
    sponsor_left: place("sponsor_left"),
  };
}

/** What follows from each band, in the order of the bands. Throws Problem for a band nobody answers. */
export function responsesInOrder(responses: BandResponses, bands: HealthBands): BandResponses {
  return bands.map(({ band }) => {
    const response = responses.find((one) => one.band === band);
    if (!response)
      throw new Problem({
        what: `metrics-health-action.responses has no line for the band "${band}".`,
        remedy: "Give your own responses the same bands as your own bands.",
      });
    return response;
  });
}

/**
 * The band after the hard facts: no average lifts an account above what they leave. Without a score the facts alone decide.
 * `floor_by` names the facts that decide, and is empty where the score is no better than they allow.
 * @example capBand(4, { notice_served: true, ... }, caps) // { band: 0, floor_by: ["notice_served"] }
 */
export function capBand(
  computed: number | null,
  { notice_served, auto_renew, sponsor_left }: Pick<HealthAccount, "notice_served" | "auto_renew" | "sponsor_left">,
  caps: Caps,
): { band: number | null; floor_by: Fact[] } {
  const facts: Fact[] = [];
  if (notice_served === true) facts.push("notice_served");
  if (auto_renew === false) facts.push("auto_renew_off");
  if (sponsor_left === true) facts.push("sponsor_left");
  if (facts.length === 0) return { band: computed, floor_by: [] };
  const lowest = smallest(facts.map((fact) => caps[fact]));
  if (computed !== null && computed <= lowest) return { band: computed, floor_by: [] };
  return { band: lowest, floor_by: facts.filter((fact) => caps[fact] === lowest) };
}
