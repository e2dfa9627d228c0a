import { repairsOf } from '@cartless/testing';
import { memoryItems } from '@cartless/aggregate/memory';
import { orderNumber, type UserId } from '@cartless/domain';
import { describe, expect, it } from '@jest/globals';
import { RULES as rules } from '../test/rules.ts';
import { AGREEMENTS } from './agreements.ts';
import { LOGISTICS_TABLE } from './logistics-table.ts';
import { standingsStore } from './accounts/standings-store.ts';
import { requestReship } from './reshipping/request-reship.ts';
import { shipmentStore } from './shipments/shipment-store.ts';
import { shipmentIdOf } from './shipments/shipment-id.ts';
import { split } from './shipments/split.ts';
import type { Created, Sent } from './shipments/shipment.ts';

const NUMBER = orderNumber(new Date('2026-10-01T00:00:00Z'), new Uint8Array(7));
const [FIRST, SECOND] = [shipmentIdOf(NUMBER, 1), shipmentIdOf(NUMBER, 2)];
const AT = '2026-10-01T00:00:00.000Z';
const now = () => new Date(AT);
const ADMIN = { userId: 'usr_boss' as UserId, isStaff: true };

const created: Created = {
  id: FIRST,
  orderId: 'ord_1',
  orderNumber: NUMBER,
  userId: 'usr_mei',
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
  locale: 'en',
  weightGrams: 500,
  createdAt: AT,
  statusAt: AT,
  history: [],
  tries: 0,
  status: 'created',
};
const sent: Sent = {
  ...created,
  status: 'dispatched',
  dispatchedAt: AT,
  label: { carrier: 'Runner', service: 'fast', trackingNumber: 'R1', trackerRef: 'trk_1' },
};

/** A table with a parcel, of which the halves of what is done can be planted. */
async function withParcel(parcel: Created | Sent) {
  const memory = memoryItems(LOGISTICS_TABLE, now);
  const shipments = shipmentStore(memory);
  await shipments.create(() => ({ state: parcel as never }));
  const nameOf = ({ sk }: Readonly<Record<string, unknown>>) => (sk === FIRST ? 'first' : 'second');
  const repairs = async (act: () => Promise<unknown>) => {
    const found = await repairsOf({ memory, agreements: AGREEMENTS, now, nameOf }, act);
    const text = JSON.stringify(found).replaceAll(FIRST, 'first').replaceAll(SECOND, 'second');
    return JSON.parse(text.replaceAll(NUMBER, 'the order')) as typeof found;
  };
  return { memory, shipments, repairs };
}

const NOT_THERE =
  'for a person: second of the order, which first names, is not there: look what of the order was sent, and send the rest by hand';
const notKnown = (of: string) =>
  `for a person: second of the order ${of}, which does not know: keep one of them from leaving`;

describe('of the transaction that', () => {
  it('sends goods again, a person is told which half is there', async () => {
    const { memory, shipments, repairs } = await withParcel(sent);
    const wish = { reason: 'lost', photos: [] } as const;
    const standings = standingsStore(memory);
    const found = await repairs(() =>
      requestReship({ shipments, standings, rules, clock: now })({
        typed: NUMBER,
        caller: ADMIN,
        wish,
        idempotencyKey: undefined,
      }),
    );
    expect(found).toEqual({
      'first missing': [notKnown('is in the place of first')],
      'first alone': [NOT_THERE],
      'second missing': [NOT_THERE],
      'second alone': [notKnown('is in the place of first')],
    });
  });

  it('divides a parcel, a person is told of goods that are in none, and of those that are in two', async () => {
    const { shipments, repairs } = await withParcel(created);
    const items = [{ productId: 'prd_lamp', quantity: 1 }] as const;
    const found = await repairs(() =>
      shipments.change(FIRST, (parcel) => split(parcel, items, SECOND, rules, now())),
    );
    expect(found).toEqual({
      'first missing': [notKnown('holds a part of another')],
      'first alone': [NOT_THERE],
      'second missing': [NOT_THERE],
      'second alone': [notKnown('holds a part of another')],
    });
  });
});
