import { ShopError } from '@cartless/api-client';
import type { ReactNode } from 'react';
import { useTexts } from '../texts/use-texts.ts';
import { Button } from './button.tsx';
import { classNames } from './class-names.ts';
import styles from './notice.module.css';

type Tone = 'plain' | 'good' | 'warn' | 'bad';
type Said = Readonly<{ tone?: Tone; title?: string; children?: ReactNode; acts?: ReactNode }>;

/** Something that a person should know; what is bad is read out at once. */
export function Notice({ tone = 'plain', title, children, acts }: Said) {
  return (
    <div className={classNames(styles['notice'], styles[tone])} role={tone === 'bad' ? 'alert' : 'status'}>
      {title !== undefined && <h2>{title}</h2>}
      {children}
      {acts !== undefined && <div className={styles['acts']}>{acts}</div>}
    </div>
  );
}

type Failed = Readonly<{ error: unknown; again?: () => void; children?: ReactNode }>;

/** Why something did not work, in the shop's own words, what to do, and by which number the log knows it. */
export function FailureNotice({ error, again, children }: Failed) {
  const t = useTexts('frame');
  const problem = error instanceof ShopError ? error.problem : undefined;
  const detail = problem?.detail ?? (error instanceof Error ? error.message : String(error));
  return (
    <Notice tone="bad" title={t('failed')} acts={again && <Button onClick={again}>{t('tryAgain')}</Button>}>
      <p>{detail}</p>
      {children}
      {problem?.traceId !== undefined && (
        <p className={styles['trace']}>{t('trace', { traceId: problem.traceId })}</p>
      )}
    </Notice>
  );
}

/** There is nothing here yet, and what one can do about it. */
export function Nothing({ title, children }: Readonly<{ title: string; children?: ReactNode }>) {
  return (
    <div className={styles['nothing']}>
      <h2>{title}</h2>
      {children}
    </div>
  );
}

/** The shape of what is coming. */
export function Loading({ lines = 3 }: Readonly<{ lines?: number }>) {
  const t = useTexts('frame');
  return (
    <div className={styles['bars']} role="status" aria-label={t('loading')}>
      {Array.from({ length: lines }, (_, line) => (
        <div key={line} className={styles['bar']} style={{ width: `${95 - ((line * 17) % 50)}%` }} />
      ))}
    </div>
  );
}
