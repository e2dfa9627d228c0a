import { type AccountStanding, wasBarredAt } from '@cartless/domain';
import type { Shipment, ShipmentChange } from '../shipments/shipment.ts';
import { problemFrom } from '../shipments/problem.ts';
import { without } from '../shipments/shipment.ts';
import { ShipmentAccountHeld, ShipmentHeld } from './errors.ts';
import { type Hold, heldBy, type OrderHold } from './order-hold.ts';

const FREE: Hold = { version: 0, disputes: [] };

/** Whether the parcel waits for its account, unless somebody released it as that stood then. */
const waitsForAccount = ({ account, accountReleased = 0 }: Hold): boolean =>
  account?.waits === true && account.sequence > accountReleased;

/** Whether the parcel waits, for the end of a dispute or for its account: no label is bought, and nobody hands it over. */
export const isHeld = ({ hold = FREE }: Shipment): boolean =>
  hold.disputes.length > 0 || waitsForAccount(hold);

const CODES: readonly string[] = [ShipmentHeld.code, ShipmentAccountHeld.code];

/** Whether a hold still finds the parcel in the house. */
export const isHere = ({ status, dispatchedAt }: Shipment): boolean =>
  dispatchedAt === undefined && ['created', 'label-bought', 'exception'].includes(status);

/** What there is to know of what may hold a parcel: its order, and its account. */
export type HoldNews = Readonly<{ order?: OrderHold; standing?: AccountStanding }>;

/**
 * Brings a parcel in line with the hold of its order and with its account. One that left stays as it is; one that waited for
 * its label, and waits for nothing else now, is due. What it knows it notes by version, so that an older word that comes late
 * changes nothing. Undefined when it knew, or has left.
 */
export function heed(before: Shipment, news: HoldNews, now: Date): ShipmentChange | undefined {
  const hold = isHere(before) ? heard(before, news) : undefined;
  if (hold === undefined) return undefined;
  const state = { ...withoutHoldProblem(before), hold };
  const at = now.toISOString();
  const refusal = refusalOf(state);
  if (refusal === undefined) {
    const isDue = isHeld(before) && before.status === 'created';
    return { state: isDue ? { ...state, dueAt: at } : state };
  }
  const waiting: Shipment = state.status === 'created' ? { ...without(state, 'dueAt'), tries: 0 } : state;
  return { state: { ...waiting, problem: waiting.problem ?? problemFrom(refusal, at) } };
}

/** What the parcel knows then. Undefined when it is no news. */
function heard({ hold = FREE, orderedAt }: Shipment, { order, standing }: HoldNews): Hold | undefined {
  const isOrderNews = order !== undefined && order.version > hold.version;
  const isAccountNews = standing !== undefined && standing.sequence > (hold.account?.sequence ?? 0);
  if (!isOrderNews && !isAccountNews) return undefined;
  const { version, accountReleased } = isOrderNews ? order : hold;
  const account = isAccountNews
    ? { sequence: standing.sequence, waits: isWaiting(standing, orderedAt) }
    : hold.account;
  return {
    version,
    disputes: isOrderNews ? heldBy(order) : hold.disputes,
    ...(accountReleased !== undefined && { accountReleased }),
    ...(account && { account }),
  };
}

/**
 * Everything of a suspended account waits. What was ordered before an account was erased is still to be sent; when it was
 * ordered is not known of parcels of an earlier release.
 */
const isWaiting = (standing: AccountStanding, orderedAt: string | undefined): boolean =>
  standing.status === 'suspended' || (orderedAt !== undefined && wasBarredAt(standing, orderedAt));

function refusalOf({ hold = FREE }: Shipment) {
  if (hold.disputes.length > 0) return ShipmentHeld({ details: { disputes: hold.disputes.join(', ') } });
  return waitsForAccount(hold) ? ShipmentAccountHeld() : undefined;
}

/** @throws AppError SHIPMENT_HELD, SHIPMENT_ACCOUNT_HELD */
export function refuseHeld(shipment: Shipment): void {
  const refusal = refusalOf(shipment);
  if (refusal !== undefined) throw refusal;
}

function withoutHoldProblem(shipment: Shipment): Shipment {
  return CODES.includes(shipment.problem?.code ?? '') ? without(shipment, 'problem') : shipment;
}

/** A parcel that waits for nothing any more, and does not say that it does. */
export function unheld<S extends Shipment>(shipment: S): S {
  if (!isHeld(shipment)) return shipment;
  const { account, ...hold } = shipment.hold ?? FREE;
  const free = { ...hold, disputes: [], ...(account && { account: { ...account, waits: false } }) };
  const state: Shipment = { ...withoutHoldProblem(shipment), hold: free };
  return state as S;
}
