import type { components } from '@cartless/api-client';
import { useTexts } from '../texts/use-texts.ts';
import styles from './checkout.module.css';

export type PaymentMethod = components['schemas']['PaymentMethod'];
const METHODS = ['card', 'cod'] as const satisfies readonly PaymentMethod[];

type Props = Readonly<{ method: PaymentMethod; onMethod: (method: PaymentMethod) => void }>;

/** By card or wallet, or in cash at the door. */
export function PaymentChoice({ method, onMethod }: Props) {
  const t = useTexts('checkout');
  return (
    <fieldset className={styles['choices']} aria-label={t('payment')}>
      {METHODS.map((one) => (
        <label key={one} className={styles['choice']}>
          <input type="radio" name="payment" checked={one === method} onChange={() => onMethod(one)} />
          <span>
            {t(one)}
            <small>{t(`${one}Hint`)}</small>
          </span>
        </label>
      ))}
    </fieldset>
  );
}
