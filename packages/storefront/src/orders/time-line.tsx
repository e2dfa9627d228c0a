import { formatTime } from '@cartless/api-client';
import type { ReactNode } from 'react';
import { useLocale } from '../texts/locale.tsx';
import styles from './orders.module.css';

/** Something that happened, when, and what else is to be said of it. */
export type Step = Readonly<{ at: string; title: string; more?: ReactNode }>;

/** What happened, one after the other, the latest last. */
export function TimeLine({ steps }: Readonly<{ steps: readonly Step[] }>) {
  const locale = useLocale();
  return (
    <ol role="list" className={styles['line']}>
      {steps.map(({ at, title, more }, n) => (
        <li key={`${at} ${title} ${n}`} data-last={n === steps.length - 1 ? true : undefined}>
          <p>{title}</p>
          <p className={styles['soft']}>
            <time dateTime={at}>{formatTime(at, locale)}</time>
            {more !== undefined && <> · {more}</>}
          </p>
        </li>
      ))}
    </ol>
  );
}
