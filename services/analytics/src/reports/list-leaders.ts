import type { Split } from '../roll-ups/dimension.ts';
import { amountOf, type Figure, figureOf, type LeaderMetric, type Sums } from './metric.ts';
import { boundsOf, type Period } from '../calendar/period.ts';
import type { RollUps } from '../roll-ups/ports.ts';
import { slicesOf } from './read-figures.ts';

export type Leader = Readonly<{
  key: string;
  title?: string;
  category?: string;
  value: Figure;
  /** Of the sum over all values. */
  share: number | null;
}>;
export type Leaders = Readonly<{
  from: string;
  to: string;
  zone: string;
  items: Leader[];
  others: Readonly<{ count: number; value: Figure; share: number | null }>;
}>;

/** The values of a split with the highest numbers, and all the rest in one line. */
export const listLeaders =
  ({ rollUps, currency }: Readonly<{ rollUps: RollUps; currency: string }>) =>
  async (dimension: Split, metric: LeaderMetric, period: Period, limit: number): Promise<Leaders> => {
    const of = (sums: Sums): number => amountOf(metric, sums) ?? 0;
    const slices = (await slicesOf(rollUps, dimension, period)).filter(({ sums }) => of(sums) > 0);
    const ranked = slices.sort((a, b) => of(b.sums) - of(a.sums) || (a.value < b.value ? -1 : 1));
    const all = ranked.reduce((sum, { sums }) => sum + of(sums), 0);
    const line = (amount: number) => ({
      value: figureOf(metric, amount, currency),
      share: all === 0 ? null : amount / all,
    });
    const rest = ranked.slice(limit);
    return {
      ...boundsOf(period),
      items: ranked
        .slice(0, limit)
        .map(({ value, label, sums }) => ({ key: value, ...label, ...line(of(sums)) })),
      others: { count: rest.length, ...line(rest.reduce((sum, { sums }) => sum + of(sums), 0)) },
    };
  };
