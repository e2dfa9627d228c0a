import type { OrderNumber, ShipmentId } from '@cartless/domain';
import type { OrderHold } from './order-hold.ts';

/** Where it is kept which disputes hold the parcels of an order. */
export type OrderHolds = Readonly<{
  read(orderNumber: OrderNumber): Promise<OrderHold>;
  /** Changes what is kept, and says what is kept then. @throws AppError BUSY */
  change(orderNumber: OrderNumber, rule: (hold: OrderHold) => OrderHold | undefined): Promise<OrderHold>;
  /** Every parcel of an order, also one that was made this moment. */
  parcelsOf(orderNumber: OrderNumber): Promise<readonly ShipmentId[]>;
}>;
