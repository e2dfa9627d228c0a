import { memoryItems } from '@cartless/aggregate/memory';
import {
  type OrderPaid,
  OrderReaddressed,
  ReshipOrdered,
  type ShipmentId,
  toAddressSnapshot,
} from '@cartless/domain';
import { InternalError } from '@cartless/lambda';
import { beforeEach, describe, expect, it } from '@jest/globals';
import { carriers } from '../src/carriers/choice.ts';
import { LOGISTICS_TABLE } from '../src/logistics-table.ts';
import { packingBody } from '../src/shipments/shipment-body.ts';
import type { ShippingRules } from '../src/shipments/shipping-rules.ts';
import { dispatchMany } from '../src/shipments/dispatch-many.ts';
import { currentParcel, trackingView } from '../src/tracking/tracking-view.ts';
import { memoryCarrier } from './memory-carrier.ts';
import { RULES } from './rules.ts';
import { useCases } from './use-cases.ts';
import { firstParcel, newOrderNumber, paidOrder } from './world.ts';

const EARBUDS = {
  weightGrams: 180,
  size: { length: 110, width: 90, height: 45 },
  dangerousGoods: 'lithium-ion-in-equipment',
  hsCode: '851830',
  originCountry: 'CN',
  customsDescription: 'Wireless earbuds',
};
const WITH_BOXES: ShippingRules = {
  ...RULES,
  boxes: [{ name: 'S', length: 200, width: 150, height: 100, weightGrams: 80 }],
};
type Item = OrderPaid['data']['items'][number];

const base = paidOrder();
const item = (more: Partial<Item>): Item => ({ ...base.items[0]!, ...more });
const PARIS = toAddressSnapshot({
  recipient: 'Anne',
  phone: '+33123456789',
  line1: '1 rue de Rivoli',
  city: 'Paris',
  postalCode: '75001',
  country: 'FR',
});

let now: number;
let carrier: ReturnType<typeof memoryCarrier>;
let service: ReturnType<typeof useCases>;
let items: ReturnType<typeof memoryItems>;
const open = (rules?: ShippingRules) => {
  items = memoryItems(LOGISTICS_TABLE);
  carrier = memoryCarrier();
  service = useCases({
    items,
    carriers: carriers(carrier.carrier),
    clock: () => new Date(now),
    autoDispatch: false,
    rules,
  });
};
beforeEach(() => {
  now = Date.parse('2026-11-21T10:00:00Z');
  open();
});

describe('a parcel', () => {
  it('keeps what its order told of weight, box, danger and choice, and the carrier is told of it', async () => {
    open(WITH_BOXES);
    const options = [{ name: '颜色', value: '白色' }];
    const order = paidOrder(newOrderNumber(), {
      locale: 'zh-CN',
      items: [item({ productId: 'prd_buds', quantity: 2, packing: EARBUDS, options })],
    });
    const id = firstParcel(order);
    await service.create(order);
    await service.buyInBackground(id);
    const parcel = await service.shipments.read(id);
    expect(parcel).toMatchObject({ weightGrams: 2 * 180 + 80, box: { name: 'S' }, locale: 'zh-CN' });
    expect(carrier.told).toMatchObject([
      {
        weightGrams: 440,
        size: { length: 200, width: 150, height: 100 },
        dangerousGoods: 'lithium-ion-in-equipment',
      },
    ]);
    expect(carrier.told[0]).not.toHaveProperty('customs');
    expect(packingBody(parcel, [parcel], WITH_BOXES, 'en')).toMatchObject({
      locale: 'zh-CN',
      items: [{ options, weightGrams: 180, size: EARBUDS.size, dangerousGoods: EARBUDS.dangerousGoods }],
      dangerousGoods: [EARBUDS.dangerousGoods],
      box: { name: 'S' },
      customs: null,
      others: [],
    });
  });

  it('of an order of a release before is packed as it was then', async () => {
    const { locale: _, ...order } = paidOrder(newOrderNumber());
    await service.create(order);
    const parcel = await service.shipments.read(firstParcel(order));
    expect(parcel).not.toHaveProperty('box');
    expect(parcel).not.toHaveProperty('locale');
    await service.buyInBackground(parcel.id);
    expect(carrier.told).toMatchObject([{ weightGrams: parcel.weightGrams }]);
    expect(carrier.told[0]).not.toHaveProperty('dangerousGoods');
  });

  it('goes abroad with what customs ask for: what was paid for it, less the discount', async () => {
    const unitPrice = { amount: 10_000, currency: 'CNY' };
    const discount = { amount: 1_001, currency: 'CNY' };
    const order = paidOrder(newOrderNumber(), {
      shippingAddress: PARIS,
      items: [item({ productId: 'prd_buds', quantity: 2, packing: EARBUDS, unitPrice, discount })],
    });
    await service.create(order);
    await service.buyInBackground(firstParcel(order));
    expect(carrier.told).toMatchObject([
      {
        customs: [
          {
            sku: 'prd_buds',
            hsCode: '851830',
            originCountry: 'CN',
            quantity: 2,
            value: { amount: 2 * 9_499, currency: 'CNY' },
            weightGrams: 360,
          },
        ],
      },
    ]);
  });

  it('abroad of which too little is known waits for a person, who says it and sends it', async () => {
    const order = paidOrder(newOrderNumber(), {
      shippingAddress: PARIS,
      items: [item({ productId: 'prd_hat', title: '帽子' })],
    });
    const id = firstParcel(order);
    await service.create(order);
    expect(await service.buyInBackground(id)).toBe('refused');
    const waiting = await service.shipments.read(id);
    expect(waiting).toMatchObject({ status: 'exception', problem: { code: 'CUSTOMS_INCOMPLETE' } });
    expect(waiting.problem?.message).toContain('帽子 (hsCode, originCountry, description)');
    expect(packingBody(waiting, [waiting], RULES, 'en').customs).toEqual({
      lines: [],
      missing: [{ title: '帽子', facts: ['hsCode', 'originCountry', 'description'] }],
    });
    expect(carrier.told).toEqual([]);
    await expect(service.dispatch(id)).rejects.toMatchObject({ code: 'CUSTOMS_INCOMPLETE' });
    const facts = { hsCode: '650500', originCountry: 'CN', description: 'Hat' };
    await expect(
      service.dispatch(id, { customs: [{ productId: 'prd_shoe', ...facts }] }),
    ).rejects.toMatchObject({ code: 'ITEMS_NOT_IN_PARCEL' });
    const sent = await service.dispatch(id, { customs: [{ productId: 'prd_hat', ...facts }] });
    expect(sent).toMatchObject({ status: 'dispatched' });
    expect(sent).not.toHaveProperty('problem');
    expect(carrier.told).toMatchObject([{ customs: [{ description: 'Hat', hsCode: '650500' }] }]);
  });

  it('that is sent to another country before it leaves is declared there', async () => {
    const order = paidOrder(newOrderNumber(), {
      locale: 'en',
      items: [item({ productId: 'prd_buds', packing: EARBUDS })],
    });
    await service.create(order);
    const { example } = OrderReaddressed;
    const { orderId, orderNumber, userId } = order;
    await service.readdress({ ...example, orderId, orderNumber, userId, change: 9, shippingAddress: PARIS });
    const second = firstParcel(order).replace(/_1$/, '_2') as ShipmentId;
    await service.buyInBackground(second);
    expect(await service.shipments.read(second)).toMatchObject({ status: 'label-bought', locale: 'en' });
    expect(carrier.told).toMatchObject([{ address: { country: 'FR' }, customs: [{ hsCode: '851830' }] }]);
  });

  it('that is sent again has the goods and the language of the first', async () => {
    const order = paidOrder(newOrderNumber(), {
      locale: 'zh-CN',
      items: [item({ productId: 'prd_buds', packing: EARBUDS })],
    });
    const id = firstParcel(order);
    const nth = (n: number) => id.replace(/_1$/, `_${n}`) as ShipmentId;
    await service.create(order);
    await service.dispatch(id);
    await service.shipments.change(id, (parcel) => ({ state: { ...parcel, status: 'lost' } as never }));
    await service.decisions.reship({
      id: 'event-1',
      data: { ...ReshipOrdered.example, ...order, shipmentIds: [id] },
    });
    const again = { locale: 'zh-CN', lines: [{ packing: EARBUDS }] };
    expect(await service.shipments.read(nth(2))).toMatchObject(again);
    await service.dispatch(nth(2));
    await service.requestReship({
      typed: order.orderNumber,
      caller: { userId: order.userId, isStaff: true },
      wish: { reason: 'lost', photos: [] },
      idempotencyKey: undefined,
    });
    expect(await service.shipments.read(nth(3))).toMatchObject(again);
  });

  it('of a shopper who is gone keeps no address of its label, in whatever form', async () => {
    const order = paidOrder(newOrderNumber());
    const id = firstParcel(order);
    await service.create(order);
    await service.dispatch(id);
    await service.shipments.change(id, (parcel) => ({
      state: { ...parcel, label: { ...parcel.label, url: 'https://x', pdfUrl: 'https://y' } } as never,
    }));
    await service.erase(order.userId);
    const { label } = await service.shipments.read(id);
    expect(label).toMatchObject({ trackingNumber: expect.any(String) });
    expect(label).not.toHaveProperty('url');
    expect(label).not.toHaveProperty('pdfUrl');
  });

  it('that is booked is bought by what is known, though rules have come since that ask for more', async () => {
    const order = paidOrder(newOrderNumber(), {
      shippingAddress: PARIS,
      items: [item({ productId: 'prd_hat', title: '帽子' })],
    });
    const id = firstParcel(order);
    await service.create(order);
    await service.shipments.change(id, (parcel) => ({
      state: { ...parcel, booking: { provider: 'van', ref: `ref_${id}`, rateId: 'rate_1' } } as never,
    }));
    expect(await service.buyInBackground(id)).toBe('bought');
    expect(await service.shipments.read(id)).toMatchObject({ status: 'label-bought' });
  });

  it('of dangers that cannot be declared together waits until they are sent apart', async () => {
    const order = paidOrder(newOrderNumber(), {
      items: [
        item({ productId: 'prd_buds', quantity: 1, packing: EARBUDS }),
        item({ productId: 'prd_spray', quantity: 1, packing: { dangerousGoods: 'aerosol' } }),
      ],
    });
    const id = firstParcel(order);
    await service.create(order);
    expect(await service.buyInBackground(id)).toBe('refused');
    expect(await service.shipments.read(id)).toMatchObject({ problem: { code: 'DANGERS_MIXED' } });
    await service.dispatch(id, { items: [{ productId: 'prd_spray', quantity: 1 }] });
    const rest = id.replace(/_1$/, '_2') as ShipmentId;
    expect(await service.buyInBackground(rest)).toBe('bought');
    expect(carrier.told.map(({ dangerousGoods }) => dangerousGoods)).toEqual([
      'aerosol',
      'lithium-ion-in-equipment',
    ]);
  });
});

describe('an order in several parcels', () => {
  const nth = (order: OrderPaid['data'], n: number) =>
    firstParcel(order).replace(/_1$/, `_${n}`) as ShipmentId;
  const shirt = (variantId: string, quantity: number, weightGrams: number) =>
    item({ productId: 'prd_shirt', variantId, quantity, packing: { ...EARBUDS, weightGrams } });

  it('goes in three, each with its own goods, weight, box and papers; also when it is paid in cash', async () => {
    open(WITH_BOXES);
    const order = paidOrder(newOrderNumber(), {
      locale: 'zh-CN',
      paymentMethod: 'cod',
      items: [shirt('m_blue', 2, 100), shirt('l_white', 1, 300)],
    });
    const { paidAt: _paidAt, ...confirmed } = order;
    await service.create(confirmed);
    await service.dispatch(nth(order, 1), {
      items: [{ productId: 'prd_shirt', variantId: 'm_blue', quantity: 1 }],
    });
    await service.dispatch(nth(order, 2), {
      items: [{ productId: 'prd_shirt', variantId: 'l_white', quantity: 1 }],
    });
    await service.dispatch(nth(order, 3));
    const parcels = await service.shipments.ofOrder(order.orderNumber);
    expect(
      parcels.map(({ status, part, locale, weightGrams, box, lines }) => ({
        status,
        part,
        locale,
        weightGrams,
        box: box?.name,
        lines: lines.map(({ variantId, quantity }) => `${quantity} ${variantId}`),
      })),
    ).toEqual(
      [
        [100, '1 m_blue'],
        [300, '1 l_white'],
        [100, '1 m_blue'],
      ].map(([grams, line]) => ({
        status: 'dispatched',
        part: true,
        locale: 'zh-CN',
        weightGrams: Number(grams) + 80,
        box: 'S',
        lines: [line],
      })),
    );
    const [first] = parcels;
    expect(packingBody(first!, parcels, WITH_BOXES, 'en').others).toEqual([
      { shipmentId: nth(order, 2), status: 'dispatched' },
      { shipmentId: nth(order, 3), status: 'dispatched' },
    ]);
  });

  it('is shown to its shopper parcel by parcel, with what is in each', async () => {
    const order = paidOrder(newOrderNumber(), { items: [shirt('m_blue', 2, 100), shirt('l_white', 1, 300)] });
    await service.create(order);
    await service.dispatch(nth(order, 1), {
      items: [{ productId: 'prd_shirt', variantId: 'm_blue', quantity: 2 }],
    });
    const parcels = await service.shipments.ofOrder(order.orderNumber);
    const { parcels: shown } = trackingView(parcels, currentParcel(parcels)!, new Date(now));
    expect(shown.map(({ status, items: goods }) => [status, goods])).toEqual([
      ['dispatched', [{ productId: 'prd_shirt', variantId: 'm_blue', title: 'Desk lamp', quantity: 2 }]],
      ['created', [{ productId: 'prd_shirt', variantId: 'l_white', title: 'Desk lamp', quantity: 1 }]],
    ]);
  });

  it('is not taken apart when its customs form names all of it', async () => {
    const order = paidOrder(newOrderNumber(), {
      shippingAddress: PARIS,
      items: [shirt('m_blue', 2, 100)],
    });
    await service.create(order);
    const some = { items: [{ productId: 'prd_shirt', variantId: 'm_blue', quantity: 1 }] };
    await service.buyInBackground(nth(order, 1));
    await expect(service.dispatch(nth(order, 1), some)).rejects.toMatchObject({ code: 'CUSTOMS_NAME_ALL' });
    expect(await service.dispatch(nth(order, 1))).toMatchObject({ status: 'dispatched' });
  });

  it('is taken apart on its way abroad as long as no carrier knows of it', async () => {
    const order = paidOrder(newOrderNumber(), {
      shippingAddress: PARIS,
      items: [shirt('m_blue', 2, 100)],
    });
    await service.create(order);
    await service.dispatch(nth(order, 1), {
      items: [{ productId: 'prd_shirt', variantId: 'm_blue', quantity: 1 }],
    });
    await service.dispatch(nth(order, 2));
    expect(carrier.told.map(({ customs }) => customs?.map(({ quantity }) => quantity))).toEqual([[1], [1]]);
  });
});

describe('many parcels dispatched at once', () => {
  const never = () => new Promise<void>(() => undefined);
  const many = (change: object = {}) =>
    dispatchMany({
      shipments: service.shipments,
      dispatch: service.dispatch,
      clock: () => new Date(now),
      fault: (_, cause) => InternalError({ cause }),
      wait: never,
      atOnce: 2,
      beginMs: 1000,
      answerMs: 2000,
      ...change,
    });
  const orders = async (count: number) => {
    const ids: ShipmentId[] = [];
    for (let i = 0; i < count; i += 1) {
      const order = paidOrder(newOrderNumber());
      await service.create(order);
      ids.push(firstParcel(order));
    }
    return ids;
  };

  it('each say what became of them; one that is refused holds nobody up', async () => {
    const [one, two] = (await orders(2)) as [ShipmentId, ShipmentId];
    const [held] = (await orders(1)) as [ShipmentId];
    await service.shipments.change(held, (parcel) => ({
      state: { ...parcel, status: 'cancelled' } as never,
    }));
    const unknown = 'shp_202611214f7k2m9c_9' as ShipmentId;
    const results = await many()({ shipmentIds: [unknown, one, held, two, one], locale: 'zh-CN' });
    expect(results).toEqual([
      expect.objectContaining({ shipmentId: unknown, outcome: 'refused', code: 'SHIPMENT_NOT_FOUND' }),
      expect.objectContaining({ shipmentId: one, outcome: 'dispatched', carrier: 'Van' }),
      expect.objectContaining({
        shipmentId: held,
        outcome: 'refused',
        code: 'SHIPMENT_CANNOT_BE_DISPATCHED',
        detail: '状态为 cancelled 的包裹不能发货。',
      }),
      expect.objectContaining({ shipmentId: two, outcome: 'dispatched' }),
    ]);
    expect(carrier.sold()).toBe(2);
  });

  it('are dispatched once, however often it is asked', async () => {
    const ids = await orders(3);
    const first = await many()({ shipmentIds: ids, locale: 'en' });
    expect(await many()({ shipmentIds: ids, locale: 'en' })).toEqual(first);
    expect(carrier.sold()).toBe(3);
  });

  it('that met a fault of ours are told apart from the others', async () => {
    const [one, two] = (await orders(2)) as [ShipmentId, ShipmentId];
    const dispatch = (id: ShipmentId) =>
      id === one ? Promise.reject(new TypeError('x is undefined')) : service.dispatch(id);
    expect(await many({ dispatch })({ shipmentIds: [one, two], locale: 'en' })).toMatchObject([
      { outcome: 'refused', code: 'INTERNAL_ERROR' },
      { outcome: 'dispatched' },
    ]);
  });

  it('are begun only while there is time, and the answer does not wait for what hangs', async () => {
    const ids = await orders(5);
    const hanging = Promise.withResolvers<void>();
    const dispatch = (id: ShipmentId) => {
      now += 600;
      if (id !== ids[1]) return service.dispatch(id);
      hanging.resolve();
      return never() as never;
    };
    const wait = async () => hanging.promise;
    const results = await many({ dispatch, atOnce: 1, wait })({ shipmentIds: ids, locale: 'en' });
    expect(results.map(({ outcome }) => outcome)).toEqual([
      'dispatched',
      'unfinished',
      'not-tried',
      'not-tried',
      'not-tried',
    ]);
    const slow = (id: ShipmentId) => {
      now += 600;
      return service.dispatch(id);
    };
    const again = await many({ dispatch: slow, atOnce: 1 })({ shipmentIds: ids, locale: 'en' });
    expect(again.map(({ outcome }) => outcome)).toEqual([
      'dispatched',
      'dispatched',
      'dispatched',
      'not-tried',
      'not-tried',
    ]);
  });
});
