import { useState } from 'react';
import { Card } from '../design/card.tsx';
import { PageHead } from '../design/page-head.tsx';
import { useTexts } from '../texts/use-texts.ts';
import { Link } from '@tanstack/react-router';
import styles from './account.module.css';
import { CodeForm } from './code-form.tsx';
import { LogInForm } from './log-in-form.tsx';
import type { ComesBack } from './next.ts';

type Props = ComesBack & Readonly<{ title: string; onDone?: () => void }>;

/** Logs in, on the page of its own or wherever somebody has to: by password, and by a code where the shop wants one. */
export function LogInCard({ title, next, onDone }: Props) {
  const t = useTexts('account');
  const [coded, setCoded] = useState<string>();
  const search = next === undefined ? {} : { next };
  return (
    <div className={styles['gate']}>
      <PageHead title={title} />
      <Card>
        {coded === undefined ? (
          <LogInForm onCode={setCoded} {...(onDone && { onDone })} />
        ) : (
          <CodeForm identifier={coded} onBack={() => setCoded(undefined)} {...(onDone && { onDone })} />
        )}
      </Card>
      <p>
        {t('noAccount')}{' '}
        <Link to="/account/register" search={search}>
          {t('register')}
        </Link>
      </p>
    </div>
  );
}
