import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { type PaymentSimulator, startPaymentSimulator } from '@cartless/simulators';
import { eventually } from '@cartless/eventually';
import { knownSecret } from '@cartless/testing';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { Payment, Payments } from '../payments.ts';
import type { Order } from '../../ordering/order.ts';
import { stripePayments } from './stripe-client.ts';

const TIMEOUT = 150;
const AT = Date.now();
const ORDER: Order = {
  orderId: 'ord_1',
  userId: 'usr_1',
  orderNumber: null,
  status: 'placed',
  version: 1,
  lines: [
    {
      productId: 'prd_1',
      title: 'Desk lamp',
      category: 'home',
      quantity: 2,
      unitPrice: { amount: 5000, currency: 'CNY' },
      draws: [],
    },
  ],
  currency: 'CNY',
  shippingFee: 0,
  total: 10_000,
  shippingAddress: {
    recipient: 'x',
    phone: '12345',
    line1: 'x',
    city: 'x',
    region: 'x',
    postalCode: '1',
    country: 'CN',
  },
  paymentMethod: 'card',
  payBy: AT + 31 * 60_000,
  placedAt: AT,
  locale: 'en',
  requestHash: '',
  history: [],
  captures: [],
  refunds: [],
  returns: [],
  parcels: [],
};

const FAULTS = ['error', 'garbage', 'timeout', 'slow'] as const;
const CALLS = [
  'create a session',
  'close a session',
  'give back',
  'list payments',
  'look at a dispute',
  'list disputes',
] as const;
type Call = (typeof CALLS)[number];

const clientOf = (apiUrl: string, timeout?: number): Payments =>
  stripePayments({
    key: knownSecret('sk_test_local'),
    apiUrl,
    siteUrl: 'http://shop.example',
    ...(timeout !== undefined && { timeout }),
  });

/** Hands requests on to a server, and does something before each. */
async function startBefore(
  to: string,
  before: (request: Readonly<{ method: string; path: string }>) => Promise<void>,
) {
  const handOn = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const { method = 'GET', url = '/', headers } = request;
    const body = await text(request);
    await before({ method, path: url });
    const answer = await fetch(new URL(url, to), {
      method,
      headers: { ...(headers as Record<string, string>), connection: 'close' },
      ...(body !== '' && { body }),
    });
    response.writeHead(answer.status, { 'content-type': 'application/json' }).end(await answer.text());
  };
  const server = createServer((request, response) => void handOn(request, response));
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    [Symbol.asyncDispose]: async () => {
      server.close();
      server.closeAllConnections();
    },
  };
}

describe('a payment provider that fails', () => {
  let simulators: PaymentSimulator[];
  beforeEach(() => {
    simulators = [];
  });
  afterEach(() => Promise.all(simulators.map((simulator) => simulator.stop())));

  const open = async () => {
    const simulator = await startPaymentSimulator({ port: 0, webhookSecret: 'whsec_x' });
    simulators.push(simulator);
    return { url: simulator.url, payments: clientOf(simulator.url, TIMEOUT) };
  };
  const stateOf = async (url: string) =>
    (await (await fetch(`${url}/_control/state`)).json()) as {
      sessions: { id: string; status: string }[];
      refunds: { amount: number }[];
    };
  const pay = (url: string, session: string) =>
    fetch(`${url}/pay/${session}/pay`, {
      method: 'POST',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      body: 'payment_method_type=card',
      redirect: 'manual',
    });
  const paymentsOf = async (payments: Payments) => {
    const found: Payment[] = [];
    for await (const payment of payments.paidSince(AT - 60_000)) found.push(payment);
    return found;
  };

  const disputed = async (url: string, intent: string): Promise<string> => {
    const headers = { 'content-type': 'application/json' };
    const body = JSON.stringify({ payment_intent: intent, amount: 4000 });
    const answer = await fetch(`${url}/_control/disputes`, { method: 'POST', headers, body });
    return ((await answer.json()) as { id: string }).id;
  };
  const disputesOf = async (payments: Payments, intent: string) => {
    const found: unknown[] = [];
    for await (const dispute of payments.disputes({ intent })) found.push(dispute);
    return found;
  };

  /** Does what comes before a call, and returns the call; it can be made again. */
  const prepared = async (call: Call, url: string, payments: Payments): Promise<() => Promise<unknown>> => {
    if (call === 'create a session') return () => payments.createSession(ORDER);
    const session = await payments.createSession(ORDER);
    if (call === 'close a session') return () => payments.expireSession(session.id);
    await pay(url, session.id);
    if (call === 'list payments') return () => paymentsOf(payments);
    const [payment] = await paymentsOf(payments);
    const { intent } = payment!;
    if (call.endsWith('dispute') || call.endsWith('disputes')) {
      const id = await disputed(url, intent);
      return () => (call === 'list disputes' ? disputesOf(payments, intent) : payments.dispute(id));
    }
    return () =>
      payments.refund({
        key: 'refund-1',
        intent,
        amount: 4000,
        paid: 10_000,
        currency: 'CNY',
        orderId: 'ord_1',
        refusals: 0,
      });
  };

  it.each(CALLS.flatMap((call) => FAULTS.map((mode) => ({ call, mode }))))(
    'with $mode when asked to $call says so, and does it once when asked again',
    async ({ call, mode }) => {
      const { url, payments } = await open();
      const act = await prepared(call, url, payments);
      const body = JSON.stringify({ mode, delayMs: 2 * TIMEOUT });
      const headers = { 'content-type': 'application/json' };
      await fetch(`${url}/_control/faults`, { method: 'POST', headers, body });
      const [first] = await Promise.allSettled([act()]);
      // A slow provider may have done it by the time when the SDK tries again by itself.
      if (mode !== 'slow' || first.status === 'rejected') {
        expect(first).toMatchObject({ reason: { code: 'PAYMENT_PROVIDER_UNAVAILABLE' } });
      }
      await fetch(`${url}/_control/faults`, { method: 'POST', headers, body: '{"mode":"none"}' });
      // What is slow may still be at work; whoever asks again is told so until it is done.
      await eventually(() =>
        act().then(
          () => true,
          () => false,
        ),
      );
      const { sessions, refunds } = await stateOf(url);
      expect(sessions).toHaveLength(1);
      if (call === 'close a session') expect(sessions[0]?.status).toBe('expired');
      if (call === 'give back') {
        expect(refunds.map(({ amount }) => amount)).toEqual([4000]);
        expect(await act()).toEqual({ status: 'done', amount: 4000, inAll: 4000 });
      }
      if (call === 'list payments') expect(await act()).toMatchObject([{ amount: 10_000 }]);
      const told = { orderId: 'ord_1', amount: 4000, currency: 'CNY', status: 'needs-response', taken: 4000 };
      if (call === 'look at a dispute') expect(await act()).toMatchObject(told);
      if (call === 'list disputes') expect(await act()).toMatchObject([told]);
    },
  );

  it('gives the rest when somebody gives back in its dashboard at the same moment', async () => {
    const { url, payments } = await open();
    const session = await payments.createSession(ORDER);
    await pay(url, session.id);
    const { intent } = (await paymentsOf(payments))[0]!;
    const call = { intent, paid: 10_000, currency: 'CNY', orderId: 'ord_1', refusals: 0 } as const;
    let others = 0;
    await using between = await startBefore(url, async ({ method, path }) => {
      if (method !== 'POST' || path !== '/v1/refunds' || others > 0) return;
      others += 1;
      await payments.refund({ ...call, key: 'dashboard', amount: 7000 });
    });
    const answer = await clientOf(between.url).refund({ ...call, key: 'refund-1', amount: 4000 });
    expect(answer).toEqual({ status: 'done', amount: 3000, inAll: 10_000 });
    expect((await stateOf(url)).refunds.map(({ amount }) => amount)).toEqual([7000, 3000]);
  });

  it('is told apart from one that refuses for good, with its own words', async () => {
    const { payments } = await open();
    const line = { ...ORDER.lines[0]!, unitPrice: { amount: 50_000_000, currency: 'CNY' } };
    const large = payments.createSession({ ...ORDER, lines: [line] });
    await expect(large).rejects.toMatchObject({
      code: 'PAYMENT_REFUSED',
      kind: 'invalid',
      message: expect.stringContaining('at most 99999999') as unknown,
    });
    const odd = { ...ORDER.lines[0]!, unitPrice: { amount: 5124, currency: 'KWD' } };
    const unpayable = payments.createSession({ ...ORDER, currency: 'KWD', lines: [odd] });
    await expect(unpayable).rejects.toMatchObject({ code: 'PAYMENT_REFUSED' });
  });
});
