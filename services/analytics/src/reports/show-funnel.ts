import { bucketsOf, type TimeGroup } from '../calendar/calendar.ts';
import type { Counter } from '../roll-ups/counter.ts';
import { WHOLE } from '../roll-ups/dimension.ts';
import { instantOf } from '../calendar/slot.ts';
import { inZone } from '../calendar/zone.ts';
import type { Sums } from './metric.ts';
import { boundsOf, type Period } from '../calendar/period.ts';
import { STEPS } from '../facts/person-state.ts';
import { together } from './tally.ts';
import type { RollUps } from '../roll-ups/ports.ts';
import { seriesOf, totalOf } from './read-figures.ts';

const COHORTS = { dimension: 'cohort', value: WHOLE } as const;

/** One step: how many came this far, as a share of the step before and of the first; null when nobody was there. */
export type FunnelStep = Readonly<{
  step: string;
  count: number;
  ofPrevious: number | null;
  ofFirst: number | null;
}>;
export type Funnel = Readonly<{
  from: string;
  to: string;
  zone: string;
  steps: FunnelStep[];
  cohorts: Readonly<{ key: string; from: string; to: string; steps: FunnelStep[] }>[];
}>;

/** How far the people who registered in a period have come by now, together and by cohort. */
export const showFunnel =
  ({ rollUps }: Readonly<{ rollUps: RollUps }>) =>
  async (period: Period, group: Exclude<TimeGroup, 'hour'> | undefined): Promise<Funnel> => {
    const { from, to, zone } = period;
    const whole = boundsOf(period);
    if (group === undefined) {
      return { ...whole, steps: stepsOf(await totalOf(rollUps, COHORTS, { from, to })), cohorts: [] };
    }
    const buckets = bucketsOf(group, zone, from, to);
    const series = await seriesOf(rollUps, COHORTS, buckets);
    const cohorts = buckets.map((bucket, i) => ({
      key: bucket.key,
      from: inZone(zone, instantOf(bucket.from)),
      to: inZone(zone, instantOf(bucket.to)),
      steps: stepsOf(series[i] ?? new Map()),
    }));
    return { ...whole, steps: stepsOf(together(series)), cohorts };
  };

function stepsOf(sums: Sums): FunnelStep[] {
  const names: readonly Counter[] = ['registered', ...STEPS];
  const counts = names.map((name) => sums.get(name) ?? 0);
  const share = (count: number, base: number | undefined): number | null =>
    base === undefined || base === 0 ? null : count / base;
  return names.map((step, i) => {
    const count = counts[i] ?? 0;
    return {
      step,
      count,
      ofPrevious: i === 0 ? null : share(count, counts[i - 1]),
      ofFirst: share(count, counts[0]),
    };
  });
}
