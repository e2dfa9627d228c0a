import type { Clock } from '../shipments/ports.ts';

/** What the calls of the last quarter of an hour tell of a carrier. */
export type CarrierReport = Readonly<{
  carrier: string;
  /** Milliseconds since the epoch; in the past when the breaker is closed. */
  openUntil: number;
  calls: number;
  successRate: number | null;
  averageMs: number | null;
}>;

export type HealthReports = Readonly<{ report(provider: string): Promise<CarrierReport> }>;

type Ports = Readonly<{ providers: readonly string[]; reports: HealthReports; clock: Clock }>;

/** How the carriers are. */
export const reportCarriers =
  ({ providers, reports, clock }: Ports) =>
  async () => {
    const all = await Promise.all(providers.map((provider) => reports.report(provider)));
    const now = clock().getTime();
    return all.map(({ openUntil, ...report }) => ({
      ...report,
      breaker: openUntil > now ? ('open' as const) : ('closed' as const),
      openUntil: openUntil > now ? new Date(openUntil).toISOString() : null,
    }));
  };
