import type { listing } from '../order-lists/order-lists-service.ts';
import type { Cell, Column } from './table.ts';

type Order = Awaited<ReturnType<ReturnType<typeof listing>>>['items'][number];

export const ORDER_COLUMNS: readonly Column[] = [
  { title: 'orderId', kind: 'text' },
  { title: 'orderNumber', kind: 'text' },
  { title: 'status', kind: 'text' },
  { title: 'placedAt', kind: 'time' },
  { title: 'paidAt', kind: 'time' },
  { title: 'total', kind: 'money' },
  { title: 'refunded', kind: 'money' },
  { title: 'units', kind: 'number' },
  { title: 'region', kind: 'text' },
  { title: 'paymentMethod', kind: 'text' },
  { title: 'products', kind: 'text' },
  { title: 'categories', kind: 'text' },
];

export const orderRow = (order: Order): Cell[] => [
  order.orderId,
  order.orderNumber,
  order.status,
  order.placedAt,
  order.paidAt,
  order.total.amount,
  order.refunded.amount,
  order.units,
  order.region,
  order.paymentMethod,
  order.products.join(' '),
  order.categories.join(' '),
];
