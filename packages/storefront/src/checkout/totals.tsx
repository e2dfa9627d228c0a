import { formatMoney } from '@cartless/api-client';
import { useLocale } from '../texts/locale.tsx';
import { useTexts } from '../texts/use-texts.ts';
import styles from './checkout.module.css';
import type { Quote, QuoteLine } from './mends.ts';

type Props = Readonly<{ quote: Quote; titleOf: (line: QuoteLine) => string }>;

/** What an order comes to, line by line. */
export function Totals({ quote, titleOf }: Props) {
  const t = useTexts('checkout');
  const locale = useLocale();
  const { items, discount, shippingFee, total, taxIncluded } = quote;
  return (
    <>
      {items.map((line) => (
        <p key={`${line.productId}/${line.variantId ?? ''}`} className={styles['row']}>
          <span>
            {titleOf(line)} × {line.quantity}
          </span>
          <span>{formatMoney(line.lineTotal, locale)}</span>
        </p>
      ))}
      {discount.amount > 0 && (
        <p className={styles['row']}>
          <span>{t('discount')}</span>
          <span>−{formatMoney(discount, locale)}</span>
        </p>
      )}
      <p className={styles['row']}>
        <span>{t('shipping')}</span>
        <span>{shippingFee.amount === 0 ? t('freeShipping') : formatMoney(shippingFee, locale)}</span>
      </p>
      <p className={styles['total']}>
        <span>{t('total')}</span>
        <strong data-testid="total">{formatMoney(total, locale)}</strong>
      </p>
      {taxIncluded.amount > 0 && (
        <p className={styles['soft']}>{t('tax', { tax: formatMoney(taxIncluded, locale) })}</p>
      )}
    </>
  );
}
