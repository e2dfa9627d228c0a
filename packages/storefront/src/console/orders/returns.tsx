import { formatTime, unwrap } from '@cartless/api-client';
import { useState } from 'react';
import { shop } from '../../app/shop.ts';
import { Button } from '../../design/button.tsx';
import { Card } from '../../design/card.tsx';
import { Pill } from '../../design/pill.tsx';
import { useLocale } from '../../texts/locale.tsx';
import { useTexts } from '../../texts/use-texts.ts';
import { AskText } from '../acts/ask-text.tsx';
import { useMayWork } from '../frame/scopes.ts';
import styles from '../lists/lists.module.css';
import { Refused } from '../lists/refused.tsx';
import { useDoing } from '../lists/use-doing.ts';
import { type AdminOrder, type AdminReturn, goods } from './admin-order.ts';
import { Receive } from './receive.tsx';

const TONES = {
  requested: 'warn',
  approved: 'act',
  received: 'good',
  rejected: 'plain',
  withdrawn: 'plain',
} as const;

/** What comes back, and what is to be decided about it. */
export function Returns({ order }: Readonly<{ order: AdminOrder }>) {
  const t = useTexts('console-orders');
  if (order.returns.length === 0) return null;
  return (
    <Card>
      <h2>{t('returns')}</h2>
      <ul className={styles['plain']}>
        {order.returns.map((one) => (
          <li key={one.returnId}>
            <OneReturn order={order} one={one} />
          </li>
        ))}
      </ul>
    </Card>
  );
}

function OneReturn({ order, one }: Readonly<{ order: AdminOrder; one: AdminReturn }>) {
  const t = useTexts('console-orders');
  const locale = useLocale();
  return (
    <>
      <Pill tone={TONES[one.status]}>{t(`return.${one.status}`)}</Pill> {goods(order, one.items)}
      <div className={styles['soft']}>
        {[one.reason, one.comment, one.decision?.reason, formatTime(one.at, locale)]
          .filter(Boolean)
          .join(' · ')}
      </div>
      <Decisions order={order} one={one} />
    </>
  );
}

/** Approves, rejects, takes goods back. */
function Decisions({ order, one }: Readonly<{ order: AdminOrder; one: AdminReturn }>) {
  const t = useTexts('console-orders');
  const mayDecide = useMayWork('support', 'fulfilment');
  const [asking, setAsking] = useState<'reject' | 'receive'>();
  const params = { path: { orderId: order.orderId, returnId: one.returnId } };
  const close = (): void => setAsking(undefined);
  const approve = useDoing(() =>
    unwrap(shop.post('/admin/orders/{orderId}/returns/{returnId}/approve', { params })),
  );
  const reject = useDoing(
    (reason: string) =>
      unwrap(shop.post('/admin/orders/{orderId}/returns/{returnId}/reject', { params, body: { reason } })),
    close,
  );
  if (!mayDecide || (one.status !== 'requested' && one.status !== 'approved')) return null;
  return (
    <>
      <div className={styles['acts']}>
        {one.status === 'requested' && (
          <Button
            meaning="act"
            size="small"
            busy={approve.isPending}
            onClick={() => approve.mutate(undefined)}
          >
            {t('approve')}
          </Button>
        )}
        {one.status === 'approved' && (
          <Button meaning="act" size="small" onClick={() => setAsking('receive')}>
            {t('receive')}
          </Button>
        )}
        <Button size="small" onClick={() => setAsking('reject')}>
          {t('reject')}
        </Button>
      </div>
      <Refused error={approve.error} />
      {asking === 'reject' && (
        <AskText
          title={t('rejectTitle')}
          label={t('reason')}
          act={t('reject')}
          meaning="bad"
          doing={reject}
          onClose={close}
        />
      )}
      {asking === 'receive' && <Receive order={order} one={one} onClose={close} />}
    </>
  );
}
