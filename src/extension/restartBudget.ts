/** How often a process that crashes may be brought back: an accident now and then, not a loop. */
export class RestartBudget {
  private crashes: readonly number[] = [];

  constructor(
    private readonly most: number,
    private readonly windowMs: number,
  ) {}

  /** Counts a crash at `now` (milliseconds). False when there were too many within the window; then counting begins anew. */
  spend(now: number): boolean {
    const recent = [...this.crashes.filter((at) => now - at < this.windowMs), now];
    const isWithin = recent.length <= this.most;
    this.crashes = isWithin ? recent : [];
    return isWithin;
  }
}
