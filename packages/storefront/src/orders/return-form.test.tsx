/** @jest-environment jsdom */
import type { Order } from '@cartless/api-client';
import { afterEach, describe, expect, it, jest } from '@jest/globals';
import { screen, waitFor } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { answering, refuses, says } from '../../test/answering.ts';
import { show } from '../../test/show.tsx';
import { ReturnForm } from './return-form.tsx';
import type { ReturnableLine } from './returnable.ts';

const order = { orderId: 'ord_1' } as unknown as Order;
const line = (title: string, left: number, variantId?: string) =>
  ({
    productId: 'prd_1',
    title,
    left,
    ...(variantId !== undefined && { variantId }),
  }) as unknown as ReturnableLine;

async function form(lines: readonly ReturnableLine[], answers: Parameters<typeof answering>[0] = {}) {
  const sent = answering(answers);
  const done = jest.fn();
  await show(<ReturnForm order={order} lines={lines} onDone={done} />);
  await screen.findByLabelText('Why?');
  return { sent, done };
}
const ask = () => userEvent.click(screen.getByRole('button', { name: 'Ask for the return' }));
const WAY = 'POST /orders/ord_1/returns';

describe('the form that asks for a return', () => {
  afterEach(() => void jest.restoreAllMocks());

  it('offers the units that are left, and sends those that were chosen, by variant', async () => {
    const { sent, done } = await form([line('Shirt, blue', 3, 'blue'), line('Shirt, red', 1, 'red')], {
      [WAY]: says(order, 201),
    });
    const blue = screen.getByLabelText<HTMLSelectElement>('Shirt, blue');
    expect([...blue.options].map(({ value }) => value)).toEqual(['0', '1', '2', '3']);
    await userEvent.selectOptions(blue, '2');
    await userEvent.selectOptions(screen.getByLabelText('Why?'), 'does-not-fit');
    await userEvent.type(screen.getByLabelText(/^What else/), 'Too long');
    await ask();
    await waitFor(() => expect(done).toHaveBeenCalledTimes(1));
    expect(sent[0]).toMatchObject({
      call: WAY,
      body: {
        items: [{ productId: 'prd_1', variantId: 'blue', quantity: 2 }],
        reason: 'Does not fit',
        reasonCode: 'does-not-fit',
        comment: 'Too long',
      },
    });
    expect(sent[0]?.key).toMatch(/^\S{8,}$/);
  });

  it('begins with the one line that there is, and wants something to go back', async () => {
    const { sent } = await form([line('Gaiwan', 1)]);
    const only = screen.getByLabelText<HTMLSelectElement>('Gaiwan');
    expect(only.value).toBe('1');
    await userEvent.selectOptions(only, '0');
    await ask();
    await screen.findByText('Choose what goes back.');
    expect(sent).toEqual([]);
  });

  it('keeps what was chosen and typed when the shop refuses it', async () => {
    const { done } = await form([line('Gaiwan', 2)], { [WAY]: refuses(409, 'RETURN_WINDOW_OVER') });
    await userEvent.selectOptions(screen.getByLabelText('Gaiwan'), '2');
    await userEvent.type(screen.getByLabelText(/^What else/), 'Chipped');
    await ask();
    expect((await screen.findByRole('alert')).textContent).toContain('It is RETURN_WINDOW_OVER.');
    expect(screen.getByLabelText<HTMLSelectElement>('Gaiwan').value).toBe('2');
    expect(screen.getByLabelText<HTMLTextAreaElement>(/^What else/).value).toBe('Chipped');
    expect(done).not.toHaveBeenCalled();
  });
});
