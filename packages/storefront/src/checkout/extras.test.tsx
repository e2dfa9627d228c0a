/** @jest-environment jsdom */
import { ShopError } from '@cartless/api-client';
import { describe, expect, it } from '@jest/globals';
import { screen } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { useState } from 'react';
import { show } from '../../test/show.tsx';
import { Extras, type ExtraWishes } from './extras.tsx';

async function extras(error: Error | null = null) {
  const seen: { wishes: ExtraWishes } = { wishes: {} };
  function Form() {
    const [wishes, setWishes] = useState<ExtraWishes>({});
    seen.wishes = wishes;
    return <Extras wishes={wishes} onWishes={setWishes} quote={undefined} error={error} />;
  }
  await show(<Form />);
  await screen.findByLabelText(/^Promotion code/);
  return seen;
}

describe('what an order may have besides', () => {
  it('is what was typed, and nothing of what was left empty or taken back', async () => {
    const seen = await extras();
    await userEvent.type(screen.getByLabelText(/^Promotion code/), ' welcome10 {Enter}');
    await userEvent.click(screen.getByLabelText('I want an invoice'));
    await userEvent.type(screen.getByLabelText('In whose name'), 'Lin & Co');
    await userEvent.type(screen.getByLabelText(/^Tax number/), '9131');
    await userEvent.type(screen.getByLabelText(/^Note/), 'Ring twice');
    await userEvent.tab();
    expect(seen.wishes).toEqual({
      promotionCode: 'WELCOME10',
      invoice: { title: 'Lin & Co', taxNumber: '9131' },
      note: 'Ring twice',
    });
    await userEvent.click(screen.getByLabelText('I want an invoice'));
    await userEvent.click(screen.getByRole('button', { name: 'Take away' }));
    await userEvent.clear(screen.getByLabelText(/^Note/));
    await userEvent.tab();
    expect(seen.wishes).toEqual({});
  });

  it('knows a tax number that was typed before the name', async () => {
    const seen = await extras();
    await userEvent.click(screen.getByLabelText('I want an invoice'));
    await userEvent.type(screen.getByLabelText(/^Tax number/), '9131');
    await userEvent.type(screen.getByLabelText('In whose name'), 'Lin & Co');
    await userEvent.tab();
    expect(seen.wishes.invoice).toEqual({ title: 'Lin & Co', taxNumber: '9131' });
  });

  it('says at the code that the shop does not know it, and keeps what was typed', async () => {
    const problem = { type: '', title: '', status: 422, code: 'PROMOTION_UNKNOWN', detail: 'No such code.' };
    await extras(new ShopError({ ...problem, traceId: 't' } as never));
    const input = screen.getByLabelText<HTMLInputElement>(/^Promotion code/);
    await userEvent.type(input, 'NOPE{Enter}');
    expect(await screen.findByText('No such code.')).toBeTruthy();
    expect(input.getAttribute('aria-invalid')).toBe('true');
    expect(input.value).toBe('NOPE');
  });
});
