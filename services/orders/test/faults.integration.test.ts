import type { PaymentWebhook } from '../src/payments/payments.ts';
import { readProviderEvent } from '../src/payments/stripe/provider-event.ts';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { findPaymentEvent, keepPaymentEvent } from '../src/payments/payment-events-store.ts';
import { receivePayment } from '../src/payments/receive-payment.ts';
import { recordPayment } from '../src/payments/record-payment.ts';
import { DeathPlan } from './death-plan.ts';
import { checkAlways, checkAtRest, ordersOf } from './invariants.ts';
import { expected, HOUR, LittleShop, recover } from './little-shop.ts';
import { aUser, openShop, type Shop } from './shop.ts';

type Step = (little: LittleShop, orderId: string) => unknown;
type Case = Readonly<{
  /** What happens before. */
  given?: readonly Step[];
  /** What is done while the process dies. */
  does: Step;
  /** How many writes and calls of the provider that takes; the process dies around each of them. */
  writes?: number;
  calls?: number;
  cod?: boolean;
  /** The state of the order once everything was tried again. */
  ends: string;
}>;

const number: Step = (little, id) => little.number(id);
const open: Step = (little, id) => little.startPayment(id);
const pay: Step = (little, id) => little.payments.pay(id);
const hear: Step = (little, id) => little.webhook(id);
const paid = [number, open, pay, hear];
const delivered: readonly Step[] = [
  ...paid,
  (little, id) => little.ship(id),
  (little, id) => little.deliver(id),
];
const asksBack: readonly Step[] = [...delivered, (little, id) => little.askReturn(id, 2)];
const approvedBack: readonly Step[] = [...asksBack, (little, id) => little.approveReturn(id)];
const later: Step = (little) => (little.clock += HOUR);
const cancel: Step = (little, id) => little.cancel(id);

const CASES: Readonly<Record<string, Case>> = {
  numbering: { does: number, writes: 1, ends: 'cancelled' },
  'starting the payment': { given: [number], does: open, writes: 2, calls: 1, ends: 'cancelled' },
  'recording the payment': { given: [number, open, pay], does: hear, writes: 1, ends: 'paid' },
  'finding a payment that was never reported': {
    given: [number, open, pay],
    does: (little) => little.reconcile(),
    writes: 1,
    calls: 1,
    ends: 'paid',
  },
  'cancelling an unpaid order': { given: [number, open], does: cancel, writes: 1, ends: 'cancelled' },
  'cancelling a paid order': { given: paid, does: cancel, writes: 1, ends: 'cancelled' },
  'closing the payment page': {
    given: [number, open, cancel],
    does: (little, id) => little.closeCheckout(id),
    calls: 1,
    ends: 'cancelled',
  },
  'expiry by the delayed message': {
    given: [number, open, later],
    does: (little, id) => little.expire(id),
    writes: 1,
    ends: 'cancelled',
  },
  'expiry by the sweep': {
    given: [number, open, later],
    does: (little, id) => little.sweep(id),
    writes: 1,
    ends: 'cancelled',
  },
  'recording a payment of a cancelled order': {
    given: [number, open, pay, cancel],
    does: hear,
    writes: 1,
    ends: 'cancelled',
  },
  'deciding a refund': {
    given: paid,
    does: (little, id) => little.refund(id, 700, 1),
    writes: 1,
    ends: 'paid',
  },
  'giving back what a cancelled order paid': {
    given: [...paid, cancel],
    does: (little, id) => little.settle(id),
    writes: 1,
    calls: 1,
    ends: 'cancelled',
  },
  'giving back two parts': {
    given: [...paid, (little, id) => little.refund(id, 700, 1), (little, id) => little.refund(id, 300, 2)],
    does: (little, id) => little.settle(id),
    writes: 2,
    calls: 2,
    ends: 'paid',
  },
  'giving back while somebody does so in the dashboard': {
    given: [...paid, cancel, (little, id) => little.payments.giveBackByHand(id, 1500)],
    does: (little, id) => little.settle(id),
    writes: 1,
    calls: 1,
    ends: 'cancelled',
  },
  'noting a refund of the dashboard': {
    given: [...paid, (little, id) => little.payments.giveBackByHand(id, 1500)],
    does: (little, id) => little.refundHeard(id),
    writes: 1,
    ends: 'paid',
  },
  dispatch: { given: paid, does: (little, id) => little.ship(id), writes: 1, ends: 'paid or shipped' },
  'delivery of cash': {
    given: [number, (little, id) => little.ship(id)],
    does: (little, id) => little.deliver(id),
    writes: 1,
    cod: true,
    ends: 'shipped or completed',
  },
  'completing by itself': {
    given: [...delivered, (little) => (little.clock += 200 * HOUR)],
    does: (little, id) => little.sweep(id),
    writes: 1,
    ends: 'completed',
  },
  'confirming the receipt': {
    given: delivered,
    does: (little, id) => little.confirm(id),
    writes: 1,
    ends: 'completed',
  },
  'asking for a return': {
    given: delivered,
    does: (little, id) => little.askReturn(id, 1),
    writes: 1,
    ends: 'completed',
  },
  'approving a return': {
    given: asksBack,
    does: (little, id) => little.approveReturn(id),
    writes: 1,
    ends: 'completed',
  },
  'rejecting a return': {
    given: approvedBack,
    does: (little, id) => little.rejectReturn(id),
    writes: 1,
    ends: 'completed',
  },
  'withdrawing a return': {
    given: asksBack,
    does: (little, id) => little.withdrawReturn(id),
    writes: 1,
    ends: 'completed',
  },
  'receiving a return': {
    given: approvedBack,
    does: (little, id) => little.receiveReturn(id),
    writes: 1,
    ends: 'completed',
  },
  'receiving the last goods of an order': {
    given: [
      ...approvedBack,
      (little, id) => little.confirm(id),
      (little, id) => little.receiveReturn(id),
      (little, id) => little.askReturn(id, 3, 1, 1),
      (little, id) => little.approveReturn(id, 2),
    ],
    does: (little, id) => little.receiveReturn(id, 2),
    writes: 1,
    ends: 'returned',
  },
  'a return that nobody decides, by the sweep': {
    given: [...asksBack, (little) => (little.clock += 200 * HOUR)],
    does: (little, id) => little.sweep(id),
    writes: 1,
    ends: 'completed',
  },
};

const points = (count: number) =>
  Array.from({ length: count }, (_, i) => i).flatMap((i) => [
    { sparing: i, next: 'before' as const },
    { sparing: i, next: 'after' as const },
  ]);

/** A provider's webhook that believes everybody. */
const trusting: PaymentWebhook = {
  recognises: () => true,
  read: async (_, body) => readProviderEvent(body) ?? { id: '', type: '' },
};

describe('a process that dies right before or right after a write or a call of the provider', () => {
  let shop: Shop;
  beforeAll(async () => {
    shop = await openShop();
  });
  afterAll(() => shop.close());

  const openLittle = async (): Promise<LittleShop> =>
    new LittleShop(
      shop.items,
      aUser(),
      await Promise.all([1, 3].map((buckets) => shop.product({ stock: 6, amount: 1500, buckets }))),
    );
  const WANTED = [
    [0, 2],
    [1, 3],
  ] as const;

  // The second write is another try, because no single bucket has all that is wanted.
  it.each(points(2))('places one order for one key: $next write $sparing', async (death) => {
    const little = await openLittle();
    Object.assign(little.deaths, death);
    await expect(little.place('key', WANTED, true)).rejects.toThrow('died');
    await checkAlways(little, 1);
    const orderId = await little.place('key', WANTED, true);
    expect(await little.place('key', WANTED, true)).toBe(orderId);
    await recover(little, [orderId]);
    expect(await ordersOf(little)).toMatchObject([{ orderId, status: 'placed' }]);
    await checkAlways(little, 1);
    await checkAtRest(little);
  });

  it.each(Object.entries(CASES))('%s comes out right', async (_, { given = [], does, ends, ...rest }) => {
    const { writes = 0, calls = 0, cod = false } = rest;
    const prepare = async () => {
      const little = await openLittle();
      const orderId = await little.place('key', WANTED, cod);
      for (const step of given) await step(little, orderId);
      return { little, orderId, plans: [little.deaths, little.payments.deaths] as const };
    };
    const checkEnd = async (little: LittleShop, orderId: string) => {
      await checkAlways(little, 1);
      await recover(little, [orderId]);
      expect(ends.split(' or ')).toContain((await little.read(orderId)).status);
      await checkAlways(little, 1);
      await checkAtRest(little);
    };
    const undisturbed = async () => {
      const { little, orderId, plans } = await prepare();
      const before = plans.map((plan) => plan.calls);
      await does(little, orderId);
      expect(plans.map((plan, i) => plan.calls - before[i]!)).toEqual([writes, calls]);
      await checkEnd(little, orderId);
    };
    const disturbed = [points(writes), points(calls)].flatMap((deaths, kind) =>
      deaths.map(async (death) => {
        const { little, orderId, plans } = await prepare();
        Object.assign(plans[kind]!, death);
        await expect(Promise.resolve(does(little, orderId))).rejects.toThrow(/died|provider/);
        await checkAlways(little, 1);
        // Whoever asked asks again: the queue, the schedule, the shopper, the administrator.
        await Promise.resolve(does(little, orderId)).catch(expected);
        await checkEnd(little, orderId);
      }),
    );
    await Promise.all([undisturbed(), ...disturbed]);
  });

  it('takes a webhook again that it stored or queued when it died, and applies it once', async () => {
    const EVENT = { type: 'checkout.session.completed', created: 1 };
    const queueDeaths = () => new DeathPlan('died before the queue', 'died after the queue');
    const cases = (['store', 'queue'] as const).flatMap((at) => points(1).map((death) => ({ at, ...death })));
    for (const { at, next } of cases) {
      const little = await openLittle();
      const orderId = await little.place('key', WANTED, false);
      for (const step of [number, open, pay]) await step(little, orderId);
      const queue = queueDeaths();
      const queued: string[] = [];
      const receive = receivePayment({
        webhooks: [trusting],
        keep: keepPaymentEvent(little.ground.items, little.now),
        queue: (id) => queue.around(async () => void queued.push(id)),
        queueDispute: () => Promise.reject(new Error('nobody disputed anything')),
        now: little.now,
      });
      const { intent, amount } = little.payments.paid[0]!;
      const object = {
        client_reference_id: orderId,
        payment_intent: intent,
        payment_status: 'paid',
        amount_total: amount,
        currency: 'cny',
      };
      const body = JSON.stringify({ ...EVENT, id: `evt_${orderId}`, data: { object } });
      (at === 'store' ? little.deaths : queue).next = next;
      await expect(receive({ headers: {}, body })).rejects.toThrow('died');
      await receive({ headers: {}, body });
      expect(queued.length).toBeGreaterThan(0);
      for (const id of queued) {
        const { payment } = await findPaymentEvent(little.ground.items)(id);
        await recordPayment(little)(payment!);
      }
      expect(await little.read(orderId)).toMatchObject({ status: 'paid', captures: [{ amount }] });
      await checkAlways(little, 1);
    }
  });
});
