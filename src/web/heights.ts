// Where the rows of a long story are: measured heights, guesses for the rest.

export class Heights {
  private heights: Float64Array;
  private known: Uint8Array;
  /** tops[i]: where row i begins; good up to `good`. */
  private tops: Float64Array;
  private good = 0;

  constructor(guesses: readonly number[]) {
    this.heights = Float64Array.from(guesses);
    this.known = new Uint8Array(guesses.length);
    this.tops = new Float64Array(guesses.length + 1);
  }

  get length(): number {
    return this.heights.length;
  }

  /** A row was measured; true if that is news. */
  set(i: number, height: number): boolean {
    if (i < 0 || i >= this.length) return false;
    if (this.known[i] && Math.abs(this.heights[i]! - height) < 0.5) return false;
    this.known[i] = 1;
    this.heights[i] = height;
    this.good = Math.min(this.good, i);
    return true;
  }

  /** Where row `i` begins; of `length`: where the last one ends. */
  top(i: number): number {
    for (; this.good < i; this.good++)
      this.tops[this.good + 1] = this.tops[this.good]! + this.heights[this.good]!;
    return this.tops[i]!;
  }

  /** The row at `y`. */
  at(y: number): number {
    this.top(this.length);
    let low = 0;
    let high = this.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (this.tops[middle]! <= y) low = middle;
      else high = middle - 1;
    }
    return Math.max(low, 0);
  }
}
