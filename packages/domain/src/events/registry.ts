import type { EventContract } from './event-contract.ts';
import { AddressBookChanged } from './users/address-book-changed.ts';
import { MailRequested } from './users/mail-requested.ts';
import { UserActivated } from './users/user-activated.ts';
import { UserErased } from './users/user-erased.ts';
import { UserRegistered } from './users/user-registered.ts';
import { UserReinstated } from './users/user-reinstated.ts';
import { UserSuspended } from './users/user-suspended.ts';
import { UserUpdated } from './users/user-updated.ts';
import { OrderCancelled } from './orders/order-cancelled.ts';
import { OrderCompleted } from './orders/order-completed.ts';
import { OrderConfirmed } from './orders/order-confirmed.ts';
import { OrderPaid } from './orders/order-paid.ts';
import { OrderPlaced } from './orders/order-placed.ts';
import { OrderRefunded } from './orders/order-refunded.ts';
import { ProductChanged } from './orders/product-changed.ts';
import { RefundOwed } from './orders/refund-owed.ts';
import { ReturnRequested } from './orders/return-requested.ts';
import { StockLow } from './orders/stock-low.ts';
import { ReshipApproved } from './logistics/reship-approved.ts';
import { ReshipRejected } from './logistics/reship-rejected.ts';
import { ReshipRequested } from './logistics/reship-requested.ts';
import { ShipmentCreated } from './logistics/shipment-created.ts';
import { ShipmentDelivered } from './logistics/shipment-delivered.ts';
import { ShipmentDispatched } from './logistics/shipment-dispatched.ts';
import { ShipmentException } from './logistics/shipment-exception.ts';
import { ShipmentLost } from './logistics/shipment-lost.ts';

/** Every event of the platform. Documentation and the compatibility check read this list; functions import single contracts. */
export const EVENT_CONTRACTS: readonly EventContract[] = [
  AddressBookChanged,
  MailRequested,
  UserActivated,
  UserErased,
  UserRegistered,
  UserReinstated,
  UserSuspended,
  UserUpdated,
  OrderCancelled,
  OrderCompleted,
  OrderConfirmed,
  OrderPaid,
  OrderPlaced,
  OrderRefunded,
  ProductChanged,
  RefundOwed,
  ReturnRequested,
  StockLow,
  ReshipApproved,
  ReshipRejected,
  ReshipRequested,
  ShipmentCreated,
  ShipmentDelivered,
  ShipmentDispatched,
  ShipmentException,
  ShipmentLost,
];
