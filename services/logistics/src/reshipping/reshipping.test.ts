import { memoryItems } from '@cartless/aggregate/memory';
import { orderNumber, type UserId } from '@cartless/domain';
import { beforeEach, describe, expect, it } from '@jest/globals';
import { erase } from '../erasure/erasure.ts';
import { standingsStore } from '../accounts/standings-store.ts';
import { LOGISTICS_TABLE } from '../logistics-table.ts';
import { shipmentStore } from '../shipments/shipment-store.ts';
import { shipmentIdOf } from '../shipments/shipment-id.ts';
import type { Sent } from '../shipments/shipment.ts';
import { RULES as rules } from '../../test/rules.ts';
import { approveReship, rejectReship } from './decide-reship.ts';
import { requestReship } from './request-reship.ts';

const NUMBER = orderNumber(new Date('2026-10-01T00:00:00Z'), new Uint8Array(7));
const FIRST = shipmentIdOf(NUMBER, 1);
const SHOPPER = { userId: 'usr_mei' as UserId, isStaff: false };
const ADMIN = { userId: 'usr_boss' as UserId, isStaff: true };
const AT = '2026-10-01T00:00:00.000Z';
const WISH = { reason: 'lost', photos: [] } as const;
const KEY = 'a-key-of-mine';

const sent: Sent = {
  id: FIRST,
  orderId: 'ord_1',
  orderNumber: NUMBER,
  userId: SHOPPER.userId,
  version: 0,
  lines: [{ productId: 'prd_lamp', title: 'Lamp', category: 'electronics', quantity: 2 }],
  address: {
    recipient: 'Mei',
    phone: '13800000000',
    line1: '1 Road',
    city: 'Shanghai',
    region: 'Shanghai',
    postalCode: '200000',
    country: 'CN',
  },
  weightGrams: 500,
  createdAt: AT,
  statusAt: AT,
  history: [],
  tries: 0,
  status: 'dispatched',
  dispatchedAt: AT,
  label: { carrier: 'Runner', service: 'fast', trackingNumber: 'R1', trackerRef: 'trk_1' },
};

describe('a parcel that is to be sent again', () => {
  const clock = () => new Date(AT);
  let shipments: ReturnType<typeof shipmentStore>;
  let standings: ReturnType<typeof standingsStore>;
  beforeEach(async () => {
    const items = memoryItems(LOGISTICS_TABLE);
    shipments = shipmentStore(items);
    standings = standingsStore(items);
    await shipments.create(() => ({ state: sent as never }));
  });
  const ask = (caller: typeof SHOPPER | typeof ADMIN, idempotencyKey?: string) =>
    requestReship({ shipments, standings, rules, clock })({
      typed: NUMBER,
      caller,
      wish: WISH,
      idempotencyKey,
    });
  const approve = () => approveReship({ shipments, rules, clock })(FIRST);

  it('answers the same key the same when both calls come at once', async () => {
    const answers = await Promise.all([ask(SHOPPER, KEY), ask(SHOPPER, KEY), ask(SHOPPER, KEY)]);
    expect(answers.filter(({ replayed }) => !replayed)).toHaveLength(1);
    for (const { shipment } of answers) expect(shipment).toEqual(answers[0]?.shipment);
  });

  it('answers an administrator with the replacement, also the second time and at once', async () => {
    const both = await Promise.all([ask(ADMIN, KEY), ask(ADMIN, KEY)]);
    const again = await ask(ADMIN, KEY);
    expect(again).toMatchObject({ replayed: true, shipment: { replaces: FIRST } });
    expect([...both, again].map(({ shipment }) => shipment.id)).toEqual(
      Array.from({ length: 3 }, () => again.shipment.id),
    );
    expect(await shipments.ofOrder(NUMBER)).toHaveLength(2);
  });

  it('takes no wish once it was erased, for nothing would erase what is written then', async () => {
    await shipments.change(FIRST, (shipment) => erase(shipment, AT));
    await expect(ask(SHOPPER)).rejects.toMatchObject({ code: 'RESHIP_NOT_POSSIBLE' });
  });

  it('is not sent to nobody: a wish from before the erasure can only be refused', async () => {
    await ask(SHOPPER);
    await shipments.change(FIRST, (shipment) => erase(shipment, AT));
    await expect(approve()).rejects.toMatchObject({ code: 'RESHIP_NOT_POSSIBLE' });
    const refused = await rejectReship({ shipments, rules, clock })(FIRST, 'The account is gone');
    expect(refused.reship?.state).toBe('rejected');
  });
});
