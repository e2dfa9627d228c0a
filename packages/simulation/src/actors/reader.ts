import { rebuildBooks } from '../shop/analytics.ts';
import { ordersOf } from '../shop/orders.ts';
import { type Act, as, type Role } from './actor.ts';

const DAY = 86_400_000;

const REPORTS = [
  'getCohorts',
  'getFunnel',
  'listOrders',
  'getFulfilment',
  'listLeaders',
  'getStock',
] as const;

/** Nothing is counted that there is not. */
const readSummary: Act = async (person) => {
  const { shop, name } = person;
  const { status, body } = await shop.insist('analytics/getSummary', {
    caller: as(person, 'reports'),
    query: { metrics: 'orders,revenue', groupBy: 'day' },
  });
  if (status !== 200) return;
  const totals = body['totals'] as Readonly<{ orders: number; revenue: Readonly<{ amount: number }> }>;
  const orders = ordersOf(shop);
  const most = orders.reduce((sum, { total }) => sum + total, 0);
  if (totals.orders > orders.length || totals.revenue.amount > most)
    shop.contradictions.push(`${name} reads of ${totals.orders} orders and ${totals.revenue.amount}`);
};

/** Who reads the numbers, and looks after the books. */
export const READER_OF_REPORTS: Role = {
  thinksMs: DAY,
  acts: {
    'reads the summary': { often: 4, act: readSummary },
    'reads other reports': {
      often: 1,
      act: async (person) => {
        const caller = as(person, 'reports');
        for (const report of REPORTS) await person.shop.call(`analytics/${report}`, { caller });
      },
    },
    'an hour is over': {
      often: 3,
      next: ['reads the summary', 'an hour is over', 'makes the numbers anew'],
      act: ({ shop }) => shop.world.runScheduled(/^analytics (foldRollUps|carryOver|makeWeeklyReport)$/),
    },
    'makes the numbers anew': {
      often: 2,
      next: ['reads the summary', 'an hour is over'],
      act: async ({ shop }) => {
        await rebuildBooks(shop);
      },
    },
    waits: { often: 1, act: ({ shop }) => shop.world.wait(3 * DAY) },
  },
};
