/**
 * Divides a whole amount by weights so that the parts add up to it: each gets what is its own rounded down, and what is left
 * goes one by one to the largest remainders. Without any weight all are equal.
 */
export function split(amount: number, weights: readonly number[]): readonly number[] {
  const whole = weights.reduce((sum, weight) => sum + BigInt(weight), 0n);
  if (whole === 0n)
    return weights.length === 0
      ? []
      : split(
          amount,
          Array.from(weights, () => 1),
        );
  // Two exact amounts multiplied are more than a number holds.
  const exact = weights.map((weight) => BigInt(amount) * BigInt(weight));
  const parts = exact.map((product) => Number(product / whole));
  const left = amount - parts.reduce((sum, part) => sum + part, 0);
  const largest = exact
    .map((product, index) => ({ index, remainder: product % whole }))
    .toSorted((a, b) =>
      a.remainder === b.remainder ? a.index - b.index : a.remainder > b.remainder ? -1 : 1,
    )
    .slice(0, left)
    .map(({ index }) => index);
  return parts.map((part, index) => (largest.includes(index) ? part + 1 : part));
}
