/** One renewal as the distribution sees it: kept whole or lost, by itself. `value` in hundredths, a whole number. */
export interface Stake {
  value: number;
  rate: number;
}

/** More renewals than this are not laid one by one: the cost of that grows with renewals times spread. */
const MANY = 1000; // not a figure: a choice between time and sharpness

/** Whether the sum of so many is computed from its waves. */
export const areMany = (stakes: readonly Stake[]): boolean => stakes.length > MANY;

/** A chance too small to matter: what lies outside the stretch of totals that is looked at. */
const OUTSIDE = Number.EPSILON * 1024; // not a figure: what thousands of additions of doubles lose

/** By how much the chances up to a total may be off, all together: what lies outside, the waves left out, and the rounding of doubles. */
export const APART = 8 * OUTSIDE; // not a figure: three parts, none of them above twice that

/** Points within one spread of the sum, and within all of it, at least; and points of a stretch, at most. */
const POINTS = { spread: 100, sum: 16_384, most: 8192 }; // not a figure: a choice between time and sharpness

/** Waves are added until the smoothing leaves less of one than a double holds beside the first. */
const LAST_WAVE = 7.5; // not a figure: exp(-7.5 ^ 2 / 2) is below 1e-12

/** Points added on each side of a stretch for what the smoothing carries beyond it. */
const MARGIN = 8; // not a figure: spreads of the smoothing

interface Stretch {
  from: number;
  to: number;
  spread: number;
  sum: number;
}

/**
 * The totals between which the sum lies but for a negligible chance, by Bernstein's inequality: sums of bounded parts leave their mean by more than
 * x with a chance of at most 2 exp(-x^2 / 2 / (variance + largest part times x / 3)).
 * Source: S. Boucheron, G. Lugosi and P. Massart, Concentration Inequalities, 2013, section 2.8.
 */
function stretchOf(stakes: readonly Stake[]): Stretch {
  let [sum, mean, variance, most] = [0, 0, 0, 0];
  for (const { value, rate } of stakes) {
    sum += value;
    mean += value * rate;
    variance += value * value * rate * (1 - rate);
    if (value > most) most = value;
  }
  const log = Math.log(2 / OUTSIDE);
  const part = (log * most) / 3; // not a figure: of the inequality
  const reach = part + Math.sqrt(part * part + 2 * log * variance);
  return { from: Math.max(0, mean - reach), to: Math.min(sum, mean + reach), spread: Math.sqrt(variance), sum };
}

/**
 * Distance of the points on which the sum of many renewals is given, in hundredths: a hundredth of its spread, and less than a ten-thousandth
 * of all there is.
 * @example smoothUnit(10,000 renewals of 100 with rate 0.5) // 50: the spread is 5,000
 */
export function smoothUnit(stakes: readonly Stake[]): number {
  const { from, to, spread, sum } = stretchOf(stakes);
  return Math.ceil(Math.max(Math.min(spread / POINTS.spread, sum / POINTS.sum), (to - from) / POINTS.most, 1));
}

/**
 * The sum of many independent renewals, each kept with its rate or lost, as the chances of cells `unit` wide around points `unit` apart. It is put
 * together from its waves (its characteristic function): of a smoothed sum there are few, since the parts of a sum extinguish each other's fast ones.
 * The smoothing adds an error of normal spread `unit`, so that no wave beyond the last matters. Cost grows with renewals times the few
 * dozen waves that live; a wave is dropped as soon as what is left of it is nothing to a double. Ascending, in hundredths.
 * Source: F. Fang and C. W. Oosterlee, A novel pricing method based on Fourier-cosine series expansions, 2008, for the method.
 * @example smoothTotals(5,000 renewals, 10_000).chances // adds up to 1
 */
export function smoothTotals(stakes: readonly Stake[], unit: number): { totals: Float64Array; chances: Float64Array } {
  const { from, to } = stretchOf(stakes);
  const first = Math.floor(from / unit) - MARGIN;
  const length = Math.ceil(to / unit) + MARGIN + 1 - first;
  const parts = partsOf(stakes, unit * length);
  const [cosines, sines] = [new Float64Array(length), new Float64Array(length)];
  for (let place = 0; place < length; place++) {
    cosines[place] = Math.cos((2 * Math.PI * place) / length);
    sines[place] = Math.sin((2 * Math.PI * place) / length);
  }
  const chances = new Float64Array(length).fill(1 / length);
  const waves = Math.ceil((LAST_WAVE * length) / (2 * Math.PI));
  for (let wave = 1; wave <= waves; wave++) {
    const found = waveOf(wave, length, parts);
    if (found === null) continue;
    const [real, imaginary] = [(2 * found.real) / length, (2 * found.imaginary) / length];
    const step = wave % length;
    let place = (((first % length) + length) * step) % length;
    for (let point = 0; point < length; point++) {
      chances[point]! += real * cosines[place]! + imaginary * sines[place]!;
      place += step;
      if (place >= length) place -= length;
    }
  }
  return aboveNothing(first, unit, chances);
}

/** How much a renewal moves the total: its variance. */
const sway = ({ value, rate }: Stake): number => value * value * rate * (1 - rate);

/** Renewals alike are one part: how many, their rate, and their share of all the points. */
interface Parts {
  turns: number[];
  rates: number[];
  counts: number[];
}

/** The parts of a sum, those that extinguish the most first. */
function partsOf(stakes: readonly Stake[], stretch: number): Parts {
  const ranked = [...stakes].sort((a, b) => sway(b) - sway(a) || b.value - a.value || b.rate - a.rate);
  const parts: Parts = { turns: [], rates: [], counts: [] };
  let before: Stake | null = null;
  for (const stake of ranked) {
    if (before !== null && before.value === stake.value && before.rate === stake.rate)
      parts.counts[parts.counts.length - 1]! += 1;
    else {
      parts.turns.push(stake.value / stretch);
      parts.rates.push(stake.rate);
      parts.counts.push(1);
    }
    before = stake;
  }
  return parts;
}

/** One wave of the smoothed sum, by so many turns in all the points; null where nothing is left of it. */
function waveOf(wave: number, length: number, { turns, rates, counts }: Parts): { real: number; imaginary: number } | null {
  const angle = (2 * Math.PI * wave) / length;
  const smoothing = (Math.exp((-angle * angle) / 2) * Math.sin(angle / 2)) / (angle / 2);
  const turn = 2 * Math.PI * wave;
  // First only how large it is: that costs half as much, and most waves end here.
  let left = smoothing * smoothing;
  for (let place = 0; place < turns.length; place++) {
    const rate = rates[place]!;
    const square = 1 - 2 * rate * (1 - rate) * (1 - Math.cos(turn * turns[place]!));
    left *= counts[place]! === 1 ? square : square ** counts[place]!;
    if (left < GONE) return null;
  }
  let [real, imaginary] = [smoothing, 0];
  for (let place = 0; place < turns.length; place++) {
    const [rate, count] = [rates[place]!, counts[place]!];
    let across = 1 - rate + rate * Math.cos(turn * turns[place]!);
    let up = rate * Math.sin(turn * turns[place]!);
    if (count > 1) {
      const [height, phase] = [Math.hypot(across, up) ** count, Math.atan2(up, across) * count];
      across = height * Math.cos(phase);
      up = height * Math.sin(phase);
    }
    const before = real;
    real = before * across - imaginary * up;
    imaginary = before * up + imaginary * across;
  }
  return { real, imaginary };
}

/** The square of a wave's height that is nothing beside the first to a double. */
const GONE = Number.EPSILON ** 2;

/** Points from nothing on, with what the smoothing carried below, and no chance below 0, which only the rounding of doubles makes. */
function aboveNothing(first: number, unit: number, chances: Float64Array): { totals: Float64Array; chances: Float64Array } {
  const below = Math.max(0, -first);
  const kept = chances.slice(below);
  for (let place = 0; place < below; place++) kept[0]! += chances[place]!;
  for (let place = 0; place < kept.length; place++) if (kept[place]! < 0) kept[place] = 0;
  const totals = new Float64Array(kept.length);
  for (let place = 0; place < totals.length; place++) totals[place] = (first + below + place) * unit;
  return { totals, chances: kept };
}
