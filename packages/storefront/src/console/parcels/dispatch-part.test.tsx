/** @jest-environment ./packages/storefront/test/browser-that-calls.ts */
import type { components } from '@cartless/api-client';
import { describe, expect, it } from '@jest/globals';
import { screen, waitFor } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { show } from '../../../test/show.tsx';
import { answerCalls } from '../../../test/shop-calls.ts';
import { DispatchPart } from './dispatch-part.tsx';

const PARCEL = {
  shipmentId: 'shp_1',
  items: [
    { productId: 'prd_cup', title: 'Cup', options: [], quantity: 3 },
    {
      productId: 'prd_cap',
      variantId: 'l',
      title: 'Cap',
      options: [{ name: 'Size', value: 'L' }],
      quantity: 1,
    },
  ],
} as unknown as components['schemas']['ShipmentToPack'];

describe('handing over a part of a parcel', () => {
  const calls = answerCalls(() => ({}));
  const type = async (label: string, text: string) => {
    await userEvent.clear(await screen.findByLabelText(label));
    await userEvent.type(screen.getByLabelText(label), text);
  };
  const send = () => userEvent.click(screen.getByRole('button', { name: 'Hand over a part' }));

  it('sends those units that go, and nothing of what stays', async () => {
    let closed = false;
    await show(<DispatchPart parcel={PARCEL} onClose={() => (closed = true)} />);
    await type('Cup', '2');
    await type('Cap · L', '0');
    await send();
    await waitFor(() => expect(closed).toBe(true));
    expect(calls).toEqual([
      {
        method: 'POST',
        path: '/admin/shipments/shp_1/dispatch',
        body: { items: [{ productId: 'prd_cup', quantity: 2 }] },
      },
    ]);
  });

  it('is no part when all of it goes, nothing does, or more than there is', async () => {
    await show(<DispatchPart parcel={PARCEL} onClose={() => undefined} />);
    await screen.findByLabelText('Cup');
    await send();
    expect((await screen.findByRole('alert')).textContent).toMatch(/^A part has at least one unit/);
    await type('Cup', '4');
    expect(screen.getByText('Give a whole number up to 3.')).toBeTruthy();
    await type('Cup', '0');
    await type('Cap · L', '0');
    await send();
    expect(screen.getByRole('alert')).toBeTruthy();
    expect(calls).toEqual([]);
  });
});
