import { formatMoney } from '@cartless/api-client';
import { Button } from '../design/button.tsx';
import { Notice } from '../design/notice.tsx';
import { useLocale } from '../texts/locale.tsx';
import { useTexts } from '../texts/use-texts.ts';
import styles from './checkout.module.css';
import { type Mend, mendOf, mendsOf, type Quote, type QuoteLine } from './mends.ts';

type Props = Readonly<{
  quote: Quote;
  titleOf: (line: QuoteLine) => string;
  onMend: (line: QuoteLine, mend: Mend) => void;
}>;

/** What has changed since the shopper looked, line by line, each with what mends it. */
export function Amiss({ quote, titleOf, onMend }: Props) {
  const t = useTexts('checkout');
  const locale = useLocale();
  const wrong = quote.items.filter(({ problems }) => problems.length > 0);
  if (wrong.length === 0) return null;
  const label = (mend: Mend): string =>
    mend.type === 'remove'
      ? t('mends.remove')
      : mend.type === 'accept'
        ? t('mends.accept', { price: formatMoney(mend.price, locale) })
        : t('mends.take', { count: mend.count });
  const mendAll = (): void => {
    for (const line of wrong) for (const mend of mendsOf(line)) onMend(line, mend);
  };
  return (
    <Notice
      tone="warn"
      title={t('amissTitle')}
      acts={wrong.length > 1 && <Button onClick={mendAll}>{t('mendAll')}</Button>}
    >
      <p>{t('amiss')}</p>
      <ul className={styles['mends']}>
        {wrong.flatMap((line) =>
          line.problems.map((problem) => (
            <li key={`${line.productId}/${line.variantId ?? ''}/${problem}`}>
              <span>
                {t(`problems.${problem}`, {
                  title: titleOf(line),
                  price: formatMoney(line.unitPrice, locale),
                  available: line.available ?? 0,
                  left: line.left ?? 0,
                })}
              </span>
              <Button size="small" onClick={() => onMend(line, mendOf(line, problem))}>
                {label(mendOf(line, problem))}
              </Button>
            </li>
          )),
        )}
      </ul>
    </Notice>
  );
}
