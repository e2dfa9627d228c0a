import { describe, expect, it } from '@jest/globals';
import { toAddressSnapshot } from '@cartless/domain';
import { paidOrder } from '../../test/world.ts';
import { createShipment } from './new-shipment.ts';
import { RULES } from '../../test/rules.ts';

describe('the parcel of an order', () => {
  it('goes to the address as the shopper gave it, also where there is neither region nor postal code', () => {
    const { region: _region, postalCode: _postalCode, ...rest } = paidOrder().shippingAddress;
    const macau = { ...rest, city: '澳門', country: 'MO' };
    const order = paidOrder(undefined, { shippingAddress: toAddressSnapshot(macau) });
    expect(createShipment(order, RULES, new Date(0)).state.address).toEqual(macau);
  });
});
