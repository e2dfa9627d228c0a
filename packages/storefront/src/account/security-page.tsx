import { useTexts } from '../texts/use-texts.ts';
import { Card } from '../design/card.tsx';
import { AccountRoom } from './account-room.tsx';
import { DeleteAccount } from './delete-account.tsx';
import { PasswordForm } from './password-form.tsx';
import { Sessions } from './sessions.tsx';

/** Password, devices, and the end of an account. */
export function SecurityPage() {
  const t = useTexts('account');
  return (
    <AccountRoom title={t('security')}>
      <Card>
        <h2>{t('changePassword')}</h2>
        <PasswordForm />
      </Card>
      <Card>
        <h2>{t('sessions')}</h2>
        <Sessions />
      </Card>
      <Card>
        <h2>{t('deleteTitle')}</h2>
        <DeleteAccount />
      </Card>
    </AccountRoom>
  );
}
