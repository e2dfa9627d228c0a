import { useTexts } from '../texts/use-texts.ts';
import { MailForm } from './mail-form.tsx';

/** Sends the mail with the link again that confirms an address. */
export function ResendForm({ email }: Readonly<{ email: string }>) {
  const t = useTexts('account');
  return (
    <MailForm
      path="/verify/resend"
      email={email}
      act={t('resend')}
      meaning="quiet"
      sentTo={(to) => t('resent', { email: to })}
    />
  );
}
