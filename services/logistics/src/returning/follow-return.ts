import { type ReturnReceived, skuOf } from '@cartless/domain';
import type { Shipments } from '../shipments/ports.ts';
import type { Shipment } from '../shipments/shipment.ts';
import { takeBack, toldBack, unitsOf } from './came-back.ts';

/**
 * A shopper returned units, and their money is owed: nobody sends them again. They are noted on the parcels that they came
 * in, as far as these are not replaced. Told twice, or again after a crash between two parcels, each unit counts once.
 */
export const followReturn =
  ({ shipments }: Readonly<{ shipments: Shipments }>) =>
  async ({ id: event, data }: Pick<ReturnReceived, 'id' | 'data'>): Promise<void> => {
    if (data.orderNumber === null) return;
    const parcels = await shipments.ofOrder(data.orderNumber);
    const left = new Map(unitsOf(data.returnItems));
    const count = (shipment: Shipment) => {
      for (const item of toldBack(shipment, event)) {
        left.set(skuOf(item), (left.get(skuOf(item)) ?? 0) - item.quantity);
      }
    };
    for (const parcel of parcels) count(parcel);
    for (const { id } of mayHold(parcels).filter((parcel) => toldBack(parcel, event).length === 0)) {
      count(await shipments.change(id, (shipment) => takeBack(shipment, event, left)));
    }
  };

/** The parcels with the shopper: what arrived comes first. */
const mayHold = (parcels: readonly Shipment[]): readonly Shipment[] =>
  parcels
    .filter((parcel) => parcel.replacedBy === undefined && parcel.dispatchedAt !== undefined)
    .toSorted((a, b) => Number(b.status === 'delivered') - Number(a.status === 'delivered'));
