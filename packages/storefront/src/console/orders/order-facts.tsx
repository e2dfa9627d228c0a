import { formatTime } from '@cartless/api-client';
import { Link } from '@tanstack/react-router';
import { Card } from '../../design/card.tsx';
import { useLocale } from '../../texts/locale.tsx';
import { useTexts } from '../../texts/use-texts.ts';
import { useMayWork } from '../frame/scopes.ts';
import styles from '../lists/lists.module.css';
import { type AdminOrder, goods } from './admin-order.ts';

/** Who ordered, where it goes, and what happened so far. */
export function OrderFacts({ order }: Readonly<{ order: AdminOrder }>) {
  const t = useTexts('console-orders');
  const maySeeAccounts = useMayWork('support', 'staff');
  const maySeeParcels = useMayWork('fulfilment');
  const { shippingAddress: to } = order;
  return (
    <Card>
      <h2>{t('facts')}</h2>
      <dl className={styles['facts']}>
        <dt>{t('shopper')}</dt>
        <dd>
          {maySeeAccounts ? (
            <Link to="/console/users/$userId" params={{ userId: order.userId }}>
              {order.userId}
            </Link>
          ) : (
            order.userId
          )}
        </dd>
        <dt>{t('address')}</dt>
        <dd>
          {[
            to.recipient,
            to.phone,
            to.line1,
            to.line2,
            to.district,
            to.city,
            to.region,
            to.postalCode,
            to.country,
          ]
            .filter(Boolean)
            .join(', ')}
        </dd>
        <dt>{t('payment')}</dt>
        <dd>{t(`paidBy.${order.paymentMethod}`)}</dd>
        {order.promotionCode !== undefined && (
          <>
            <dt>{t('promotion')}</dt>
            <dd>{order.promotionCode}</dd>
          </>
        )}
        {order.note !== undefined && (
          <>
            <dt>{t('note')}</dt>
            <dd>{order.note}</dd>
          </>
        )}
        {order.parcels.map(({ shipmentId, status, items }) => (
          <div key={shipmentId} style={{ display: 'contents' }}>
            <dt>{t('parcel')}</dt>
            <dd>
              {maySeeParcels ? (
                <Link to="/console/parcels/$shipmentId" params={{ shipmentId }}>
                  {shipmentId}
                </Link>
              ) : (
                shipmentId
              )}{' '}
              {t(`parcelIs.${status}`)}: {goods(order, items)}
            </dd>
          </div>
        ))}
      </dl>
      <Disputes order={order} />
      <History order={order} />
    </Card>
  );
}

function Disputes({ order }: Readonly<{ order: AdminOrder }>) {
  const t = useTexts('console-orders');
  if (order.disputes.length === 0) return null;
  return (
    <>
      <h3>{t('disputes')}</h3>
      <ul className={styles['plain']}>
        {order.disputes.map(({ disputeId, status, reason }) => (
          <li key={disputeId}>
            {t(`dispute.${status}`)} · {reason}
          </li>
        ))}
      </ul>
    </>
  );
}

function History({ order }: Readonly<{ order: AdminOrder }>) {
  const t = useTexts('console-orders');
  const statuses = useTexts('console');
  const locale = useLocale();
  return (
    <>
      <h3>{t('history')}</h3>
      <ol className={styles['plain']}>
        {order.history.map(({ status, at, by }) => (
          <li key={at + status}>
            {statuses(`order.${status}`)}{' '}
            <span className={styles['soft']}>
              {formatTime(at, locale)} · {by}
            </span>
          </li>
        ))}
      </ol>
    </>
  );
}
