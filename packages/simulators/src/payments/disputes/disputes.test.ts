import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { eventually } from '@cartless/eventually';
import type Stripe from 'stripe';
import { aCheckout, startShopReceiver, startTestShop, type TestShop } from '../test-shop.ts';

let receiver: Awaited<ReturnType<typeof startShopReceiver>>;
let shop: TestShop;
beforeAll(async () => {
  receiver = await startShopReceiver();
  shop = await startTestShop({ webhookUrl: receiver.url });
});
afterAll(async () => {
  await shop.stop();
  await receiver.stop();
});

async function aPaidIntent(): Promise<string> {
  const { id } = await shop.stripe.checkout.sessions.create(aCheckout());
  await shop.press(id, 'pay');
  return (await shop.stripe.checkout.sessions.retrieve(id)).payment_intent as string;
}
const disputed = async (payment_intent: string, more = {}): Promise<Stripe.Dispute> =>
  (await shop.control('disputes', { payment_intent, ...more })).body as unknown as Stripe.Dispute;
const move = (id: string, step: string) => shop.control(`disputes/${id}`, { move: step });
const toldOf = async (id: string, count: number): Promise<string[]> => {
  const types = () =>
    receiver.received
      .map(({ body }) => JSON.parse(body) as { type: string; data: { object: { id: string } } })
      .filter((event) => event.data.object.id === id)
      .map(({ type }) => type.replace('charge.dispute.', ''));
  await eventually(() => types().length >= count);
  return types().toSorted();
};

describe('a dispute', () => {
  test('withdraws the money, names its payment, and says until when evidence counts', async () => {
    const intent = await aPaidIntent();
    const { id } = await disputed(intent, { reason: 'product_not_received' });
    expect(await toldOf(id, 2)).toEqual(['created', 'funds_withdrawn']);
    const found = await shop.stripe.disputes.retrieve(id, { expand: ['payment_intent'] });
    expect(found).toMatchObject({
      amount: 4498,
      currency: 'cny',
      status: 'needs_response',
      reason: 'product_not_received',
      is_charge_refundable: false,
      payment_intent: { id: intent, metadata: { orderId: 'ord_1' } },
    });
    expect(found.balance_transactions).toMatchObject([{ amount: -4498, currency: 'cny', fee: 1500 }]);
    expect(found.evidence_details.due_by).toBeGreaterThan(found.created);
    const listed = await shop.stripe.disputes.list({
      payment_intent: intent,
      expand: ['data.payment_intent'],
    });
    expect(listed.data).toMatchObject([{ id, payment_intent: { id: intent } }]);
    expect((await shop.stripe.disputes.list({ created: { gt: found.created } })).data).toEqual([]);
  });

  test('that is won gives the money back, and refunds are possible again', async () => {
    const intent = await aPaidIntent();
    const { id } = await disputed(intent);
    await expect(shop.stripe.refunds.create({ payment_intent: intent })).rejects.toMatchObject({
      type: 'StripeInvalidRequestError',
      code: 'charge_disputed',
    });
    expect((await move(id, 'evidence')).body).toMatchObject({
      status: 'under_review',
      evidence_details: { has_evidence: true, submission_count: 1 },
    });
    expect((await move(id, 'win')).body).toMatchObject({ status: 'won' });
    const { balance_transactions: moves } = await shop.stripe.disputes.retrieve(id);
    expect(moves.map(({ amount }) => amount)).toEqual([-4498, 4498]);
    expect(await toldOf(id, 5)).toEqual([
      'closed',
      'created',
      'funds_reinstated',
      'funds_withdrawn',
      'updated',
    ]);
    expect((await shop.stripe.refunds.create({ payment_intent: intent })).amount).toBe(4498);
  });

  test('that is lost keeps the money and stays closed, except for an appeal', async () => {
    const intent = await aPaidIntent();
    const { id } = await disputed(intent, { amount: 1000 });
    await move(id, 'lose');
    await expect(shop.stripe.refunds.create({ payment_intent: intent })).rejects.toMatchObject({
      code: 'charge_disputed',
    });
    expect(await move(id, 'win')).toMatchObject({ status: 409 });
    await move(id, 'appeal');
    await move(id, 'win');
    const { balance_transactions: moves } = await shop.stripe.disputes.retrieve(id);
    expect(moves.map(({ amount }) => amount)).toEqual([-1000, 1000]);
  });

  test('calls off the refunds that wait for their bank', async () => {
    const intent = await aPaidIntent();
    await shop.control('refunds', { status: 'pending' });
    const refund = await shop.stripe.refunds.create({ payment_intent: intent, amount: 500 });
    await shop.control('refunds', { status: 'succeeded' });
    await disputed(intent);
    expect(await shop.stripe.refunds.retrieve(refund.id)).toMatchObject({
      status: 'failed',
      failure_reason: 'charge_for_pending_refund_disputed',
    });
  });
});

describe('an inquiry', () => {
  test('moves no money, leaves refunds possible, and closes', async () => {
    const intent = await aPaidIntent();
    const { id } = await disputed(intent, { inquiry: true });
    expect(await toldOf(id, 1)).toEqual(['created']);
    await shop.stripe.refunds.create({ payment_intent: intent, amount: 100 });
    await move(id, 'evidence');
    await move(id, 'close');
    expect(await shop.stripe.disputes.retrieve(id)).toMatchObject({
      status: 'warning_closed',
      balance_transactions: [],
    });
  });

  test('may grow into a dispute, also when it was closed', async () => {
    const { id } = await disputed(await aPaidIntent(), { inquiry: true });
    await move(id, 'close');
    expect((await move(id, 'escalate')).body).toMatchObject({ status: 'needs_response' });
    expect(await toldOf(id, 4)).toEqual(['closed', 'created', 'funds_withdrawn', 'updated']);
  });
});

test('what cannot be disputed, and what is no move, is refused', async () => {
  expect(await shop.control('disputes', { payment_intent: 'pi_none' })).toMatchObject({ status: 404 });
  expect(await shop.control('disputes', {})).toMatchObject({ status: 400 });
  const intent = await aPaidIntent();
  expect(await shop.control('disputes', { payment_intent: intent, amount: 4499 })).toMatchObject({
    status: 400,
  });
  const { id } = await disputed(intent);
  expect(await move(id, 'sleep')).toMatchObject({ status: 400 });
  expect(await move('du_none', 'win')).toMatchObject({ status: 404 });
});

test('the page lists disputes and has a button for each thing that can happen', async () => {
  const { id } = await disputed(await aPaidIntent());
  const page = await (await fetch(shop.url, { headers: { 'accept-language': 'zh' } })).text();
  expect(page).toContain('争议');
  for (const step of ['evidence', 'win', 'lose', 'prevent'])
    expect(page).toContain(`aria-label="${step} ${id}"`);
});
