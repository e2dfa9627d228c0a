/** A dispute of an order's payment: what was heard of it last, and whether somebody sends the goods in spite of it. */
type KnownDispute = Readonly<{ sequence: number; open: boolean; released?: true }>;

/** What is known of the disputes of an order; its parcels wait while there is one that is open and not released. */
export type OrderHold = Readonly<{ version: number; disputes: Readonly<Record<string, KnownDispute>> }>;

export const NO_HOLD: OrderHold = { version: 0, disputes: {} };

/** What a parcel knows of the hold of its order: as of which version, and for the end of which disputes it waits. */
export type Hold = Readonly<{ version: number; disputes: readonly string[] }>;

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

/** Somebody sends the goods in spite of what is disputed now. Undefined when nothing holds them. */
export function released(hold: OrderHold): OrderHold | undefined {
  const holding = heldBy(hold);
  if (holding.length === 0) return undefined;
  const disputes = Object.entries(hold.disputes).map(([id, dispute]) =>
    holding.includes(id) ? [id, { ...dispute, released: true }] : [id, dispute],
  );
  return { ...hold, disputes: Object.fromEntries(disputes) as OrderHold['disputes'] };
}
