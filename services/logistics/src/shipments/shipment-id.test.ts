import { describe, expect, it } from '@jest/globals';
import { orderNumber, ShipmentId } from '@cartless/domain';
import * as z from 'zod/mini';
import { orderNumberOf, shipmentIdOf } from './shipment-id.ts';

describe('a parcel’s id', () => {
  it('leads from the order to the parcel and back', () => {
    const number = orderNumber(new Date(), crypto.getRandomValues(new Uint8Array(7)));
    const id = shipmentIdOf(number, 2);
    expect(z.safeParse(ShipmentId, id).success).toBe(true);
    expect(orderNumberOf(id)).toBe(number);
  });

  it.each(['shp_0demo', 'shp_', 'ord_202611214f7k2m9c_1', 'shp_202611214f7k2m9x_1', ''])(
    'that is none of ours leads nowhere: %s',
    (id) => expect(orderNumberOf(id)).toBeUndefined(),
  );
});
