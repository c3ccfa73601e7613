/**
 * Solves a symmetric positive definite system by Cholesky's factors; null when the matrix is not positive definite in double precision.
 * The matrix is read from its lower triangle, row by row.
 * @example solvePositiveDefinite([[4], [2, 3]], [2, 1]) // 4x + 2y = 2, 2x + 3y = 1: [0.5, 0]
 */
export function solvePositiveDefinite(lower: readonly (readonly number[])[], right: readonly number[]): number[] | null {
  const factor: number[][] = [];
  const half: number[] = [];
  for (let row = 0; row < right.length; row++) {
    const line: number[] = [];
    for (let column = 0; column <= row; column++) {
      let rest = lower[row]![column]!;
      const other = column === row ? line : factor[column]!;
      for (let inner = 0; inner < column; inner++) rest -= line[inner]! * other[inner]!;
      if (column < row) line.push(rest / other[column]!);
      // What is left of a dependent column is rounding, no more than its last bits.
      else if (!(rest > lower[row]![row]! * right.length * Number.EPSILON)) return null;
      else line.push(Math.sqrt(rest));
    }
    factor.push(line);
    half.push((right[row]! - line.slice(0, row).reduce((sum, value, index) => sum + value * half[index]!, 0)) / line[row]!);
  }
  const solution = [...half];
  for (let row = right.length - 1; row >= 0; row--) {
    for (let below = row + 1; below < right.length; below++) solution[row]! -= factor[below]![row]! * solution[below]!;
    solution[row]! /= factor[row]![row]!;
  }
  return solution;
}
