import { formatMoney, formatTime, type Order } from '@cartless/api-client';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { AccountRoom } from '../account/account-room.tsx';
import { AddressText } from '../account/address-text.tsx';
import { Card } from '../design/card.tsx';
import { NotYet } from '../design/not-yet.tsx';
import { Notice } from '../design/notice.tsx';
import { useLocale } from '../texts/locale.tsx';
import { useTexts } from '../texts/use-texts.ts';
import { OrderActs } from './order-acts.tsx';
import { OrderLines } from './order-lines.tsx';
import { orderQuery, useFollowedOrder } from './order-query.ts';
import styles from './orders.module.css';
import { Parcels } from './parcels.tsx';
import { PaymentReturn } from './payment-return.tsx';
import { Refunds } from './refunds.tsx';
import { Returns } from './returns.tsx';
import { StatusPill } from './status-pill.tsx';
import { TimeLine } from './time-line.tsx';

const route = getRouteApi('/account/orders/$orderId');

/** One order: how it stands, what happened, and what can be done about it. The payment page leads back here. */
export function OrderPage() {
  const t = useTexts('orders');
  const { orderId } = route.useParams();
  return (
    <AccountRoom title={t('order')}>
      <Found orderId={orderId as Order['orderId']} />
    </AccountRoom>
  );
}

function Found({ orderId }: Readonly<{ orderId: Order['orderId'] }>) {
  const { payment } = route.useSearch();
  const asked = useQuery(orderQuery(orderId));
  const { data: order } = asked;
  useFollowedOrder(orderId, order !== undefined && isWaiting(order, payment === 'done'));
  if (order === undefined) return <NotYet asked={asked} lines={8} />;
  return <Shown order={order} {...(payment && { payment })} />;
}

/** The number, the payment, and the warehouse's word on another address come in the background. */
const isWaiting = (order: Order, paying: boolean): boolean =>
  order.orderNumber === null ||
  (paying && order.status === 'placed') ||
  order.addressChange === 'requested' ||
  order.refunds.some(({ status }) => status === 'owed' || status === 'sent');

function Shown({ order, payment }: Readonly<{ order: Order; payment?: 'done' | 'cancelled' }>) {
  const t = useTexts('orders');
  const locale = useLocale();
  const { orderNumber, status, placedAt, total, note, invoice } = order;
  return (
    <>
      {payment && <PaymentReturn payment={payment} order={order} />}
      {order.addressChange && (
        <Notice tone={order.addressChange === 'refused' ? 'warn' : 'plain'}>
          <p>{t(`addressChange.${order.addressChange}`)}</p>
        </Notice>
      )}
      <Card>
        <div className={styles['row']}>
          <h2 className={styles['number']}>{orderNumber ?? t('numberComes')}</h2>
          <StatusPill status={status} />
        </div>
        <p className={styles['soft']}>
          {t('placedFor', { time: formatTime(placedAt, locale), total: formatMoney(total, locale) })}
        </p>
        {status === 'placed' && order.payBy !== null && (
          <p>{t('payBy', { time: formatTime(order.payBy, locale) })}</p>
        )}
        <OrderActs order={order} />
      </Card>
      <Card>
        <h2>{t('lines')}</h2>
        <OrderLines order={order} />
      </Card>
      <div className={styles['two']}>
        <Card>
          <h2>{t('history')}</h2>
          <History order={order} />
        </Card>
        <Card>
          <h2>{t('goesTo')}</h2>
          <AddressText address={order.shippingAddress} />
          {invoice && <p className={styles['soft']}>{t('invoiceFor', { title: invoice.title })}</p>}
          {note !== undefined && <p className={styles['soft']}>{t('note', { note })}</p>}
        </Card>
      </div>
      <Parcels order={order} />
      <Returns order={order} />
      <Refunds order={order} />
      <p>
        <Link to="/account/orders">{t('allOrders')}</Link>
      </p>
    </>
  );
}

function History({ order }: Readonly<{ order: Order }>) {
  const t = useTexts('orders');
  const steps = order.history.map(({ status, at, reason }) => ({
    at,
    title: t(`happened.${status}`),
    ...(reason && { more: t(`troubles.${reason}`) }),
  }));
  return <TimeLine steps={steps} />;
}
