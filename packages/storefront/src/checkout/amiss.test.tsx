/** @jest-environment jsdom */
import { describe, expect, it } from '@jest/globals';
import { screen } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { show } from '../../test/show.tsx';
import { Amiss } from './amiss.tsx';
import { type Mend, mendsOf, type Quote, type QuoteLine } from './mends.ts';

const money = (amount: number) => ({ amount, currency: 'CNY' });
const line = (productId: string, more: Partial<QuoteLine>): QuoteLine => ({
  productId,
  title: productId,
  quantity: 5,
  unitPrice: money(1200),
  lineTotal: money(6000),
  problems: [],
  ...more,
});
const DEARER = line('prd_dearer', { problems: ['price-changed'] });
const FEWER = line('prd_fewer', { problems: ['out-of-stock', 'limit-reached'], available: 3, left: 2 });
const SOLD_OUT = line('prd_sold-out', { problems: ['out-of-stock', 'price-changed'], available: 0 });
const GONE = line('prd_gone', { problems: ['unavailable'] });
const quote = (...items: QuoteLine[]): Quote => ({
  items,
  discount: money(0),
  shippingFee: money(0),
  total: money(0),
  taxIncluded: money(0),
  limits: [],
  orderable: false,
});

async function shown(...items: QuoteLine[]) {
  const mended: [string, Mend][] = [];
  await show(
    <Amiss
      quote={quote(...items)}
      titleOf={({ productId }) => productId}
      onMend={({ productId }, mend) => mended.push([productId, mend])}
    />,
  );
  return mended;
}

describe('what has changed since the shopper looked', () => {
  it('is told line by line, each with what mends it', async () => {
    const mended = await shown(line('prd_fine', {}), DEARER, FEWER, GONE);
    await screen.findByText('“prd_dearer” costs CN¥12.00 now.');
    expect(screen.queryByText(/prd_fine/)).toBeNull();
    await userEvent.click(screen.getByRole('button', { name: 'Take it for CN¥12.00' }));
    await userEvent.click(screen.getByRole('button', { name: 'Take 3' }));
    await userEvent.click(screen.getByRole('button', { name: 'Take it out' }));
    expect(mended).toEqual([
      ['prd_dearer', { type: 'accept', price: money(1200) }],
      ['prd_fewer', { type: 'take', count: 3 }],
      ['prd_gone', { type: 'remove' }],
    ]);
  });

  it('is mended at once: what is gone goes out, and the smaller of two counts holds', async () => {
    const mended = await shown(DEARER, FEWER, SOLD_OUT);
    await userEvent.click(await screen.findByRole('button', { name: 'Mend all' }));
    expect(mended).toEqual([
      ['prd_dearer', { type: 'accept', price: money(1200) }],
      ['prd_fewer', { type: 'take', count: 2 }],
      ['prd_sold-out', { type: 'remove' }],
    ]);
    expect(mendsOf(line('prd_fine', {}))).toEqual([]);
  });

  it('is not spoken of where nothing has', async () => {
    await shown(line('prd_fine', {}));
    expect(document.querySelector('[role=status]')).toBeNull();
  });
});
