/** @jest-environment jsdom */
import { afterEach, describe, expect, it, jest } from '@jest/globals';
import { screen, waitFor } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { answering, refuses, says } from '../../../test/answering.ts';
import { show } from '../../../test/show.tsx';
import { ChangePromotion } from './change-promotion.tsx';
import type { Promotion } from './promotion-values.ts';

const SPRING: Promotion = {
  code: 'SPRING',
  reduction: { type: 'percent', percent: 10 },
  active: true,
  version: 7,
  limit: 100,
  limitPerShopper: { units: 2, days: 30 },
  used: 3,
} as Promotion;
const PATCH = 'PATCH /promotions/SPRING';

describe('changing a promotion', () => {
  afterEach(() => {
    jest.restoreAllMocks();
  });
  const opened = async () => {
    let closed = 0;
    await show(<ChangePromotion promotion={SPRING} currency="CNY" onClose={() => (closed += 1)} />);
    await screen.findByRole('dialog', { name: 'Change SPRING' });
    return () => closed;
  };
  const type = async (label: RegExp, text: string) => {
    await userEvent.clear(screen.getByLabelText(label));
    if (text !== '') await userEvent.type(screen.getByLabelText(label), text);
  };
  const save = () => userEvent.click(screen.getByRole('button', { name: 'Save the change' }));

  it('sends what differs, upon the version that was read, and ends', async () => {
    const sent = answering({ [PATCH]: says(SPRING) });
    const closed = await opened();
    await type(/^Per cent/, '15');
    await type(/^How often in all/, '');
    await save();
    await waitFor(() => expect(closed()).toBe(1));
    expect(sent).toEqual([
      {
        call: PATCH,
        body: { version: 7, reduction: { type: 'percent', percent: 15 }, limit: null },
        key: null,
      },
    ]);
  });

  it('shows the terms as they are, and asks for an amount where one is taken off', async () => {
    const sent = answering({ [PATCH]: says(SPRING) });
    await opened();
    expect(screen.getByLabelText(/^Per cent/)).toHaveProperty('value', '10');
    expect(screen.getByLabelText(/^How often in all/)).toHaveProperty('value', '100');
    await userEvent.selectOptions(screen.getByLabelText('Kind'), 'amount');
    expect(screen.queryByLabelText(/^Per cent/)).toBeNull();
    // Ten per cent are not ten yuan: nothing is taken over.
    await save();
    expect(sent).toEqual([]);
    await type(/^Amount/, '12.50');
    await save();
    await waitFor(() =>
      expect(sent.map(({ body }) => body)).toEqual([
        { version: 7, reduction: { type: 'amount', amount: { amount: 1250, currency: 'CNY' } } },
      ]),
    );
  });

  it('stays open with what was typed when somebody else was first, and says so', async () => {
    answering({ [PATCH]: refuses(409, 'VERSION_CONFLICT') });
    const closed = await opened();
    await type(/^Per cent/, '15');
    await save();
    expect(await screen.findByText(/^Somebody changed this promotion since you read it/)).toBeTruthy();
    expect(closed()).toBe(0);
    expect(screen.getByLabelText(/^Per cent/)).toHaveProperty('value', '15');
  });

  it('shows at its field what the shop finds wrong', async () => {
    const errors = [{ field: 'reduction.percent', message: 'At most 90 per cent.' }];
    answering({ [PATCH]: refuses(400, 'INVALID_REQUEST', { errors }) });
    const closed = await opened();
    await type(/^Per cent/, '95');
    await save();
    expect(await screen.findByText('At most 90 per cent.')).toBeTruthy();
    expect(closed()).toBe(0);
  });

  it('is left without a word to the shop', async () => {
    const sent = answering({});
    const closed = await opened();
    await type(/^Per cent/, '15');
    await userEvent.click(screen.getByRole('button', { name: 'Back' }));
    expect(closed()).toBe(1);
    expect(sent).toEqual([]);
  });
});
