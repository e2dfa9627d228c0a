import { memoryItems } from '@cartless/aggregate/memory';
import { knownSecret } from '@cartless/testing';
import { describe, expect, it } from '@jest/globals';
import { LOGISTICS_TABLE } from '../logistics-table.ts';
import { shipmentStore } from '../shipments/shipment-store.ts';
import { parcelCodeStore } from '../tracking/parcel-codes-store.ts';
import { receiveUpdate } from '../tracking/receive-update.ts';
import { route } from '../tracking/receive-carrier-update/route.ts';
import type { CarrierRecord } from './carrier.ts';
import { CARRIERS } from './carriers.ts';

const WORD = 'open sesame';

/** The smallest carrier that can tell something: it signs with a header of its own. */
const runner: CarrierRecord = {
  provider: 'runner',
  client: () => {
    throw new Error('nobody calls it here');
  },
  webhook: () => ({
    recognises: (headers) => headers['x-runner-word'] !== undefined,
    read: async (headers, body) => {
      if (headers['x-runner-word'] !== WORD) throw new Error('the wrong word');
      return { eventId: 'evt_1', update: JSON.parse(body) as never };
    },
  }),
};
const secret = knownSecret('what the first carrier signs with');

describe('the webhook of a second carrier', () => {
  const items = memoryItems(LOGISTICS_TABLE);
  const codes = parcelCodeStore(items);
  const receive = receiveUpdate({
    shipments: shipmentStore(items),
    codes,
    webhooks: [...CARRIERS, runner].map(({ provider, webhook }) => ({
      provider,
      ...webhook(
        () => ({}) as never,
        () => secret,
      ),
    })),
    poll: { first: 1, longest: 2, giveUp: 3 },
    clock: () => new Date(0),
  });
  const update = {
    trackingNumber: 'R1',
    carrier: 'Runner',
    updatedAt: '',
    estimatedDelivery: null,
    events: [],
  };

  it('reaches it by its own header, which the route lets through', async () => {
    const headers = route.headers.parse({ 'x-runner-word': WORD }) as Record<string, string>;
    expect(await receive(headers, JSON.stringify(update))).toBe('kept');
    expect(await codes.kept('runner', 'R1')).toMatchObject([{ eventId: 'evt_1', update }]);
  });

  it('is refused when nobody knows the caller', async () => {
    await expect(receive({ 'x-stranger': 'x' }, '{}')).rejects.toMatchObject({ code: 'BAD_SIGNATURE' });
  });
});
