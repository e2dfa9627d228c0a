import type { WeeklyReport } from '@cartless/domain';
import { instantOf } from '../calendar/slot.ts';
import type { Zone } from '../calendar/zone.ts';
import type { Clock } from '../ground.ts';
import type { OrderFacts } from '../order-lists/ports.ts';
import { dueWeek, type Week, weekOf } from './week.ts';
import { made, type MadeReport, reportId, type ReportFact } from './weekly-report.ts';
import type { Store } from '@cartless/aggregate';

type Ports = Readonly<{
  reports: Pick<Store<MadeReport, ReportFact>, 'find' | 'create'>;
  /** The numbers of a week as they are now. */
  read: (week: Week) => Promise<WeeklyReport>;
  orders: Pick<OrderFacts, 'list'>;
  zone: Zone;
  now: Clock;
}>;

/** What somebody asks for by hand: the week that a date is in, or this one; the same twice is the same report. */
export type Asked = Readonly<{ date?: string | undefined; at: string }>;

/** What became of it; `why` says why there is no new report. */
export type Making = Readonly<{ monday: string; isMade: boolean; why?: 'made before' | 'no order yet' }>;

/** Before any order that there can be. */
const BEGINNING = '2000-01-01T00:00:00.000Z';

/**
 * Makes the report of a week, and tells of it in the same write. By itself it is the report of the last week that is over, made
 * once, by whichever run is the first to come to the end; a week without orders has one too, but none before the first order.
 *
 * @param asked for which week, when somebody wants it now: it is told again, and a week that is not over has its numbers so far
 * @throws AppError RANGE_INVALID, WEEK_NOT_BEGUN
 */
export const makeWeeklyReport =
  ({ reports, read, orders, zone, now }: Ports) =>
  async (asked?: Asked): Promise<Making> => {
    const at = now();
    const week = asked === undefined ? dueWeek(zone, at) : weekOf(zone, asked.date, at);
    const { monday, period } = week;
    const id = reportId(monday, asked?.at);
    if ((await reports.find(id)) !== undefined) return { monday, isMade: false, why: 'made before' };
    const before = await orders.list({ from: BEGINNING, to: instantOf(period.to) }, undefined, 1);
    if (before.orders.length === 0) return { monday, isMade: false, why: 'no order yet' };
    const report = await read(week);
    const { created } = await reports.create(() => made(id, report, at));
    return created ? { monday, isMade: true } : { monday, isMade: false, why: 'made before' };
  };
