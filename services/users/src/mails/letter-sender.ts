import { isError, type Locale } from '@cartless/domain';
import {
  emailChanged,
  type Mail,
  MailRefused,
  type MailSender,
  MailUnavailable,
  passwordChanged,
  passwordReset,
  verifyEmail,
  verifyNewEmail,
  welcome,
} from '@cartless/mailer';
import type { PostLetter } from './ports.ts';
import { RESET_MINUTES, VERIFICATION_HOURS } from './send-letter.ts';
import type { Letter, User } from '../accounts/user.ts';

type Settings = Readonly<{
  APP_NAME: string;
  SITE_URL: string;
  VERIFICATION_LINK_TEMPLATE: string;
  PASSWORD_RESET_LINK_TEMPLATE: string;
}>;

/** Sends letters: sets them from their templates and says what became of them when they were not sent. */
export const letterSender =
  (settings: Settings, send: MailSender): PostLetter =>
  async ({ letter, user, to, token }) => {
    try {
      await send(to, letterOf(settings, letter, user, token));
      return undefined;
    } catch (error) {
      if (isError(MailUnavailable, error)) return { state: 'failed', error };
      if (isError(MailRefused, error)) return { state: 'refused', error };
      throw error;
    }
  };

/** Chooses the template of a letter and fills in the shop's name and the link. */
function letterOf(settings: Settings, letter: Letter, user: User, token: string): Mail {
  const locale: Locale = user.locale;
  const facts = { appName: settings.APP_NAME, username: user.typed.username };
  const link = (template: string) =>
    template.replace('{siteUrl}', settings.SITE_URL).replace('{token}', encodeURIComponent(token));
  const verify = { ...facts, link: link(settings.VERIFICATION_LINK_TEMPLATE), hours: VERIFICATION_HOURS };
  const letters: Readonly<Record<Letter, () => Mail>> = {
    'verify-email': () => verifyEmail(locale, verify),
    'verify-new-email': () => verifyNewEmail(locale, verify),
    welcome: () => welcome(locale, { ...facts, link: settings.SITE_URL }),
    'password-reset': () =>
      passwordReset(locale, {
        ...facts,
        link: link(settings.PASSWORD_RESET_LINK_TEMPLATE),
        minutes: RESET_MINUTES,
      }),
    'password-changed': () =>
      passwordChanged(locale, { ...facts, link: `${settings.SITE_URL}/forgot-password` }),
    'email-changed': () => emailChanged(locale, { ...facts, link: `${settings.SITE_URL}/contact` }),
  };
  return letters[letter]();
}
