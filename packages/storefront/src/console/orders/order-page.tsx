import { formatMoney } from '@cartless/api-client';
import { queryOf } from '@cartless/api-client/query';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { useState } from 'react';
import { shop } from '../../app/shop.ts';
import { Button } from '../../design/button.tsx';
import { Stack } from '../../design/card.tsx';
import { NotYet } from '../../design/not-yet.tsx';
import { PageHead } from '../../design/page-head.tsx';
import { useLocale } from '../../texts/locale.tsx';
import { useTexts } from '../../texts/use-texts.ts';
import { useMayWork } from '../frame/scopes.ts';
import styles from '../lists/lists.module.css';
import type { AdminOrder } from './admin-order.ts';
import { GiveBack } from './give-back.tsx';
import { Lines } from './lines.tsx';
import { OrderFacts } from './order-facts.tsx';
import { OrderPill } from './order-pill.tsx';
import { Refunds } from './refunds.tsx';
import { Returns } from './returns.tsx';
import { Undelivered } from './undelivered.tsx';

const route = getRouteApi('/console/orders/$orderId');
/** What others do to an order meanwhile is seen as soon as this. */
const WATCHED_MS = 15_000;

/** One order with its money, goods and parcels, and what can be decided about them. */
export function OrderPage() {
  const { orderId } = route.useParams();
  const asked = useQuery({
    ...queryOf(shop, '/admin/orders/{orderId}', { params: { path: { orderId } } }),
    refetchInterval: WATCHED_MS,
  });
  const { data } = asked;
  return data === undefined ? <NotYet asked={asked} lines={8} /> : <Shown order={data} />;
}

function Shown({ order }: Readonly<{ order: AdminOrder }>) {
  const t = useTexts('console-orders');
  const locale = useLocale();
  const mayRefund = useMayWork('finance');
  const [isGiving, setIsGiving] = useState(false);
  const left = order.captured.amount - order.refunded.amount - order.refundOwed.amount;
  return (
    <>
      <PageHead
        title={order.orderNumber ?? order.orderId}
        lead={
          <>
            <OrderPill status={order.status} /> {formatMoney(order.total, locale)}
          </>
        }
      >
        {mayRefund && left > 0 && <Button onClick={() => setIsGiving(true)}>{t('giveBack')}</Button>}
      </PageHead>
      {isGiving && <GiveBack order={order} left={left} onClose={() => setIsGiving(false)} />}
      <Stack>
        <Undelivered order={order} />
        <Returns order={order} />
        <Lines order={order} />
        <div className={styles['halves']}>
          <OrderFacts order={order} />
          <Refunds order={order} />
        </div>
      </Stack>
    </>
  );
}
