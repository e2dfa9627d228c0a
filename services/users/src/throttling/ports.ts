/** Counts how often something is done in a span of time. */
export type Allowances = Readonly<{
  /** Counts one more and answers how often it was done in the running span, and how many seconds are left of it. */
  use(
    what: string,
    of: string,
    spanSeconds: number,
    at: Date,
  ): Promise<Readonly<{ used: number; secondsLeft: number }>>;
}>;
