import { Link } from '@tanstack/react-router';
import { Card } from '../design/card.tsx';
import { PageHead } from '../design/page-head.tsx';
import { useTexts } from '../texts/use-texts.ts';
import styles from './account.module.css';
import { MailForm } from './mail-form.tsx';

/** Asks for a mail with a link to choose a new password. */
export function ForgotPasswordPage() {
  const t = useTexts('account');
  return (
    <div className={styles['gate']}>
      <PageHead title={t('forgotTitle')} lead={t('forgotLead')} />
      <Card>
        <MailForm path="/password/forgot" act={t('sendLink')} sentTo={(email) => t('linkSent', { email })} />
      </Card>
      <Link to="/account/login">{t('backToLogIn')}</Link>
    </div>
  );
}
