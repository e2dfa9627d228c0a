import { getRouteApi, Link } from '@tanstack/react-router';
import { useState } from 'react';
import { Card } from '../design/card.tsx';
import { Notice } from '../design/notice.tsx';
import { PageHead } from '../design/page-head.tsx';
import { useTexts } from '../texts/use-texts.ts';
import styles from './account.module.css';
import { RegisterForm } from './register-form.tsx';
import { ResendForm } from './resend-form.tsx';

const route = getRouteApi('/account/register');

/** Where one opens an account, and then is told to look into the mail. */
export function RegisterPage() {
  const t = useTexts('account');
  const search = route.useSearch();
  const [email, setEmail] = useState<string>();
  if (email !== undefined) return <CheckMail email={email} />;
  return (
    <div className={styles['gate']}>
      <PageHead title={t('register')} lead={t('registerLead')} />
      <Card>
        <RegisterForm onDone={setEmail} />
      </Card>
      <p>
        {t('registered')}{' '}
        <Link to="/account/login" search={search}>
          {t('logIn')}
        </Link>
      </p>
    </div>
  );
}

function CheckMail({ email }: Readonly<{ email: string }>) {
  const t = useTexts('account');
  return (
    <div className={styles['gate']}>
      <PageHead title={t('checkMail')} />
      <Notice tone="good">
        <p>{t('checkMailLead', { email })}</p>
      </Notice>
      <Card>
        <h2>{t('noMail')}</h2>
        <p className={styles['soft']}>{t('noMailLead')}</p>
        <ResendForm email={email} />
      </Card>
    </div>
  );
}
