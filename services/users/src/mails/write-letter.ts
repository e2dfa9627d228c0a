import {
  emailChanged,
  type Mail,
  passwordChanged,
  passwordReset,
  verifyEmail,
  verifyNewEmail,
  welcome,
} from '@cartless/mailer';
import { RESET_MINUTES, VERIFICATION_HOURS, type WriteLetter } from './send-letter.ts';
import type { Letter } from '../accounts/user.ts';

type Settings = Readonly<{
  APP_NAME: string;
  SITE_URL: string;
  VERIFICATION_LINK_TEMPLATE: string;
  PASSWORD_RESET_LINK_TEMPLATE: string;
}>;

/** Chooses the template of a letter and fills in the shop's name and the link. */
export const writeLetter =
  (settings: Settings): WriteLetter =>
  (letter, user, locale, token) => {
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
  };
