import { readSamples } from '../buyers/buyer-samples-store.ts';
import { zoneNamed } from '../calendar/zone.ts';
import type { Ground } from '../ground.ts';
import { orderFactStore } from '../order-lists/order-facts-store.ts';
import { rollUpStore } from '../roll-ups/roll-ups-store.ts';
import { readStock } from '../stock/stock-store.ts';
import { makeWeeklyReport } from './make-weekly-report.ts';
import { readWeek } from './read-week.ts';
import { weeklyReportStore } from './weekly-report-store.ts';

/** The making of weekly reports, wired. @param zone whose weeks they are, by its IANA name */
export const reportMaking = (own: Ground, zone: string) =>
  makeWeeklyReport({
    reports: weeklyReportStore(own.items),
    orders: orderFactStore(own),
    read: readWeek({
      rollUps: rollUpStore(own),
      samples: { read: (from, to) => readSamples(own, from, to) },
      readStock: () => readStock(own),
      currency: own.currency,
      now: own.now,
    }),
    zone: zoneNamed(zone),
    now: own.now,
  });
