import { ERASED_AT, erasedItem, type Instant, type Items } from '@cartless/aggregate';
import { EVENT_CONTRACTS } from '@cartless/domain/registry';
import {
  holdsItemBefore,
  jsonOf,
  parkedItem,
  personalEvent,
  type Verdict,
  withParkedItem,
} from '@cartless/lambda/dead-letters';
import { orderDeclaration } from '../ordering/order-store.ts';
import { orderKey } from '../orders-table.ts';
import type { FindContact } from './contact.ts';

type Ports = Readonly<{ items: Items; findContact: FindContact }>;

/**
 * What becomes of a dead letter: one that tells of a shopper who is gone goes. What is about an order stays until the order is
 * erased itself; of a change of it that could not be published, the events stay, and what is personal goes.
 */
export const judgeDeadLetter =
  ({ items, findContact }: Ports) =>
  async (body: string): Promise<Verdict> => {
    const message = jsonOf(body);
    const erasedAt = async (key: Readonly<{ pk: string; sk: string }>) =>
      (await items.get(key, { consistent: true }))?.[ERASED_AT] as Instant | undefined;
    const parked = parkedItem(message);
    if (parked !== undefined) {
      const { pk, sk } = parked as { pk: string; sk: string };
      const at = sk === orderKey('').sk ? await erasedAt({ pk, sk }) : undefined;
      if (at === undefined || isClean(message, parked)) return 'keep';
      return { instead: withParkedItem(message, erasedItem(orderDeclaration, parked, at)) };
    }
    const event = personalEvent(message, EVENT_CONTRACTS);
    if (event === undefined) return 'keep';
    const { userId, orderId } = event;
    const gone =
      orderId === undefined
        ? (await findContact(userId as `usr_${string}`)) === 'erased'
        : (await erasedAt(orderKey(orderId))) !== undefined;
    return gone ? 'drop' : 'keep';
  };

/** It was put there by this sweep, or written after the erasure. */
const isClean = (message: unknown, parked: object): boolean =>
  ERASED_AT in parked && !holdsItemBefore(message);
