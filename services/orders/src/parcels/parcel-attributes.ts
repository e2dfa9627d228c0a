import {
  type OrderNumber,
  type OrderStatus,
  type ProductId,
  type ShipmentId,
  sellableOf,
  type Sku,
  skuOf,
} from '@cartless/domain';
import type {
  Missing,
  OrderParcel,
  Outcome,
  ParcelItem,
  ParcelPart,
  ParcelStatus,
  Unanswered,
} from './parcel.ts';

/** A parcel as its order's item holds it: names and words are short, because an order is to fit into one write unit. */
export type ParcelAttributes = Readonly<{
  i: ShipmentId;
  s: Letter;
  q: number;
  n?: readonly (readonly [Sku, number])[];
  r?: ShipmentId;
  g?: ShipmentId;
  d?: OrderParcel['decided'];
  w?: OrderParcel['restock'];
  f?: boolean;
  t?: true;
  y?: OrderParcel['why'];
  z?: readonly PartAttributes[];
}>;

type PartAttributes = Readonly<{ n: readonly (readonly [Sku, number])[]; b?: ShipmentId }> &
  Pick<ParcelAttributes, 'd' | 'w' | 't'>;

const LETTER = {
  dispatched: 's',
  delivered: 'd',
  returning: 'b',
  returned: 'r',
  lost: 'l',
} as const satisfies Record<ParcelStatus, string>;
type Letter = (typeof LETTER)[ParcelStatus];

export const toParcelAttributes = (parcel: OrderParcel): ParcelAttributes => ({
  i: parcel.shipmentId,
  s: LETTER[parcel.status],
  q: parcel.seen,
  ...(parcel.items && { n: toUnits(parcel.items) }),
  ...(parcel.replaces !== undefined && { r: parcel.replaces }),
  ...(parcel.origin !== undefined && { g: parcel.origin }),
  ...(parcel.decided !== undefined && { d: parcel.decided }),
  ...(parcel.restock !== undefined && { w: parcel.restock }),
  ...(parcel.fit !== undefined && { f: parcel.fit }),
  ...(parcel.taken && { t: parcel.taken }),
  ...(parcel.why && { y: parcel.why }),
  ...(parcel.parts && { z: parcel.parts.map(toPart) }),
});

const toUnits = (items: readonly ParcelItem[]) => items.map((item) => [skuOf(item), item.quantity] as const);
const fromUnits = (units: PartAttributes['n']): readonly ParcelItem[] =>
  units.map(([sku, quantity]) => ({ ...sellableOf<ProductId>(sku), quantity }));

const toPart = ({ items, decided, by, restock, taken }: ParcelPart): PartAttributes => ({
  n: toUnits(items),
  ...(decided !== undefined && { d: decided }),
  ...(by !== undefined && { b: by }),
  ...(restock !== undefined && { w: restock }),
  ...(taken && { t: taken }),
});

const fromPart = ({ n, d, b, w, t }: PartAttributes): ParcelPart => ({
  items: fromUnits(n),
  ...(d !== undefined && { decided: d }),
  ...(b !== undefined && { by: b }),
  ...(w !== undefined && { restock: w }),
  ...(t && { taken: t }),
});

export const fromParcelAttributes = ({
  i,
  s,
  q,
  n,
  r,
  g,
  d,
  w,
  f,
  t,
  y,
  z,
}: ParcelAttributes): OrderParcel => ({
  shipmentId: i,
  status: STATUS[s],
  seen: q,
  ...(n && { items: fromUnits(n) }),
  ...(r !== undefined && { replaces: r }),
  ...(g !== undefined && { origin: g }),
  ...(d !== undefined && { decided: d }),
  ...(w !== undefined && { restock: w }),
  ...(f !== undefined && { fit: f }),
  ...(t && { taken: t }),
  ...(y && { why: y }),
  ...(z && { parts: z.map(fromPart) }),
});

/** A decision that was not answered, as its order's item holds it: number, next telling, tellings, and each parcel with its outcome and units. */
export type UnansweredAttributes = Readonly<{
  n: number;
  a: number;
  k: number;
  p: readonly Readonly<{ i: ShipmentId; o: Outcome; n?: PartAttributes['n'] }>[];
}>;

export const toUnanswered = ({ decision, at, told, parcels }: Unanswered): UnansweredAttributes => ({
  n: decision,
  a: at,
  k: told,
  p: parcels.map(({ shipmentId, outcome, items }) => ({
    i: shipmentId,
    o: outcome,
    ...(items && { n: toUnits(items) }),
  })),
});

export const fromUnanswered = ({ n, a, k, p }: UnansweredAttributes): Unanswered => ({
  decision: n,
  at: a,
  told: k,
  parcels: p.map(({ i, o, n: units }) => ({
    shipmentId: i,
    outcome: o,
    ...(units && { items: fromUnits(units) }),
  })),
});

/** Units that the shelf owes, as their order's item holds them. */
export type MissingAttributes = Readonly<{ i: ShipmentId; n: PartAttributes['n']; a: number }>;

export const toMissing = ({ shipmentId, items, at }: Missing): MissingAttributes => ({
  i: shipmentId,
  n: toUnits(items),
  a: at,
});

export const fromMissing = ({ i, n, a }: MissingAttributes): Missing => ({
  shipmentId: i,
  items: fromUnits(n),
  at: a,
});

const STATUS = Object.fromEntries(
  Object.entries(LETTER).map(([status, letter]) => [letter, status]),
) as Readonly<Record<Letter, ParcelStatus>>;

type Stored = Readonly<{ no?: OrderNumber; st: OrderStatus; la?: number }>;

/**
 * The parcel of an order that an earlier release heard was lost, and which it noted no more of: the first of its order. So
 * somebody can decide about it.
 */
export const heardLost = ({ no, st, la }: Stored): readonly OrderParcel[] =>
  st === 'shipped' && la !== undefined && no !== undefined
    ? [{ shipmentId: `shp_${no.replaceAll('-', '').toLowerCase()}_1`, status: 'lost', seen: 0 }]
    : [];
