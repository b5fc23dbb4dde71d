/** Small linear systems, as regressions on a handful of columns need. */

/** Solves the symmetric positive definite system by Gaussian elimination; overwrites its arguments. */
export function solvePositive(matrix: Float64Array[], right: Float64Array): Float64Array {
  const size = right.length;
  for (let pivot = 0; pivot < size; pivot += 1) {
    for (let row = pivot + 1; row < size; row += 1) {
      const factor = matrix[row]![pivot]! / matrix[pivot]![pivot]!;
      for (let i = pivot; i < size; i += 1) matrix[row]![i]! -= factor * matrix[pivot]![i]!;
      right[row]! -= factor * right[pivot]!;
    }
  }
  for (let row = size - 1; row >= 0; row -= 1) {
    for (let i = row + 1; i < size; i += 1) right[row]! -= matrix[row]![i]! * right[i]!;
    right[row]! /= matrix[row]![row]!;
  }
  return right;
}
