import { formatTime } from '@cartless/api-client';
import { useMe } from '../app/session.ts';
import { Card } from '../design/card.tsx';
import { NotYet } from '../design/not-yet.tsx';
import { Notice } from '../design/notice.tsx';
import { useLocale } from '../texts/locale.tsx';
import { useTexts } from '../texts/use-texts.ts';
import { AccountRoom } from './account-room.tsx';
import styles from './account.module.css';
import { ContactForm } from './contact-form.tsx';
import { EmailForm } from './email-form.tsx';

/** Who one is here: name, address of mails, their language. */
export function ProfilePage() {
  const t = useTexts('account');
  return (
    <AccountRoom title={t('profile')}>
      <Profile />
    </AccountRoom>
  );
}

function Profile() {
  const t = useTexts('account');
  const locale = useLocale();
  const asked = useMe();
  const { data: me } = asked;
  if (me === undefined) return <NotYet asked={asked} lines={6} />;
  const since = formatTime(me.createdAt, locale, { dateStyle: 'long' });
  return (
    <>
      <p className={styles['soft']}>{t('whoSince', { username: me.username, since })}</p>
      <Card>
        <h2>{t('contact')}</h2>
        <ContactForm key={`${me.phone} ${me.locale}`} me={me} />
      </Card>
      <Card>
        <h2>{t('email')}</h2>
        <p>{me.email}</p>
        {me.newEmail !== null && (
          <Notice tone="warn">
            <p>{t('newEmailWaits', { email: me.newEmail })}</p>
          </Notice>
        )}
        <EmailForm />
      </Card>
    </>
  );
}
