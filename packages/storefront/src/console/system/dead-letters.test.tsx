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
import { answering, refuses, says } from '../../../test/answering.ts';
import { show } from '../../../test/show.tsx';
import { DeadLetters } from './dead-letters.tsx';
import type { LetterQueue } from './letter.ts';

const QUEUE: LetterQueue = {
  queue: 'cartless-dev-logistics-orders-dlq',
  count: 2,
  movable: true,
  letters: [
    {
      letterId: 'a1',
      types: ['orders.order-paid.v1'],
      eventId: 'ord_one.2.order-paid',
      subjects: ['ord_one'],
      reason: 'no carrier goes there',
      since: '2026-11-24T00:00:00.000Z',
      trace: 'trace-9',
    },
    {
      letterId: 'b2',
      types: [],
      eventId: null,
      subjects: ['prd_cup'],
      reason: null,
      since: '2026-11-24T00:00:00.000Z',
      trace: null,
    },
  ],
} as unknown as LetterQueue;
const NONE = says({ items: [] });
const SERVICES = ['users', 'orders', 'analytics', 'logistics'];
const withQueue = (queue: LetterQueue) => ({
  ...Object.fromEntries(SERVICES.map((service) => [`GET /${service}/dead-letters`, NONE])),
  'GET /logistics/dead-letters': says({ items: [queue] }),
});
const REDRIVE = 'POST /logistics/dead-letters/redrive';

describe('the dead letters of all services', () => {
  afterEach(() => {
    jest.restoreAllMocks();
  });
  const shown = () => {
    const router = createRouter({ routeTree: createRootRoute(), history: createMemoryHistory() });
    return show(
      <RouterContextProvider router={router as never}>
        <DeadLetters />
      </RouterContextProvider>,
    );
  };

  it('are none only once every service has said so', async () => {
    const sent = answering({ ...withQueue(QUEUE), 'GET /logistics/dead-letters': NONE });
    await shown();
    expect(await screen.findByText('There are none.')).toBeTruthy();
    expect(sent.map(({ call }) => call).sort()).toEqual(
      SERVICES.map((service) => `GET /${service}/dead-letters`).sort(),
    );
  });

  it('are not none when a service does not answer, which is said', async () => {
    answering({ ...withQueue(QUEUE), 'GET /logistics/dead-letters': refuses(403, 'FORBIDDEN') });
    await shown();
    expect(await screen.findByText('It is FORBIDDEN.')).toBeTruthy();
    expect(screen.queryByText('There are none.')).toBeNull();
  });

  it('say what they are, what they are about and why they failed', async () => {
    answering(withQueue(QUEUE));
    await shown();
    expect(await screen.findByRole('heading', { name: `${QUEUE.queue}: 2` })).toBeTruthy();
    expect(screen.getByText('orders.order-paid.v1')).toBeTruthy();
    expect(screen.getByText('no carrier goes there')).toBeTruthy();
    expect(screen.getByRole('link', { name: 'ord_one' }).getAttribute('href')).toContain('follow=ord_one');
    // Who says no reason failed at every try, and what is no order has no way to follow.
    expect(screen.getByText('failed at every try; the log says why')).toBeTruthy();
    expect(screen.queryByRole('link', { name: 'prd_cup' })).toBeNull();
  });

  it('go back one by one, into the queue of their service, and are looked for again', async () => {
    const sent = answering({ ...withQueue(QUEUE), [REDRIVE]: says({ moved: 1 }) });
    await shown();
    await userEvent.click(await screen.findByRole('button', { name: 'Put back ord_one.2.order-paid' }));
    expect(await screen.findByText('1 message went back.')).toBeTruthy();
    expect(sent.filter(({ call }) => call === REDRIVE).map(({ body }) => body)).toEqual([
      { queue: QUEUE.queue, letterIds: ['a1'] },
    ]);
    await waitFor(() =>
      expect(sent.filter(({ call }) => call === 'GET /logistics/dead-letters').length).toBeGreaterThan(1),
    );
  });

  it('go back all together', async () => {
    const sent = answering({ ...withQueue(QUEUE), [REDRIVE]: says({ moved: 2 }) });
    await shown();
    await userEvent.click(await screen.findByRole('button', { name: 'Put all of it back' }));
    expect(await screen.findByText('2 messages went back.')).toBeTruthy();
    expect(sent.find(({ call }) => call === REDRIVE)?.body).toEqual({ queue: QUEUE.queue });
  });

  it('say why they did not go back', async () => {
    answering({ ...withQueue(QUEUE), [REDRIVE]: refuses(503, 'QUEUE_BUSY') });
    await shown();
    await userEvent.click(await screen.findByRole('button', { name: 'Put back b2' }));
    expect(await screen.findByText('It is QUEUE_BUSY.')).toBeTruthy();
    expect(screen.queryByText(/went back/)).toBeNull();
  });

  it('of a stream have no button, and the command that replays them', async () => {
    answering(withQueue({ ...QUEUE, movable: false }));
    await shown();
    expect(await screen.findByText(/pnpm replay logistics/)).toBeTruthy();
    expect(screen.queryByRole('button')).toBeNull();
  });
});
