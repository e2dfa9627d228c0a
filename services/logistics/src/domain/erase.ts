import type { Change, Shipment } from './shipment.ts';
import { without } from './shipment.ts';

const ERASED = '-';

/**
 * Erases who a parcel goes to and what the person wrote; country, region and city stay for reports. A parcel that still
 * wants its label needs its address once more, so it is marked and erased when it has the label.
 */
export function erase(before: Shipment): Change | undefined {
  if (before.erasure === 'done') return undefined;
  const waits = before.label === undefined && (before.status === 'created' || before.status === 'exception');
  if (waits) {
    return before.erasure === 'wanted'
      ? undefined
      : { shipment: { ...before, erasure: 'wanted' }, facts: [] };
  }
  return { shipment: erased(before), facts: [] };
}

/** The same for a parcel that has just got its label, or will get none. */
export const eraseIfWanted = (shipment: Shipment): Shipment =>
  shipment.erasure === 'wanted' ? erased(shipment) : shipment;

function erased(shipment: Shipment): Shipment {
  const { country, region, city } = shipment.address;
  const { reship } = shipment;
  return {
    ...without(shipment, 'reship'),
    address: { recipient: ERASED, phone: '00000', line1: ERASED, postalCode: '00', country, region, city },
    ...(reship && { reship: { ...reship, note: ERASED, photos: [] } }),
    erasure: 'done',
  };
}
