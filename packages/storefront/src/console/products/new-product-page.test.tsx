/** @jest-environment jsdom */
import { afterEach, describe, expect, it, jest } from '@jest/globals';
import {
  createMemoryHistory,
  createRootRoute,
  createRouter,
  RouterContextProvider,
} from '@tanstack/react-router';
import { screen, waitFor } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { answering, says } from '../../../test/answering.ts';
import { show } from '../../../test/show.tsx';
import { NewProductPage } from './new-product-page.tsx';

const CREATE = 'POST /products';
const FIELDS = {
  'Title in English': 'Blanket',
  'Title in Chinese': '毯子',
  'Description in English': 'Warm.',
  'Description in Chinese': '暖。',
  Category: 'home.bed',
};

describe('a new product', () => {
  afterEach(() => {
    jest.restoreAllMocks();
  });
  const type = async (label: string | RegExp, text: string) => {
    const field = await screen.findByLabelText(label);
    await userEvent.clear(field);
    await userEvent.type(field, text);
  };
  const opened = async () => {
    const sent = answering({
      'GET /products': says({ items: [{ price: { amount: 100, currency: 'CNY' } }] }),
      'GET /categories': says({ items: [] }),
      [CREATE]: says({ productId: 'prd_blanket' }, 201),
    });
    const router = createRouter({ routeTree: createRootRoute(), history: createMemoryHistory() });
    await show(
      <RouterContextProvider router={router as never}>
        <NewProductPage />
      </RouterContextProvider>,
    );
    for (const [label, text] of Object.entries(FIELDS)) await type(label, text);
    await type(/^Price/, '99');
    return () => sent.filter(({ call }) => call === CREATE).map(({ body }) => body);
  };
  const press = (name: string) => userEvent.click(screen.getByRole('button', { name }));
  const create = () => press('Create');

  it('is one thing with a stock, unless somebody says otherwise', async () => {
    const created = await opened();
    await type(/^Stock/, '5');
    await create();
    await waitFor(() =>
      expect(created()).toMatchObject([{ price: { amount: 9900, currency: 'CNY' }, stock: 5 }]),
    );
    expect(created()[0]).not.toHaveProperty('variants');
  });

  it('is made with its variants in one call, each with its price and stock', async () => {
    const created = await opened();
    await type(/^Stock/, '5');
    await press('It comes in variants');
    expect(screen.queryByLabelText(/^Stock$/)).toBeNull();
    await type('Option in English', 'Colour');
    await type('Option in Chinese', '颜色');
    await type('Value in English', 'Blue');
    await type('Value in Chinese', '蓝');
    await create();
    expect((await screen.findByRole('alert')).textContent).toContain('choose at least one variant');
    expect(created()).toEqual([]);
    await userEvent.click(screen.getByRole('checkbox', { name: 'Blue' }));
    expect(screen.getByLabelText('Price of Blue')).toHaveProperty('value', '99.00');
    await type('Stock of Blue', '7');
    await create();
    const name = (en: string, zh: string) => ({ en, 'zh-CN': zh });
    await waitFor(() =>
      expect(created()).toMatchObject([
        {
          stock: 0,
          options: [
            {
              key: 'colour',
              name: name('Colour', '颜色'),
              values: [{ key: 'blue', name: name('Blue', '蓝') }],
            },
          ],
          variants: [{ options: { colour: 'blue' }, price: { amount: 9900, currency: 'CNY' }, stock: 7 }],
        },
      ]),
    );
  });

  it('is one thing again when its variants are taken back, with the stock that was typed', async () => {
    const created = await opened();
    await type(/^Stock/, '5');
    await press('It comes in variants');
    await press('It is one thing');
    await create();
    await waitFor(() => expect(created()).toMatchObject([{ stock: 5 }]));
    expect(created()[0]).not.toHaveProperty('options');
  });
});
