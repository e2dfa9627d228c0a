/** @jest-environment jsdom */
import { describe, expect, it } from '@jest/globals';
import { screen } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { show } from '../../test/show.tsx';
import { OptionChoice } from './option-choice.tsx';
import { canBeHad, firstChoice, variantOf } from './product.ts';

const money = (amount: number) => ({ amount, currency: 'CNY' });
const variant = (size: string, colour: string, availability: 'in-stock' | 'sold-out') => ({
  variantId: `${size}_${colour}`,
  title: `${size}, ${colour}`,
  options: { size, colour },
  price: money(100),
  availability,
});
const named = (key: string) => ({ key, name: key.toUpperCase() });
const DRESS = {
  productId: 'prd_dress',
  title: 'Dress',
  description: '',
  category: 'clothing',
  price: money(100),
  availability: 'in-stock' as const,
  images: [],
  attributes: {},
  version: 1,
  options: [
    { key: 'size', name: 'Size', values: [named('s'), named('m')] },
    { key: 'colour', name: 'Colour', values: [named('blue')] },
  ],
  variants: [variant('s', 'blue', 'sold-out'), variant('m', 'blue', 'in-stock')],
};

describe('the choice of a variant', () => {
  it('is made where there is none, and is a variant once all is chosen', () => {
    expect(firstChoice(DRESS, undefined)).toEqual({ colour: 'blue' });
    expect(variantOf(DRESS, { colour: 'blue' })).toBeUndefined();
    expect(variantOf(DRESS, { colour: 'blue', size: 'm' })?.variantId).toBe('m_blue');
    expect(firstChoice(DRESS, 's_blue')).toEqual({ size: 's', colour: 'blue' });
    expect(firstChoice({ ...DRESS, options: [], variants: [] }, 'other')).toEqual({});
  });

  it('says which values are sold out, and is missed aloud', async () => {
    const [size] = DRESS.options;
    if (size === undefined) throw new Error('no size');
    const chosen: string[] = [];
    await show(
      <OptionChoice
        option={size}
        value={undefined}
        missing
        has={(value) => canBeHad(DRESS, { colour: 'blue' }, 'size', value)}
        onValue={(value) => chosen.push(value)}
      />,
    );
    expect((await screen.findByRole('alert')).textContent).toBe('Choose Size');
    expect(screen.getByRole('radio', { name: 'S sold out' })).toBeTruthy();
    await userEvent.click(screen.getByRole('radio', { name: 'M' }));
    expect(chosen).toEqual(['m']);
  });
});
