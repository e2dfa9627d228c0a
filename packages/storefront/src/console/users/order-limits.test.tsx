/** @jest-environment jsdom */
import { afterEach, describe, expect, it, jest } from '@jest/globals';
import { fireEvent, screen, waitFor } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { answering, refuses, says } from '../../../test/answering.ts';
import { show } from '../../../test/show.tsx';
import { OrderLimits } from './order-limits.tsx';

const PATH = '/admin/shoppers/usr_mei/order-limits';
const LIMITS = {
  level: 'restricted',
  earned: 'known',
  until: '2026-12-24T00:00:00.000Z',
  used: { lastHour: 1, lastDay: 2, unpaid: { orders: 3 }, cash: { orders: 4 } },
  limits: { perHour: 5, perDay: 6, unpaid: { orders: 7 }, cash: { orders: 8 } },
  decisions: [
    {
      level: 'restricted',
      until: '2026-12-24T00:00:00.000Z',
      reason: 'four parcels refused',
      by: 'usr_owner',
      at: '2026-11-24T00:00:00.000Z',
    },
  ],
};
const DAY = '2099-01-31';

describe('the limits of the orders of an account', () => {
  afterEach(() => {
    jest.restoreAllMocks();
  });
  const decide = () => userEvent.click(screen.getByRole('button', { name: 'Decide' }));
  const reasonIs = async (reason: string) =>
    userEvent.type(await screen.findByLabelText('Why its limits change'), reason);
  const treatAs = (level: string) => userEvent.selectOptions(screen.getByLabelText('Treat it as'), level);

  it('are shown with what is used of them, and who decided what', async () => {
    answering({ [`GET ${PATH}`]: says(LIMITS) });
    await show(<OrderLimits userId="usr_mei" />);
    for (const used of ['1 / 5', '2 / 6', '3 / 7', '4 / 8'])
      expect(await screen.findByRole('cell', { name: used })).toBeTruthy();
    expect(screen.getByText(/four parcels refused/).textContent).toMatch(/Until Dec 24, 2026/);
    expect(screen.getByText(/by usr_owner/)).toBeTruthy();
  });

  it('have no bound where somebody is without limits', async () => {
    answering({ [`GET ${PATH}`]: says({ ...LIMITS, level: 'unlimited', limits: null }) });
    await show(<OrderLimits userId="usr_mei" />);
    expect(await screen.findByRole('cell', { name: '1 / ∞' })).toBeTruthy();
  });

  it('are decided until a day, for a reason, which is said without the blanks around it', async () => {
    const sent = answering({ [`GET ${PATH}`]: says(LIMITS), [`PUT ${PATH}`]: says(LIMITS) });
    await show(<OrderLimits userId="usr_mei" />);
    await reasonIs(' a school buys lamps ');
    await treatAs('unlimited');
    fireEvent.change(screen.getByLabelText('Until'), { target: { value: DAY } });
    await decide();
    await screen.findByText('It holds for the very next order.');
    expect(sent.filter(({ call }) => call.startsWith('PUT'))).toEqual([
      {
        call: `PUT ${PATH}`,
        body: { level: 'unlimited', until: DAY, reason: 'a school buys lamps' },
        key: null,
      },
    ]);
    // What was decided is read again, and the next decision has a reason of its own.
    await waitFor(() => expect(sent.at(-1)?.call).toBe(`GET ${PATH}`));
    expect(screen.getByLabelText('Why its limits change')).toHaveProperty('value', '');
  });

  it('go back to what the account has earned, for which there is no day', async () => {
    const sent = answering({ [`GET ${PATH}`]: says(LIMITS), [`PUT ${PATH}`]: says(LIMITS) });
    await show(<OrderLimits userId="usr_mei" />);
    await reasonIs('all is well');
    await treatAs('new');
    fireEvent.change(screen.getByLabelText('Until'), { target: { value: DAY } });
    await treatAs('automatic');
    expect(screen.queryByLabelText('Until')).toBeNull();
    await decide();
    await waitFor(() =>
      expect(sent.find(({ call }) => call.startsWith('PUT'))?.body).toEqual({
        level: 'automatic',
        reason: 'all is well',
      }),
    );
  });

  it('keep what was typed when the shop refuses it, with the reason at its field', async () => {
    const errors = [{ field: 'until', message: 'Choose a day within a year.' }];
    answering({
      [`GET ${PATH}`]: says(LIMITS),
      [`PUT ${PATH}`]: refuses(400, 'INVALID_REQUEST', { errors }),
    });
    await show(<OrderLimits userId="usr_mei" />);
    await reasonIs('a school buys lamps');
    await treatAs('trusted');
    fireEvent.change(screen.getByLabelText('Until'), { target: { value: DAY } });
    await decide();
    expect(await screen.findByText('Choose a day within a year.')).toBeTruthy();
    expect(screen.getByLabelText('Until').getAttribute('aria-invalid')).toBe('true');
    expect(screen.getByLabelText('Why its limits change')).toHaveProperty('value', 'a school buys lamps');
  });
});
