import { Link, useNavigate } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { shop } from '../app/shop.ts';
import { PageHead } from '../design/page-head.tsx';
import { useTexts } from '../texts/use-texts.ts';
import styles from './account.module.css';
import { LoggedIn } from './logged-in.tsx';

type Props = Readonly<{ title: string; lead?: ReactNode; acts?: ReactNode; children: ReactNode }>;

/** What the pages of an account stand in: where else one can go in it, for whoever is logged in. */
export function AccountRoom({ title, lead, acts, children }: Props) {
  return (
    <LoggedIn>
      <div className={styles['room']}>
        <Ways />
        <div>
          <PageHead title={title} lead={lead}>
            {acts}
          </PageHead>
          <div className={styles['stack']}>{children}</div>
        </div>
      </div>
    </LoggedIn>
  );
}

function Ways() {
  const t = useTexts('account');
  const navigate = useNavigate();
  const leave = async (): Promise<void> => {
    await shop.session.logOut();
    await navigate({ to: '/' });
  };
  return (
    <nav className={styles['nav']} aria-label={t('title')}>
      <Link to="/account/orders">{t('orders')}</Link>
      <Link to="/account" activeOptions={{ exact: true }}>
        {t('profile')}
      </Link>
      <Link to="/account/addresses">{t('addresses')}</Link>
      <Link to="/account/security">{t('security')}</Link>
      <button type="button" onClick={() => void leave()}>
        {t('logOut')}
      </button>
    </nav>
  );
}
