import type { Page } from '@cartless/aggregate';
import type { OrderNumber, ShipmentId, ShipmentStatus, UserId } from '@cartless/domain';
import type { Problem } from './problem.ts';
import type { Created, Shipment, ShipmentChange, ShipmentRule, Stopped } from './shipment.ts';

export type Clock = () => Date;

export type PageRequest = Readonly<{ limit: number; cursor?: string | undefined }>;

/** A parcel as a list shows it. */
export type ShipmentSummary = Pick<Shipment, 'id' | 'orderNumber' | 'status' | 'createdAt' | 'statusAt'> &
  Readonly<{
    carrier: string | null;
    trackingNumber: string | null;
    reship: 'requested' | 'approved' | 'rejected' | null;
    problem: Problem | undefined;
  }>;

/** Where parcels are kept, for whoever changes none. */
export type ShipmentReader = Readonly<{
  /** @throws AppError SHIPMENT_NOT_FOUND */
  read(id: ShipmentId): Promise<Shipment>;
  find(id: ShipmentId): Promise<Shipment | undefined>;
  /** Every parcel of an order, the first one first. @param options.consistent reads what was written a moment ago too */
  ofOrder(
    orderNumber: OrderNumber,
    options?: Readonly<{ consistent: boolean }>,
  ): Promise<readonly Shipment[]>;
  /** Every parcel of a user. */
  ofUser(userId: UserId): AsyncIterable<ShipmentId>;
  list(status: ShipmentStatus, page: PageRequest): Promise<Page<ShipmentSummary>>;
  listReshipRequests(page: PageRequest): Promise<Page<ShipmentSummary>>;
  /** Parcels that the scheduler has to look at, the longest waiting first. */
  due(now: Date, limit: number): Promise<readonly ShipmentId[]>;
}>;

/** Where parcels are kept. */
export type Shipments = ShipmentReader &
  Readonly<{
    create(
      make: () => ShipmentChange & Readonly<{ state: Created | Stopped }>,
    ): Promise<Readonly<{ state: Shipment; created: boolean }>>;
    /**
     * Changes a parcel by a rule, which is asked again when others were faster.
     * @param options.onRefusal is told that something beside the parcel could not be written, before the rule is asked again
     * @throws AppError SHIPMENT_NOT_FOUND, BUSY, and what the rule throws
     */
    change(
      id: ShipmentId,
      rule: ShipmentRule,
      options?: Readonly<{ known?: Shipment; onRefusal?: () => Promise<void> }>,
    ): Promise<Shipment>;
  }>;
