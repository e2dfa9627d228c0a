import type { ReactNode } from 'react';
import { classNames } from './class-names.ts';
import styles from './pill.module.css';

export type PillTone = 'plain' | 'act' | 'good' | 'warn' | 'bad';

/** How something stands, in a word; the colour repeats it. */
export function Pill({ tone = 'plain', children }: Readonly<{ tone?: PillTone; children: ReactNode }>) {
  return <span className={classNames(styles['pill'], styles[tone])}>{children}</span>;
}
