/** @jest-environment ./packages/storefront/test/browser-that-calls.ts */
import { describe, expect, it } from '@jest/globals';
import { act, screen, waitFor } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { show } from '../../../test/show.tsx';
import { answerCalls } from '../../../test/shop-calls.ts';
import type { KeptProduct } from './product-reading.ts';
import { Variants } from './variants.tsx';

const BLANKET: KeptProduct = {
  productId: 'prd_blanket',
  title: 'Blanket',
  titles: { en: 'Blanket', 'zh-CN': '毯子' },
  description: 'Warm.',
  descriptions: { en: 'Warm.', 'zh-CN': '暖。' },
  category: 'home.bed',
  price: { amount: 9900, currency: 'CNY' },
  availability: 'sold-out',
  images: [],
  attributes: {},
  active: true,
  lowAt: 5,
  buckets: 1,
  available: 0,
  version: 4,
};

describe('the variants of a product', () => {
  const calls = answerCalls(() => BLANKET);
  const type = async (label: string, text: string) =>
    userEvent.type(await screen.findByLabelText(label), text);

  it('are chosen of what its options make, and sent with the version that was read', async () => {
    await show(<Variants product={BLANKET} />);
    const button = await screen.findByRole('button', { name: 'Options and variants' });
    // What it shows waits for texts.
    await act(() => Promise.resolve(button.click()));
    await type('Option in English', 'Colour');
    await type('Option in Chinese', '颜色');
    await type('Value in English', 'Deep blue');
    await type('Value in Chinese', '深蓝');
    await userEvent.click(screen.getByRole('button', { name: 'Save the variants' }));
    expect((await screen.findByRole('alert')).textContent).toContain('choose at least one variant');
    expect(calls).toEqual([]);
    await userEvent.click(screen.getByRole('checkbox', { name: 'Deep blue' }));
    const price = screen.getByLabelText('Price of Deep blue');
    expect(price).toHaveProperty('value', '99.00');
    await userEvent.clear(price);
    await userEvent.type(price, '120');
    await userEvent.clear(screen.getByLabelText('Stock of Deep blue'));
    await type('Stock of Deep blue', '7');
    await userEvent.click(screen.getByRole('button', { name: 'Save the variants' }));
    const name = (en: string, zh: string) => ({ en, 'zh-CN': zh });
    await waitFor(() =>
      expect(calls).toEqual([
        {
          method: 'PATCH',
          path: '/products/prd_blanket',
          body: {
            version: 4,
            options: [
              {
                key: 'colour',
                name: name('Colour', '颜色'),
                values: [{ key: 'deep-blue', name: name('Deep blue', '深蓝') }],
              },
            ],
            variants: [
              {
                options: { colour: 'deep-blue' },
                price: { amount: 12_000, currency: 'CNY' },
                stock: 7,
              },
            ],
          },
        },
      ]),
    );
  });

  it('that are there stay, are stopped and sold again, each under its own name', async () => {
    const named = { en: 'Blue', 'zh-CN': '蓝' };
    const variant = {
      variantId: 'blue',
      title: 'Blue',
      options: { colour: 'blue' },
      price: BLANKET.price,
      availability: 'low' as const,
      active: false,
      available: 2,
    };
    const options = [{ key: 'colour', name: named, values: [{ key: 'blue', name: named }] }];
    await show(<Variants product={{ ...BLANKET, options, variants: [variant] }} />);
    await userEvent.click(await screen.findByRole('button', { name: 'Sell again: Blue' }));
    await waitFor(() =>
      expect(calls).toMatchObject([
        { method: 'PATCH', body: { variants: [{ variantId: 'blue', active: true }] } },
      ]),
    );
    await userEvent.click(screen.getByRole('button', { name: 'Options and variants' }));
    expect(screen.queryByRole('button', { name: 'Remove' })).toBeNull();
    expect(screen.queryByRole('button', { name: 'One more option' })).toBeNull();
  });

  it('wait until what is in stock without being a variant is booked out', async () => {
    await show(<Variants product={{ ...BLANKET, available: 3 }} />);
    expect(await screen.findByText(/^It is one thing. Book its stock out/)).toBeTruthy();
  });
});
