import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type OrderId, ReshipApproved, type ShipmentId } from '@cartless/domain';
import { queueEvent } from '@cartless/testing';
import { handler as followShipmentHandler } from '../src/ordering/follow-shipment/handler.ts';
import { handler as getAnyOrder } from '../src/ordering/get-any-order/handler.ts';
import { handler as changeAddress } from '../src/readdressing/change-address/handler.ts';
import { handler as decideUndelivered } from '../src/parcels/decide-undelivered/handler.ts';
import { productStore } from '../src/catalogue/product-store.ts';
import { stockKey } from '../src/orders-table.ts';
import { parcelEvent } from './parcel-event.ts';
import { aUser, withRights, SHANGHAI } from './shop.ts';
import { type AfterSales, openAfterSales } from './after-sales.ts';

const followShipment = withRights('followShipment', followShipmentHandler);

describe('orders whose parcels do not arrive', () => {
  let world: AfterSales;
  beforeAll(async () => {
    world = await openAfterSales();
  });
  afterAll(() => world.close());

  it('waits for a decision when a parcel is lost, and gives all money back when that is decided, once', async () => {
    const placed = await world.paid();
    await followShipment(parcelEvent(await world.shop.order(placed.orderId), 'lost'));
    expect(await world.call(getAnyOrder, placed, { admin: true })).toMatchObject({
      body: {
        status: 'undelivered',
        parcels: [{ status: 'lost' }],
        lostAt: expect.any(String),
        decideBy: expect.any(String),
      },
    });
    const body = { outcome: 'refund', restock: false };
    expect(await world.call(decideUndelivered, placed, { body })).toMatchObject({ status: 403 });
    const decided = await world.call(decideUndelivered, placed, { admin: true, body });
    expect(decided).toMatchObject({
      status: 200,
      body: { status: 'cancelled', refundOwed: { amount: 10_000 } },
    });
    expect(await world.call(decideUndelivered, placed, { admin: true, body })).toEqual(decided);
    await world.work(placed);
    expect(await world.refundsOf(placed)).toEqual([10_000]);
    expect(
      await world.call(decideUndelivered, placed, { admin: true, body: { ...body, outcome: 'reship' } }),
    ).toMatchObject({ status: 409, body: { code: 'NOTHING_UNDELIVERED' } });
  });

  it('goes to another address until its parcel leaves; for a stranger it does not exist', async () => {
    const placed = await world.paid();
    const shippingAddress = { ...SHANGHAI, line1: '南京西路 1 号' };
    const changed = await world.call(changeAddress, placed, { body: { shippingAddress } });
    expect(changed).toMatchObject({ status: 200, body: { shippingAddress, addressChange: 'requested' } });
    const { version } = await world.shop.order(placed.orderId);
    expect(await world.shop.events(placed.orderId)).toMatchObject([
      { type: 'orders.order-readdressed.v1', sequence: version, data: { change: version, shippingAddress } },
    ]);
    expect(
      await world.call(changeAddress, { ...placed, user: aUser() }, { body: { shippingAddress } }),
    ).toMatchObject({
      status: 404,
    });
    await followShipment(parcelEvent(await world.shop.order(placed.orderId), 'dispatched'));
    expect(await world.call(changeAddress, placed, { body: { shippingAddress: SHANGHAI } })).toMatchObject({
      status: 409,
      body: { code: 'ADDRESS_CANNOT_CHANGE' },
    });
  });

  it('sends again what was lost when there is enough on the shelf, in whichever bucket, and says so when there is not', async () => {
    const placed = await world.paid();
    await followShipment(parcelEvent(await world.shop.order(placed.orderId), 'lost'));
    const [line] = (await world.shop.order(placed.orderId)).lines;
    const { productId, quantity } = line!;
    const { state: product } = { state: await productStore(world.shop.items).read(productId) };
    const before = await world.shop.available(product);
    const body = { outcome: 'reship', restock: false };
    const stock = stockKey(productId, 0);
    await world.shop.items.write([{ update: stock, add: { n: -before } }]);
    expect(await world.call(decideUndelivered, placed, { admin: true, body })).toMatchObject({
      status: 409,
      body: { code: 'TOO_FEW_LEFT' },
    });
    await world.shop.items.write([{ update: stock, add: { n: before } }]);
    expect(await world.call(decideUndelivered, placed, { admin: true, body })).toMatchObject({
      status: 200,
      body: { status: 'shipped' },
    });
    expect(await world.shop.available(product)).toBe(before - quantity);
  });

  it('takes the units of a replacement that logistics approves, or what is left of them', async () => {
    const placed = await world.paid();
    const order = await world.shop.order(placed.orderId);
    await followShipment(parcelEvent(order, 'delivered'));
    const { quantity, productId } = order.lines[0]!;
    const product = await productStore(world.shop.items).read(productId);
    const approved = (shipmentId: ShipmentId) =>
      queueEvent([
        ReshipApproved.create({
          subject: shipmentId,
          sequence: 6,
          time: new Date().toISOString(),
          data: {
            ...ReshipApproved.example,
            shipmentId,
            orderId: placed.orderId as OrderId,
            status: 'delivered',
          },
        }),
      ]);
    const first = approved(`shp_${placed.orderId.slice(4)}`);
    const before = await world.shop.available(product);
    await followShipment(first);
    await followShipment(first);
    expect(await world.shop.available(product)).toBe(before - quantity);
    await world.shop.items.write([{ update: stockKey(productId, 0), add: { n: 2 * quantity - before - 1 } }]);
    expect(await world.shop.available(product)).toBe(quantity - 1);
    const second = approved('shp_another_2');
    await followShipment(second);
    await followShipment(second);
    expect(await world.shop.available(product)).toBe(0);
  });
});
