import type { ComponentProps } from 'react';
import styles from './button.module.css';
import { classNames } from './class-names.ts';

/** What a button means: the page's main act, a purchase, something beside, something small, something that cannot be undone. */
export type Meaning = 'act' | 'sell' | 'quiet' | 'bare' | 'bad';
type Look = Readonly<{ meaning?: Meaning; size?: 'small'; wide?: boolean }>;

/** The class of a link or button that looks like one. */
export const buttonClass = ({ meaning = 'quiet', size, wide }: Look = {}): string =>
  classNames(styles['button'], styles[meaning], size && styles[size], wide === true && styles['wide']);

type Props = ComponentProps<'button'> & Look & Readonly<{ busy?: boolean }>;

/** A button. While it is busy it keeps the focus and its width, and a second press does nothing. */
export function Button({ meaning, size, wide, busy, onClick, type, children, className, ...rest }: Props) {
  return (
    <button
      {...rest}
      type={type ?? 'button'}
      className={classNames(
        buttonClass({ ...(meaning && { meaning }), ...(size && { size }), ...(wide && { wide }) }),
        className,
      )}
      aria-disabled={busy === true ? true : rest['aria-disabled']}
      aria-busy={busy}
      onClick={(event) => {
        if (busy === true) event.preventDefault();
        else onClick?.(event);
      }}
    >
      {busy === true && <span className={styles['spin']} aria-hidden="true" />}
      {children}
    </button>
  );
}
