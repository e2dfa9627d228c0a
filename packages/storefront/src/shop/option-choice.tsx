import { useId } from 'react';
import { useTexts } from '../texts/use-texts.ts';
import type { Product } from './product.ts';
import styles from './product-page.module.css';

type Option = NonNullable<Product['options']>[number];
type Props = Readonly<{
  option: Option;
  value: string | undefined;
  /** It has to be chosen before anything goes on. */
  missing: boolean;
  has: (value: string) => boolean;
  onValue: (value: string) => void;
}>;

/** The values of an option, one of which is chosen; what is sold out says so, and can be looked at all the same. */
export function OptionChoice({ option, value, missing, has, onValue }: Props) {
  const t = useTexts('shop');
  const id = useId();
  return (
    <fieldset className={styles['option']} aria-describedby={missing ? id : undefined}>
      <legend>{option.name}</legend>
      <div className={styles['values']}>
        {option.values.map(({ key, name }) => (
          <label key={key} className={styles['value']}>
            <input
              type="radio"
              name={option.key}
              value={key}
              checked={value === key}
              onChange={() => onValue(key)}
            />
            <span>{name}</span>
            {!has(key) && <small>{t('notThere')}</small>}
          </label>
        ))}
      </div>
      {missing && (
        <p id={id} role="alert" className={styles['missing']}>
          {t('choose', { option: option.name })}
        </p>
      )}
    </fieldset>
  );
}
