import { type RoleName, ROLES } from '../actors/roles.ts';
import { open, perform } from '../history.ts';
import { type Part, type Plan, planOf } from '../plan.ts';
import { dayOf, READER } from '../shop/analytics.ts';
import { CODES } from '../shop/promotions.ts';
import { Shop } from '../shop/shop.ts';
import { START } from '../world/basis.ts';
import type { Recording } from './recording.ts';
import type { Trace } from './trace.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

/** What the switches of the providers' simulators cannot do, or is not done by a call. */
const ELSEWHERE: ReadonlySet<string> = new Set([
  'pays what is not asked for',
  'makes the numbers anew',
  'a new version is deployed',
]);

/** Whose acts are calls of routes and what the switches of the providers do. */
const PLAYED: ReadonlySet<string> = new Set<RoleName>([
  'shopper',
  'account holder',
  'clerk',
  'merchant',
  'packer',
  'outside',
  'reader',
]);

/** The plan of a seed without faults, with all of the shop, and with nothing in it that another shop cannot be led through. */
export function planToReplay(seed: number): Plan {
  const plan = planOf(seed);
  const parts = plan.parts
    .filter(({ role }) => PLAYED.has(role))
    .map((part) => ({ ...part, acts: part.acts.filter((act) => !ELSEWHERE.has(act)) }));
  return { ...plan, parts, rates: {}, without: [] };
}

/** The numbers that two shops are asked for at the end. */
const METRICS = [
  'orders,revenue,units,cancelled,refunded,refundedByOrderDate,discounts,shipping,tax,unitsSold,returnedUnits,newBuyers',
  'returnsRequested,returnsApproved,returnsRejected,returnsWithdrawn,undelivered,unpaidExpired,unpaidAmount,disputes,costOfGoods',
];

/** Plays the history of a seed without faults, and writes down what was done in it. */
export async function record(seed: number): Promise<Trace> {
  const plan = planToReplay(seed);
  const shop = new Shop({ seed, rates: {} }, []);
  const { world } = shop;
  const recording = shop.record();
  await world.until(open(shop, plan).then(() => recording.done()));
  const end = dailyTasks(shop, recording);
  await world.until(Promise.all(plan.parts.map((part) => perform(shop, part))).then(() => recording.done()));
  end();
  shop.payments.refundsCome('succeeded');
  shop.payments.recover();
  await world.until(recording.done());
  for (const ms of [HOUR, 9 * DAY, 40 * DAY, 40 * DAY]) {
    await world.pass(ms);
    await world.until(recording.done().then(() => runAll(shop, recording, HOUR)));
  }
  await world.until(runAll(shop, recording, DAY).then(() => count(shop)));
  const isShopping = ({ role }: Part): boolean => 'isAdmitted' in ROLES[role] || role === 'account holder';
  return {
    seed,
    startedAt: START,
    people: plan.parts.filter(isShopping).map(({ name }) => name),
    products: plan.goods.map((_, index) => `prd_${index + 1}`),
    codes: CODES,
    steps: recording.steps,
  };
}

async function runAll({ world }: Shop, recording: Recording, everyMs: number): Promise<void> {
  for (const one of world.schedules) if (one.everyMs <= everyMs) await recording.schedule(one.name);
}

/** Each day some of the tasks run. @returns what ends it */
function dailyTasks(shop: Shop, recording: Recording): () => void {
  const { chance, scheduler, schedules } = shop.world;
  let cancel: () => void;
  const again = (): void => {
    cancel = scheduler.after(DAY, () => {
      for (const { name, everyMs } of schedules)
        if (everyMs <= DAY && chance.next(`schedule ${name}`) < 0.2) void recording.schedule(name);
      again();
    });
  };
  again();
  return () => cancel();
}

/** The reports of all that happened. */
async function count(shop: Shop): Promise<void> {
  const span = { from: dayOf(START), to: dayOf(shop.world.scheduler.now), tz: 'UTC', groupBy: 'day' };
  for (const metrics of METRICS)
    await shop.call('analytics/getSummary', { caller: READER, query: { ...span, metrics } });
}
