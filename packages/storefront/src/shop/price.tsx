import { formatMoney } from '@cartless/api-client';
import { useLocale } from '../texts/locale.tsx';
import { useTexts } from '../texts/use-texts.ts';

type Money = Parameters<typeof formatMoney>[0];

/** A price; nothing is said as such. */
export function Price({ price, from = false }: Readonly<{ price: Money; from?: boolean }>) {
  const locale = useLocale();
  const t = useTexts('shop');
  if (price.amount === 0 && !from) return t('costsNothing');
  const text = formatMoney(price, locale);
  return from ? t('from', { price: text }) : text;
}
