import { decode } from '@cartless/aggregate';
import type { Agreement } from '@cartless/aggregate/repairing';
import { shipmentDeclaration } from './shipment-store.ts';

/**
 * A parcel that follows from another is made in the write by which that one names it. Nothing is written here: whether the goods are
 * still in the house, or were sent by hand meanwhile, is known to who packs.
 */
export const parcelsAgree: Agreement = {
  says: 'a parcel that is made of another, or in its place, is there, and that one names it',
  watch() {
    const there = new Set<string>();
    /** Parcels by the one that names them. */
    const made = new Map<string, Readonly<{ from: string; orderNumber: string }>>();
    /** Parcels that are made of another, or in its place. */
    const later: Readonly<{ id: string; orderNumber: string; of: string }>[] = [];
    return {
      see(item) {
        if (!String(item['sk']).startsWith('shp_')) return;
        const {
          id,
          orderNumber,
          part,
          replaces,
          replacedBy,
          resent = [],
          rests = [],
        } = decode(shipmentDeclaration, item);
        there.add(id);
        for (const next of [replacedBy ?? [], resent.map(({ parcel }) => parcel), rests].flat(2))
          made.set(next, { from: id, orderNumber });
        if (replaces !== undefined) later.push({ id, orderNumber, of: `is in the place of ${replaces}` });
        else if (part && rests.length === 0) later.push({ id, orderNumber, of: 'holds a part of another' });
      },
      *broken() {
        for (const [id, { from, orderNumber }] of made)
          if (!there.has(id))
            yield {
              says: `${id} of ${orderNumber}, which ${from} names, is not there: look what of the order was sent, and send the rest by hand`,
            };
        for (const { id, orderNumber, of } of later)
          if (!made.has(id))
            yield {
              says: `${id} of ${orderNumber} ${of}, which does not know: keep one of them from leaving`,
            };
      },
    };
  },
};
