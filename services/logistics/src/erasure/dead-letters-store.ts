import { ERASED_AT, erasedItem } from '@cartless/aggregate';
import type { ShipmentId, UserId } from '@cartless/domain';
import { EVENT_CONTRACTS } from '@cartless/domain/registry';
import {
  holdsItemBefore,
  jsonOf,
  parkedItem,
  personalEvent,
  type Verdict,
  withParkedItem,
} from '@cartless/lambda/dead-letters';
import type { Shipments } from '../shipments/ports.ts';
import { shipmentDeclaration } from '../shipments/shipment-store.ts';

type Ports = Readonly<{
  shipments: Pick<Shipments, 'find' | 'ofOrder'>;
  /** Whether a user deleted the account. */
  isGone: (userId: UserId) => Promise<boolean>;
}>;

/**
 * What becomes of a dead letter: one with the address of a person who is gone goes once their parcels are erased, for until then
 * it may have to be sent. Of a parcel's change that could not be published, the events stay, and what is personal goes.
 */
export const judgeDeadLetter =
  ({ shipments, isGone }: Ports) =>
  async (body: string): Promise<Verdict> => {
    const message = jsonOf(body);
    const parked = parkedItem(message);
    if (parked !== undefined) {
      const { erasedAt } = { erasedAt: undefined, ...(await shipments.find(parked['sk'] as ShipmentId)) };
      const clean = ERASED_AT in parked && !holdsItemBefore(message);
      if (erasedAt === undefined || clean) return 'keep';
      return { instead: withParkedItem(message, erasedItem(shipmentDeclaration, parked, erasedAt)) };
    }
    const event = personalEvent(message, EVENT_CONTRACTS);
    if (event?.orderNumber === undefined || !(await isGone(event.userId as UserId))) return 'keep';
    const parcels = await shipments.ofOrder(event.orderNumber);
    const done = parcels.length > 0 && parcels.every(({ erasedAt }) => erasedAt !== undefined);
    return done ? 'drop' : 'keep';
  };
