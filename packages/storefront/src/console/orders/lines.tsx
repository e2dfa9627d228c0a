import { formatMoney } from '@cartless/api-client';
import { Card } from '../../design/card.tsx';
import { Table } from '../../design/table.tsx';
import { useLocale } from '../../texts/locale.tsx';
import { useTexts } from '../../texts/use-texts.ts';
import styles from '../lists/lists.module.css';
import type { AdminOrder } from './admin-order.ts';

/** What was ordered, and what it came to. */
export function Lines({ order }: Readonly<{ order: AdminOrder }>) {
  const t = useTexts('console-orders');
  const locale = useLocale();
  const sums = [
    ['discount', order.discount],
    ['shipping', order.shippingFee],
    ['total', order.total],
    ['tax', order.taxIncluded],
    ['captured', order.captured],
    ['refunded', order.refunded],
    ['owed', order.refundOwed],
  ] as const;
  return (
    <Card>
      <h2>{t('goods')}</h2>
      <Table
        caption={t('goods')}
        rows={order.items}
        keyOf={({ productId, variantId }) => `${productId}/${variantId ?? ''}`}
        columns={[
          { head: t('product'), cell: ({ title }) => title },
          { head: t('quantity'), number: true, cell: ({ quantity }) => quantity },
          { head: t('unitPrice'), number: true, cell: ({ unitPrice }) => formatMoney(unitPrice, locale) },
          { head: t('lineTotal'), number: true, cell: ({ lineTotal }) => formatMoney(lineTotal, locale) },
        ]}
      />
      <dl className={styles['facts']}>
        {sums.map(
          ([name, money]) =>
            money !== undefined && (
              <div key={name} style={{ display: 'contents' }}>
                <dt>{t(`sum.${name}`)}</dt>
                <dd>{formatMoney(money, locale)}</dd>
              </div>
            ),
        )}
      </dl>
    </Card>
  );
}
