import type { ShipmentStatus } from '@cartless/domain';
import type { Page } from '@cartless/aggregate';
import type { PageRequest, ShipmentReader, ShipmentSummary } from './ports.ts';

type Ports = Readonly<{ shipments: ShipmentReader }>;
type Wish = PageRequest & Readonly<{ status?: ShipmentStatus | undefined; reship?: 'requested' | undefined }>;

/** Without a status, those that need a person come first and those that are done come last. */
const BY_URGENCY = [
  'exception',
  'lost',
  'created',
  'label-bought',
  'dispatched',
  'in-transit',
  'out-for-delivery',
  'returned',
  'delivered',
  'cancelled',
] as const satisfies readonly ShipmentStatus[];

/** Lists parcels for an administrator: of one state, with an open wish for a replacement, or all by urgency. */
export const listShipments =
  ({ shipments }: Ports) =>
  async ({ status, reship, limit, cursor }: Wish): Promise<Page<ShipmentSummary>> => {
    if (reship !== undefined) return shipments.listReshipRequests({ limit, cursor });
    if (status !== undefined) return shipments.list(status, { limit, cursor });
    return listAll(shipments, limit, cursor);
  };

async function listAll(
  shipments: ShipmentReader,
  limit: number,
  cursor?: string,
): Promise<Page<ShipmentSummary>> {
  const [first = BY_URGENCY[0], rest] = split(cursor);
  let within = rest;
  const items: ShipmentSummary[] = [];
  for (let at = Math.max(0, BY_URGENCY.indexOf(first)); at < BY_URGENCY.length; at += 1) {
    const status = BY_URGENCY[at] ?? first;
    const page = await shipments.list(status, { limit: limit - items.length, cursor: within });
    items.push(...page.items);
    within = undefined;
    if (page.nextCursor !== null) return { items, nextCursor: `${status}.${page.nextCursor}` };
    const next = BY_URGENCY[at + 1];
    if (items.length >= limit && next !== undefined) return { items, nextCursor: `${next}.` };
  }
  return { items, nextCursor: null };
}

/** A cursor that is none of ours goes on to the list whole, which refuses it. */
function split(cursor: string | undefined): [ShipmentStatus | undefined, string | undefined] {
  const [prefix, rest] = (cursor ?? '').split('.');
  const status = BY_URGENCY.find((known) => known === prefix);
  if (status === undefined) return [undefined, cursor];
  return [status, rest === '' ? undefined : rest];
}
