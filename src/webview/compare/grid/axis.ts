/** How much more than what is in view is drawn. */
export interface Overscan {
  /** Indexes before and behind it. */
  readonly spare: number;
  /** So many come into the document together. */
  readonly step: number;
}

/** Sizes along one direction of the grid, in CSS pixels: rows or columns. */
export class Axis {
  private constructor(
    readonly count: number,
    /** Where each one starts, and where the last one ends; undefined when all are `uniform`. */
    private readonly offsets: Float64Array | undefined,
    private readonly uniform: number,
  ) {}

  static uniform(count: number, size: number): Axis {
    return new Axis(count, undefined, size);
  }

  static of(sizes: readonly number[]): Axis {
    const offsets = new Float64Array(sizes.length + 1);
    sizes.forEach((size, index) => {
      offsets[index + 1] = (offsets[index] ?? 0) + size;
    });
    return new Axis(sizes.length, offsets, 0);
  }

  get total(): number {
    return this.offset(this.count);
  }

  offset(index: number): number {
    return this.offsets === undefined ? index * this.uniform : (this.offsets[index] ?? 0);
  }

  size(index: number): number {
    return this.offset(index + 1) - this.offset(index);
  }

  /** The index at a distance from the start, clamped to what there is. */
  at(distance: number): number {
    if (this.offsets === undefined) {
      return clamp(Math.floor(distance / this.uniform), 0, this.count - 1);
    }
    let low = 0;
    let high = this.count - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (this.offset(middle) <= distance) {
        low = middle;
      } else {
        high = middle - 1;
      }
    }
    return Math.max(0, low);
  }

  /**
   * The indexes that a window over this axis shows, widened by `spare` on both sides and rounded outwards to multiples
   * of `step`, so that scrolling by a little shows the same range; plus `kept`, wherever it is.
   */
  visible(start: number, length: number, { spare, step }: Overscan, kept: number): readonly number[] {
    if (this.count === 0) {
      return [];
    }
    const first = Math.max(0, Math.floor(this.at(start) / step) * step - spare);
    const last = Math.min(this.count - 1, (Math.floor(this.at(start + length) / step) + 1) * step - 1 + spare);
    const indexes = Array.from({ length: last - first + 1 }, (_, index) => first + index);
    if (kept >= 0 && kept < first) {
      return [kept, ...indexes];
    }
    return kept > last && kept < this.count ? [...indexes, kept] : indexes;
  }

  /** Where a window of `length` that starts at `start` must start to show the whole of `index` (its start if too big). */
  reveal(index: number, start: number, length: number): number {
    const from = this.offset(index);
    const to = from + this.size(index);
    if (from < start || this.size(index) > length) {
      return from;
    }
    return to > start + length ? to - length : start;
  }
}

function clamp(value: number, least: number, most: number): number {
  return Math.max(least, Math.min(most, value));
}
