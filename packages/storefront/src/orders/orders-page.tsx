import { formatMoney, formatTime, type Order } from '@cartless/api-client';
import { pagesQueryOf } from '@cartless/api-client/query';
import { ORDER_STATUSES } from '@cartless/domain';
import { useInfiniteQuery } from '@tanstack/react-query';
import { getRouteApi, Link, useNavigate } from '@tanstack/react-router';
import { AccountRoom } from '../account/account-room.tsx';
import { shop } from '../app/shop.ts';
import { Button, buttonClass } from '../design/button.tsx';
import { Card } from '../design/card.tsx';
import { SelectField, TextField } from '../design/field.tsx';
import { MoreButton } from '../design/more-button.tsx';
import { NotYet } from '../design/not-yet.tsx';
import { FailureNotice, Nothing } from '../design/notice.tsx';
import { useLocale } from '../texts/locale.tsx';
import { useTexts } from '../texts/use-texts.ts';
import { asked } from './asked-orders.ts';
import { readFilters } from './order-filters.ts';
import styles from './orders.module.css';
import { StatusPill } from './status-pill.tsx';

const route = getRouteApi('/account/orders');

/** The orders of whoever is logged in, the newest first. */
export function OrdersPage() {
  const t = useTexts('orders');
  return (
    <AccountRoom title={t('orders')}>
      <Filters />
      <Orders />
    </AccountRoom>
  );
}

function Filters() {
  const t = useTexts('orders');
  const filters = route.useSearch();
  const navigate = useNavigate();
  const set = (name: string, value: string): void =>
    void navigate({
      to: '/account/orders',
      search: readFilters({ ...filters, [name]: value }),
      replace: true,
    });
  return (
    <search className={styles['filters']}>
      <SelectField
        label={t('statusLabel')}
        value={filters.status ?? ''}
        onChange={({ target }) => set('status', target.value)}
      >
        <option value="">{t('all')}</option>
        {ORDER_STATUSES.filter((status) => status !== 'return-requested').map((status) => (
          <option key={status} value={status}>
            {t(`status.${status}`)}
          </option>
        ))}
      </SelectField>
      <TextField
        label={t('from')}
        type="date"
        value={filters.from ?? ''}
        max={filters.to}
        onChange={({ target }) => set('from', target.value)}
      />
      <TextField
        label={t('to')}
        type="date"
        value={filters.to ?? ''}
        min={filters.from}
        onChange={({ target }) => set('to', target.value)}
      />
    </search>
  );
}

function Orders() {
  const t = useTexts('orders');
  const filters = route.useSearch();
  const navigate = useNavigate();
  const orders = useInfiniteQuery(pagesQueryOf(shop, '/orders', { params: { query: asked(filters) } }));
  if (orders.data === undefined) return <NotYet asked={orders} lines={6} />;
  const all = orders.data.pages.flatMap(({ items }) => items);
  if (all.length === 0 && Object.keys(filters).length > 0)
    return (
      <Nothing title={t('noneFound')}>
        <Button onClick={() => void navigate({ to: '/account/orders', search: {} })}>{t('showAll')}</Button>
      </Nothing>
    );
  if (all.length === 0)
    return (
      <Nothing title={t('none')}>
        <Link to="/" className={buttonClass({ meaning: 'act' })}>
          {t('toShop')}
        </Link>
      </Nothing>
    );
  return (
    <>
      <ul role="list" className={styles['stack']}>
        {all.map((order) => (
          <li key={order.orderId}>
            <OrderCard order={order} />
          </li>
        ))}
      </ul>
      {orders.error !== null && <FailureNotice error={orders.error} again={() => void orders.refetch()} />}
      <MoreButton pages={orders} />
    </>
  );
}

function OrderCard({ order }: Readonly<{ order: Order }>) {
  const t = useTexts('orders');
  const locale = useLocale();
  const { orderId, orderNumber, status, items, total, placedAt } = order;
  return (
    <Card>
      <Link to="/account/orders/$orderId" params={{ orderId }} className={styles['order']}>
        <span className={styles['row']}>
          <span className={styles['number']}>{orderNumber ?? t('numberComes')}</span>
          <StatusPill status={status} />
        </span>
        <span>{items.map(({ title, quantity }) => `${title} × ${quantity}`).join(', ')}</span>
        <span className={styles['row']}>
          <span className={styles['soft']}>{formatTime(placedAt, locale, { dateStyle: 'long' })}</span>
          <span className={styles['price']}>{formatMoney(total, locale)}</span>
        </span>
      </Link>
    </Card>
  );
}
