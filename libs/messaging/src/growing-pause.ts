/**
 * Pauses that double from `first` to `most` milliseconds, each varied by up to a fifth so that many do not return at
 * once.
 */
export class GrowingPause {
  private grown = 0;

  constructor(
    private readonly first = 100,
    private readonly most = 5_000,
  ) {}

  next(): number {
    const pause = Math.min(this.first * 2 ** this.grown, this.most);
    this.grown = Math.min(this.grown + 1, 30);
    return Math.max(this.first, Math.round(pause * (1 - Math.random() / 5)));
  }

  reset(): void {
    this.grown = 0;
  }
}
