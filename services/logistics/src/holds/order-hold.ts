import type { AccountStanding } from '@cartless/domain';

/** A dispute of an order's payment: what was heard of it last, and whether somebody sends the goods in spite of it. */
type KnownDispute = Readonly<{ sequence: number; open: boolean; released?: true }>;

/**
 * What is known of the disputes of an order; its parcels wait while there is one that is open and not released. Up to
 * `accountReleased`, a version of its account, somebody sends the goods whatever the account is.
 */
export type OrderHold = Readonly<{
  version: number;
  disputes: Readonly<Record<string, KnownDispute>>;
  accountReleased?: number;
}>;

export const NO_HOLD: OrderHold = { version: 0, disputes: {} };

/**
 * What a parcel knows of the hold of its order: as of which version, for the end of which disputes it waits, and up to which
 * version of its account it was released. `account` is what it knows of that.
 */
export type Hold = Readonly<{
  version: number;
  disputes: readonly string[];
  accountReleased?: number;
  account?: Readonly<{ sequence: number; waits: boolean }>;
}>;

/** The disputes for whose end the parcels of an order wait. */
export const heldBy = ({ disputes }: OrderHold): readonly string[] =>
  Object.entries(disputes).flatMap(([id, { open, released }]) => (open && !released ? [id] : []));

/** What an event tells of a dispute; `sequence` is the version of the order that told it. */
export type DisputeNews = Readonly<{ disputeId: string; sequence: number; open: boolean }>;

/** The hold after an event. Undefined when a later one was heard before. */
export function afterNews(
  hold: OrderHold,
  { disputeId, sequence, open }: DisputeNews,
): OrderHold | undefined {
  const known = hold.disputes[disputeId];
  if (known !== undefined && known.sequence >= sequence) return undefined;
  return { ...hold, disputes: { ...hold.disputes, [disputeId]: { ...known, sequence, open } } };
}

/** Somebody sends the goods in spite of what is disputed now, and of how the account stands. Undefined when nothing holds them. */
export function released(hold: OrderHold, { status, sequence }: AccountStanding): OrderHold | undefined {
  const holding = heldBy(hold);
  const isAccountHeld = status !== 'open' && sequence > (hold.accountReleased ?? 0);
  if (holding.length === 0 && !isAccountHeld) return undefined;
  const disputes = Object.entries(hold.disputes).map(([id, dispute]) =>
    holding.includes(id) ? [id, { ...dispute, released: true }] : [id, dispute],
  );
  return {
    ...hold,
    disputes: Object.fromEntries(disputes) as OrderHold['disputes'],
    ...(isAccountHeld && { accountReleased: sequence }),
  };
}
