import { describe, expect, it } from '@jest/globals';
import { UserErased, UserReinstated, UserSuspended } from '@cartless/domain';
import { memoryShop, SHOPPER, TERMS, wish } from '../../test/memory-shop.ts';
import { placing, quoting } from '../ordering/ordering-service.ts';
import { keepStanding } from './standing-store.ts';

const event = (contract: typeof UserErased, sequence: number) =>
  contract.create({
    subject: SHOPPER,
    sequence,
    time: '2026-11-21T08:00:00.000Z',
    data: { userId: SHOPPER },
  });

describe.each([
  ['suspended', UserSuspended, 'ACCOUNT_SUSPENDED'],
  ['deleted', UserErased, 'ACCOUNT_CLOSED'],
])('a shopper whose account is %s and whose token lives on', (_, contract, code) => {
  const refused = { kind: 'forbidden', code };

  it.each([
    ['by card', {}],
    ['for cash', { paymentMethod: 'cod' }],
    ['what costs nothing', { free: true }],
  ])('orders nothing: %s', async (_way, { free, ...more }: { free?: boolean; paymentMethod?: string }) => {
    const shop = memoryShop();
    const lamp = await shop.product(
      free ? { price: { amount: 0, currency: 'CNY' }, limitPerShopper: { units: 9 } } : {},
    );
    await keepStanding(shop.memory)(SHOPPER, event(contract, 3));
    await expect(shop.place([lamp], more)).rejects.toMatchObject(refused);
    await expect(quoting(shop.ground, TERMS)(wish([lamp], more))).rejects.toMatchObject(refused);
    expect(await shop.units(lamp)).toBe(10);
    expect(shop.events).not.toContainEqual(expect.objectContaining({ type: 'orders.order-placed.v1' }));
  });

  it('still gets the first answer for a key that was used before', async () => {
    const shop = memoryShop();
    const lamp = await shop.product();
    const order = await shop.place([lamp]);
    await keepStanding(shop.memory)(SHOPPER, event(contract, 3));
    expect(await placing(shop.ground, TERMS)(wish([lamp]))).toEqual({ order, replayed: true });
  });
});

it('orders again when the suspension is lifted, and nobody else is kept from it', async () => {
  const shop = memoryShop();
  const lamp = await shop.product();
  await keepStanding(shop.memory)(SHOPPER, event(UserSuspended, 3));
  await shop.place([lamp], { userId: 'usr_lin' });
  await keepStanding(shop.memory)(SHOPPER, event(UserReinstated, 4));
  expect(await shop.place([lamp])).toMatchObject({ status: 'placed' });
});
