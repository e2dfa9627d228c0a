import { unwrap } from '@cartless/api-client';
import { useState } from 'react';
import { shop } from '../../app/shop.ts';
import { Button } from '../../design/button.tsx';
import { AskBefore } from '../../design/dialog.tsx';
import { CheckField } from '../../design/field.tsx';
import { Notice } from '../../design/notice.tsx';
import { useTexts } from '../../texts/use-texts.ts';
import { useMayWork } from '../frame/scopes.ts';
import { Refused } from '../lists/refused.tsx';
import { useDoing } from '../lists/use-doing.ts';
import { type AdminOrder, goods } from './admin-order.ts';

/** What to do about goods that did not arrive: send them again, or give the money back. */
export function Undelivered({ order }: Readonly<{ order: AdminOrder }>) {
  const t = useTexts('console-orders');
  const mayDecide = useMayWork('fulfilment');
  const [outcome, setOutcome] = useState<'refund' | 'reship'>();
  const [restock, setRestock] = useState(false);
  const missing = order.missing?.flatMap(({ items }) => items) ?? [];
  const doing = useDoing(
    (wanted: 'refund' | 'reship') =>
      unwrap(
        shop.post('/admin/orders/{orderId}/undelivered', {
          params: { path: { orderId: order.orderId } },
          body: { outcome: wanted, restock },
        }),
      ),
    () => setOutcome(undefined),
  );
  if (order.status !== 'undelivered' && missing.length === 0) return null;
  return (
    <>
      <Notice
        tone="warn"
        title={t('undelivered')}
        acts={
          mayDecide && (
            <>
              <Button meaning="act" onClick={() => setOutcome('reship')}>
                {t('sendAgain')}
              </Button>
              <Button onClick={() => setOutcome('refund')}>{t('giveMoneyBack')}</Button>
            </>
          )
        }
      >
        <p>{missing.length > 0 ? goods(order, missing) : t('allOfIt')}</p>
      </Notice>
      <AskBefore
        open={outcome !== undefined}
        title={outcome === 'reship' ? t('sendAgain') : t('giveMoneyBack')}
        act={outcome === 'reship' ? t('sendAgain') : t('giveMoneyBack')}
        meaning={outcome === 'reship' ? 'act' : 'bad'}
        busy={doing.isPending}
        onDo={() => outcome !== undefined && doing.mutate(outcome)}
        onClose={() => setOutcome(undefined)}
      >
        <p>{t(outcome === 'reship' ? 'sendAgainLead' : 'moneyBackLead')}</p>
        <CheckField
          label={t('restockThese')}
          checked={restock}
          onChange={({ target }) => setRestock(target.checked)}
        />
        <Refused error={doing.error} />
      </AskBefore>
    </>
  );
}
