import { cancel } from './cancellation.ts';
import { complete } from './completion.ts';
import { dueOf } from './due.ts';
import { ALL_BACK, decideByTime, type Policy } from '../parcels/undelivered.ts';
import { tellAgain } from '../parcels/unanswered.ts';
import type { ChangeOrder, Clock } from './ports.ts';
import { settleReturn } from '../returns/return-due.ts';

type Ports = Readonly<{ change: ChangeOrder; now: Clock; undelivered?: Policy }>;

/**
 * Does to an order what is due: an unpaid one is cancelled and its stock is free, a delivered one is completed, a return that
 * nobody decided is approved, one of which nothing arrived lapses, the money of what
 * did not arrive goes back, and a decision about it that was not answered is told again. An order for which nothing is due, or not yet, stays as it is, so it does not matter how often or by whom this is asked.
 */
export const settleDue =
  ({ change, now, undelivered = ALL_BACK }: Ports) =>
  async (orderId: string): Promise<void> => {
    const step = { at: now().getTime(), by: 'system' as const };
    await change(orderId, (order) => {
      const due = dueOf(order);
      if (due === undefined || due.at > step.at) return undefined;
      if (due.what === 'tell') return tellAgain(order, step.at);
      if (due.what === 'return') return settleReturn(order, step.at);
      if (due.what === 'decide') return decideByTime(order, undelivered, step);
      return due.what === 'pay' ? cancel(order, 'unpaid', step) : complete(order, step);
    });
  };
