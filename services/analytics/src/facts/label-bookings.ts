import { slotOf } from '../calendar/slot.ts';
import { WHOLE } from '../roll-ups/dimension.ts';
import type { Amounts } from '../roll-ups/counter.ts';
import type { Booking } from '../roll-ups/roll-up.ts';
import type { LabelFact } from './fact.ts';

/**
 * What a label adds to the books by the hour in which it was bought, and takes out by the hour in which it was given back. How an order
 * is paid makes no difference to what its label costs, so it belongs to the shop and to the region that the parcel goes to.
 */
export function labelBookings({ kind, at, region, cost }: LabelFact): Booking[] {
  const slot = slotOf(at);
  const sign = kind === 'label-bought' ? 1 : -1;
  const amounts: Amounts = {
    labels: sign,
    ...(cost !== undefined && { labelsCosted: sign, labelCost: sign * cost }),
  };
  return [
    { dimension: 'total', value: WHOLE, slot, amounts },
    { dimension: 'region', value: region, slot, amounts },
  ];
}
