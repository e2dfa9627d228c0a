import { getRouteApi, useRouter } from '@tanstack/react-router';
import { Notice } from '../design/notice.tsx';
import { useTexts } from '../texts/use-texts.ts';
import styles from './account.module.css';
import { LogInCard } from './log-in-card.tsx';
import { ResendForm } from './resend-form.tsx';

const route = getRouteApi('/account/login');

/** Where one logs in, and where the link of a mail leads. */
export function LogInPage() {
  const t = useTexts('account');
  const { next, verified } = route.useSearch();
  const router = useRouter();
  return (
    <>
      {verified !== undefined && (
        <div className={styles['gate']}>
          <Verified />
        </div>
      )}
      <LogInCard
        title={t('logIn')}
        {...(next !== undefined && { next })}
        onDone={() => router.history.replace(next ?? '/account')}
      />
    </>
  );
}

const REASONS = ['expired', 'unknown', 'taken', 'suspended'] as const;

/** What became of the link that was followed. */
function Verified() {
  const t = useTexts('account');
  const { verified, reason } = route.useSearch();
  if (verified === 1)
    return (
      <Notice tone="good" title={t('verified')}>
        <p>{t('verifiedLead')}</p>
      </Notice>
    );
  const known = REASONS.find((one) => one === reason) ?? 'unknown';
  return (
    <Notice tone="warn" title={t('notVerified')}>
      <p>{t(`reasons.${known}`)}</p>
      {(known === 'expired' || known === 'unknown') && <ResendForm email="" />}
    </Notice>
  );
}
