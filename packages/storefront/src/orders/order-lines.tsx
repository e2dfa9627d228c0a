import { formatMoney, type Order } from '@cartless/api-client';
import { useLocale } from '../texts/locale.tsx';
import { useTexts } from '../texts/use-texts.ts';
import styles from './orders.module.css';

/** What was ordered, and what it comes to. */
export function OrderLines({ order }: Readonly<{ order: Order }>) {
  const t = useTexts('orders');
  const locale = useLocale();
  const { items, discount, promotionCode, shippingFee, taxIncluded, total } = order;
  return (
    <>
      <ul role="list" className={styles['stack']}>
        {items.map(({ productId, variantId, title, quantity, unitPrice, lineTotal }) => (
          <li key={`${productId} ${variantId ?? ''}`} className={styles['row']}>
            <span>
              {title}{' '}
              <span className={styles['soft']}>
                {quantity} × {formatMoney(unitPrice, locale)}
              </span>
            </span>
            <span className={styles['price']}>{formatMoney(lineTotal, locale)}</span>
          </li>
        ))}
      </ul>
      <dl className={styles['sums']}>
        {discount && (
          <>
            <dt>{t('discount', { code: promotionCode ?? '' })}</dt>
            <dd>−{formatMoney(discount, locale)}</dd>
          </>
        )}
        <dt>{t('shipping')}</dt>
        <dd>{formatMoney(shippingFee, locale)}</dd>
        <dt>{t('tax')}</dt>
        <dd>{formatMoney(taxIncluded, locale)}</dd>
        <dt>{t('total')}</dt>
        <dd>{formatMoney(total, locale)}</dd>
      </dl>
    </>
  );
}
