import { ABSENT, type Items, queryAll } from '@cartless/aggregate';
import { epochSeconds, type ShipmentId } from '@cartless/domain';
import type { KeptUpdate, ParcelCodes } from './parcel-codes.ts';

/** Updates of parcels that turn out not to be ours are forgotten after a month. */
const KEPT_SECONDS = 30 * 86_400;
const KEPT = 'update#';

const parcelKey = (provider: string, code: string) => ({ pk: `parcel#${provider}#${code}`, sk: 'parcel' });
const updateKey = (provider: string, code: string, eventId: string) => ({
  pk: `parcel#${provider}#${code}`,
  sk: `${KEPT}${eventId}`,
});

export const parcelCodeStore = (items: Items): ParcelCodes => ({
  async claim(provider, code, id) {
    await items.write([{ put: { ...parcelKey(provider, code), shipmentId: id } }]);
  },

  async find(provider, code) {
    const item = await items.get(parcelKey(provider, code), { consistent: true });
    return item?.['shipmentId'] as ShipmentId | undefined;
  },

  async keep(provider, code, eventId, update, now) {
    const expiresAt = epochSeconds(now) + KEPT_SECONDS;
    const put = {
      ...updateKey(provider, code, eventId),
      update,
      receivedAt: now.toISOString(),
      expiresAt,
    };
    await items.write([{ put, when: { pk: ABSENT } }]);
  },

  async kept(provider, code) {
    const { pk } = parcelKey(provider, code);
    const kept: KeptUpdate[] = [];
    for await (const item of queryAll(items, { hash: pk, range: { beginsWith: KEPT }, consistent: true })) {
      kept.push({
        eventId: String(item['sk']).slice(KEPT.length),
        update: item['update'] as KeptUpdate['update'],
        // An earlier release noted only when it is forgotten.
        receivedAt: new Date(
          (item['receivedAt'] as string | undefined) ?? (Number(item['expiresAt']) - KEPT_SECONDS) * 1000,
        ),
      });
    }
    return kept;
  },

  async forget(provider, code, eventId) {
    await items.write([{ delete: updateKey(provider, code, eventId) }]);
  },
});
