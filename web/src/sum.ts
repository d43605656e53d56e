/** Rounds so that the shown parts add up to the shown total: the cents left over go where rounding took most. */
export function roundedToSum(parts: number[], total: number, digits: number): number[] {
  const unit = 10 ** digits;
  const exact = parts.map((part) => part * unit);
  const rounded = exact.map(Math.round);
  let left = Math.round(total * unit) - rounded.reduce((sum, part) => sum + part, 0);
  const byError = exact.map((part, index) => [part - rounded[index]!, index] as const);
  byError.sort(([a], [b]) => (left > 0 ? b - a : a - b));
  for (const [, index] of byError) {
    if (left === 0) break;
    rounded[index]! += Math.sign(left);
    left -= Math.sign(left);
  }
  return rounded.map((part) => part / unit);
}
