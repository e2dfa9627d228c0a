import { describe, expect, it } from '@jest/globals';
import { OrderPlaced, toAddressSnapshot } from '@cartless/domain';
import { readFact } from './read-fact.ts';

const { region: _region, postalCode: _postalCode, ...address } = OrderPlaced.example.shippingAddress;
const regionOf = (place: Parameters<typeof toAddressSnapshot>[0]) => {
  const data = { ...OrderPlaced.example, shippingAddress: toAddressSnapshot(place) };
  const event = OrderPlaced.create({ subject: 'ord_1', sequence: 1, time: '2026-11-21T08:00:00.000Z', data });
  return readFact(event, 'CNY');
};

describe('where an order goes, for the reports', () => {
  it('is the region, or the country where it has none', () => {
    expect(regionOf({ ...address, region: '上海' })).toMatchObject({ order: { region: '上海' } });
    expect(regionOf({ ...address, country: 'SG', postalCode: '546080' })).toMatchObject({
      order: { region: 'SG' },
    });
  });
});

describe('the lines of an order, for the reports', () => {
  it('are products: the variants of one count together, under its own name', () => {
    const [line] = OrderPlaced.example.items;
    const items = ['M', 'L'].map((size) => ({
      ...line!,
      variantId: size.toLowerCase(),
      title: `Linen shirt, ${size}`,
      productTitle: 'Linen shirt',
    }));
    const data = { ...OrderPlaced.example, items };
    const event = OrderPlaced.create({
      subject: 'ord_1',
      sequence: 1,
      time: '2026-11-21T08:00:00.000Z',
      data,
    });
    expect(readFact(event, 'CNY')).toMatchObject({
      order: { lines: [{ productId: line!.productId, title: 'Linen shirt', quantity: 2 * line!.quantity }] },
    });
  });
});
