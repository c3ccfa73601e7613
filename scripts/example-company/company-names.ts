import type { Draw } from "./draw.ts";

const stems = (
  "Alderwick Ambrell Arkenfield Ashgrove Avenhall Barrowby Beckmoor Bellhaven Birchmere Blakeney Bluefen Brackwell Brightwater " +
  "Calderon Carrick Cedarbrook Clearholt Copperley Corvane Cranleigh Crestmont Dalewood Darnley Deepvale Dorrance Eastlake Eddington " +
  "Elmsford Emberly Everholt Fairmead Falconridge Fenwick Fernhurst Foxley Garnet Glenrock Goldfinch Granby Greyfriars Hadleigh " +
  "Halcyon Harrowgate Hawksworth Hazelmere Highmoor Hollins Ironbridge Ivywell Jasperton Juniper Keldale Kestrel Kingsmere " +
  "Lanrick Larchmont Linwood Longacre Lumenor Maplewell Marlow Meridale Millbrae Northgate Oakhurst Orchard Pemberly Pinecrest " +
  "Quarry Ravenhill Redstone Ridgeway Rowanvale Saltmarsh Sandbourne Silverbirch Skylark Stonebridge Summerfield Tamarisk " +
  "Thornbury Tidewater Umberleigh Valeport Waverley Westerly Whitcombe Willowby Windrush Wyndale Yarrow Zephyrine"
).split(" ");

const trades = (
  "Analytics|Biolabs|Capital|Clinics|Components|Dental|Education|Energy|Engineering|Foods|Freight|Health|Hotels|Instruments|" +
  "Insurance|Interiors|Legal|Logistics|Manufacturing|Media|Mobility|Networks|Packaging|Payments|Pharmacy|Properties|Retail|" +
  "Robotics|Software|Solar|Supply|Systems|Textiles|Tools|Travel|Water"
).split("|");

/** So many different invented company names, none of them among those already taken. */
export function companyNames(draw: Draw, count: number, taken: readonly string[]): string[] {
  const known = new Set(taken);
  const all = stems.flatMap((stem) => trades.map((trade) => `${stem} ${trade}`));
  return draw
    .shuffle(all)
    .filter((name) => !known.has(name))
    .slice(0, count);
}
