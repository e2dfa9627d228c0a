import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { eventually } from '@cartless/eventually';
import { type Answer, type Api, apiAt } from './e2e/api.ts';
import { type RunningShop, startRunningShop } from './e2e/running-shop.ts';
import { ADDRESS, logInAdmin, logInDemo } from './e2e/shopper.ts';

describe('a shopper whose token outlives the account, in the running shop', () => {
  let shop: RunningShop;
  let api: Api;
  let admin: string;
  let lamp: { productId: string; price: object };

  beforeAll(async () => {
    shop = await startRunningShop();
    api = apiAt(shop.url);
    admin = await logInAdmin(api);
    const { items } = (await api('GET', '/products?limit=50')).body;
    lamp = items.find(({ variants }: { variants?: unknown }) => variants === undefined);
  });
  afterAll(() => (shop as RunningShop | undefined)?.stop());

  const order = (token: string): Promise<Answer> =>
    api('POST', '/orders', {
      token,
      headers: { 'idempotency-key': randomUUID() },
      body: {
        items: [{ productId: lamp.productId, quantity: 1, unitPrice: lamp.price }],
        shippingAddress: ADDRESS,
        paymentMethod: 'cod',
      },
    });
  const asStaff = async (path: string) => (await api('GET', path, { token: admin })).body;

  /** Orders for cash again and again, until the shop knows. @returns the orders that slipped through */
  async function orderUntilRefused(token: string, code: string): Promise<readonly string[]> {
    const slipped: string[] = [];
    const refused = await eventually(
      () => order(token),
      ({ status, body }) => {
        if (status === 201) slipped.push(String(body['orderId']));
        return status !== 201;
      },
    );
    expect(refused).toMatchObject({ status: 403, body: { code, detail: expect.any(String) } });
    return slipped;
  }

  /** Nothing of them ships: each is cancelled, and has no parcel but a cancelled one. */
  async function expectNothingShips(orderIds: readonly string[]): Promise<void> {
    for (const orderId of orderIds) {
      const { orderNumber, cancelReason } = await eventually(
        () => asStaff(`/admin/orders/${orderId}`),
        ({ status }) => status === 'cancelled',
      );
      expect(cancelReason).toBe('account');
      if (orderNumber === null) continue;
      const parcel = await eventually(
        () => api('GET', `/shipments/${String(orderNumber)}`, { token: admin }),
        ({ status, body }) => status === 200 && body['status'] === 'cancelled',
      );
      // A label may have been bought before the cancellation came; with it nothing was sent.
      const events = parcel.body['events'] as readonly Readonly<{ status: string }>[];
      expect(events.filter(({ status }) => status !== 'label-bought')).toEqual([]);
    }
  }

  it('gets nothing sent for cash after a suspension, again after it is lifted, and nothing after the deletion', async () => {
    const token = await logInDemo(api);
    const { body: me } = await api('GET', '/me', { token });
    const userId = String(me['userId']);
    const suspend = (what: string) =>
      api('POST', `/users/${userId}/${what}`, { token: admin, body: { reason: 'a test' } });

    expect((await suspend('suspend')).status).toBe(200);
    const slipped = await orderUntilRefused(token, 'ACCOUNT_SUSPENDED');
    await expectNothingShips(slipped);

    expect((await suspend('reinstate')).status).toBe(200);
    const again = await eventually(
      () => order(token),
      ({ status }) => status === 201,
    );
    const before = String(again.body['orderId']);

    const gone = await api('DELETE', '/me', { token, body: { password: 'Demo-pass-2026' } });
    expect(gone.status).toBe(204);
    await expectNothingShips(await orderUntilRefused(token, 'ACCOUNT_CLOSED'));
    // What was ordered before the deletion is still to be sent.
    const kept = await eventually(
      () => asStaff(`/admin/orders/${before}`),
      ({ orderNumber }) => typeof orderNumber === 'string',
    );
    expect(kept['status']).not.toBe('cancelled');
    const { body: parcel } = await eventually(
      () => api('GET', `/shipments/${String(kept['orderNumber'])}`, { token: admin }),
      ({ status, body }) => status === 200 && typeof body['trackingNumber'] === 'string',
    );
    expect(parcel['status']).not.toBe('cancelled');
  });
});
