/** A place in the plane and the value there. */
interface Corner {
  x: number;
  y: number;
  value: number;
}

/**
 * Where a function of two numbers is lowest, by the simplex search of Nelder and Mead (1965) with a fixed number of steps, so that the same
 * question always gives the same answer and none runs on. Local: the start decides which valley.
 * @example lowestPoint((x, y) => (x - 1) ** 2 + (y + 2) ** 2, 0, 0, 200) // x 1, y -2
 */
export function lowestPoint(of: (x: number, y: number) => number, x: number, y: number, steps: number): Corner {
  const at = (px: number, py: number): Corner => ({ x: px, y: py, value: of(px, py) });
  let corners = [at(x, y), at(x + 1, y), at(x, y + 1)];
  for (let step = 0; step < steps; step += 1) {
    corners.sort((a, b) => a.value - b.value || a.x - b.x || a.y - b.y);
    const [best, second, worst] = corners as [Corner, Corner, Corner];
    const middle = { x: (best.x + second.x) / 2, y: (best.y + second.y) / 2 };
    const along = (from: Corner, share: number) =>
      at(middle.x + share * (middle.x - from.x), middle.y + share * (middle.y - from.y));
    const turned = along(worst, 1);
    if (turned.value < best.value) {
      const further = along(worst, 2);
      corners = [best, second, further.value < turned.value ? further : turned];
    } else if (turned.value < second.value) corners = [best, second, turned];
    else {
      const nearer = turned.value < worst.value ? turned : worst;
      const drawn = along(nearer, -1 / 2);
      const towards = (from: Corner) => at((best.x + from.x) / 2, (best.y + from.y) / 2);
      corners = drawn.value < nearer.value ? [best, second, drawn] : [best, towards(second), towards(worst)];
    }
  }
  return corners.reduce((best, corner) => (corner.value < best.value ? corner : best));
}
