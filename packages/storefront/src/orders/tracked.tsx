import { formatTime, ShopError, type Tracking } from '@cartless/api-client';
import { queryOf } from '@cartless/api-client/query';
import type { ShipmentStatus } from '@cartless/domain';
import { useQuery } from '@tanstack/react-query';
import { shop } from '../app/shop.ts';
import { Card } from '../design/card.tsx';
import { NotYet } from '../design/not-yet.tsx';
import { Notice } from '../design/notice.tsx';
import { Pill, type PillTone } from '../design/pill.tsx';
import { useLocale } from '../texts/locale.tsx';
import { useTexts } from '../texts/use-texts.ts';
import styles from './orders.module.css';
import { Reship } from './reship.tsx';
import { TimeLine } from './time-line.tsx';

/** How often a page that is looked at asks again, in milliseconds. */
const EVERY_MS = 15_000;

export const trackingQuery = (orderNumber: string) =>
  queryOf(shop, '/shipments/{orderNumber}', { params: { path: { orderNumber } } });

export const SHIPMENT_TONES = {
  created: 'plain',
  'label-bought': 'plain',
  dispatched: 'act',
  'in-transit': 'act',
  'out-for-delivery': 'act',
  delivered: 'good',
  exception: 'warn',
  lost: 'bad',
  returned: 'bad',
  cancelled: 'plain',
} as const satisfies Record<ShipmentStatus, PillTone>;

/** What is known of the parcels of an order; it is asked for again as long as somebody looks. */
export function Tracked({ orderNumber }: Readonly<{ orderNumber: string }>) {
  const t = useTexts('orders');
  const asked = useQuery({ ...trackingQuery(orderNumber), refetchInterval: EVERY_MS });
  const { data, error } = asked;
  if (data !== undefined) return <Known tracking={data} />;
  if (error instanceof ShopError && error.problem.code === 'SHIPMENT_NOT_FOUND')
    return (
      <Notice tone="warn" title={t('noParcelTitle')}>
        <p>{t('noParcel')}</p>
      </Notice>
    );
  return <NotYet asked={asked} lines={6} />;
}

function Known({ tracking }: Readonly<{ tracking: Tracking }>) {
  const t = useTexts('orders');
  const locale = useLocale();
  const { orderNumber, status, reason, carrier, trackingNumber, estimatedDelivery, events } = tracking;
  const steps = events
    .toSorted((a, b) => Date.parse(a.time) - Date.parse(b.time))
    .map(({ time, status: then, place, message }) => ({
      at: time,
      title: t(`shipment.${then}`),
      more: [place, message].filter(Boolean).join(' · '),
    }));
  return (
    <div className={styles['stack']} aria-live="polite">
      {tracking.stale && (
        <Notice tone="warn">
          <p>{t('stale', { time: formatTime(tracking.asOf, locale) })}</p>
        </Notice>
      )}
      <Card>
        <div className={styles['row']}>
          <h2 className={styles['number']}>{orderNumber}</h2>
          <Pill tone={SHIPMENT_TONES[status]}>{t(`shipment.${status}`)}</Pill>
        </div>
        {reason && <p>{t(`troubles.${reason}`)}</p>}
        {estimatedDelivery !== null && status !== 'delivered' && (
          <p>{t('expected', { day: formatTime(estimatedDelivery, locale, { dateStyle: 'full' }) })}</p>
        )}
        {trackingNumber !== null && (
          <p className={styles['soft']}>{t('carrierNumber', { carrier: carrier ?? '', trackingNumber })}</p>
        )}
        {steps.length > 0 ? <TimeLine steps={steps} /> : <p>{t('noEvents')}</p>}
        <p className={styles['soft']}>{t('asOf', { time: formatTime(tracking.asOf, locale) })}</p>
      </Card>
      <TrackedParcels tracking={tracking} />
      <Reship tracking={tracking} />
    </div>
  );
}

function TrackedParcels({ tracking: { parcels } }: Readonly<{ tracking: Tracking }>) {
  const t = useTexts('orders');
  if (parcels.length < 2) return null;
  return (
    <Card>
      <h2>{t('parcels')}</h2>
      <ul role="list" className={styles['stack']}>
        {parcels.map(({ shipmentId, status, items, trackingNumber, replaces }) => (
          <li key={shipmentId} className={styles['row']}>
            <span>
              {items.map(({ title, quantity }) => `${title} × ${quantity}`).join(', ')}
              <span className={styles['soft']}>
                {trackingNumber !== null && ` · ${trackingNumber}`}
                {replaces !== null && ` · ${t('replaces')}`}
              </span>
            </span>
            <Pill tone={SHIPMENT_TONES[status]}>{t(`shipment.${status}`)}</Pill>
          </li>
        ))}
      </ul>
    </Card>
  );
}
