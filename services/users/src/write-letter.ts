import {
  emailChanged,
  passwordChanged,
  passwordReset,
  verifyEmail,
  verifyNewEmail,
  welcome,
} from '@cartless/mailer';
import { RESET_MINUTES, VERIFICATION_HOURS, type WriteLetter } from './application/send-letter.ts';

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
    switch (letter) {
      case 'verify-email':
        return verifyEmail(locale, verify);
      case 'verify-new-email':
        return verifyNewEmail(locale, verify);
      case 'welcome':
        return welcome(locale, { ...facts, link: settings.SITE_URL });
      case 'password-reset':
        return passwordReset(locale, {
          ...facts,
          link: link(settings.PASSWORD_RESET_LINK_TEMPLATE),
          minutes: RESET_MINUTES,
        });
      case 'password-changed':
        return passwordChanged(locale, { ...facts, link: `${settings.SITE_URL}/forgot-password` });
      case 'email-changed':
        return emailChanged(locale, { ...facts, link: `${settings.SITE_URL}/contact` });
    }
  };
