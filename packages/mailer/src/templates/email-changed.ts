import type { Locale } from '@cartless/domain';
import { layOut, type Mail } from '../layout.ts';

type Facts = Readonly<{ appName: string; username: string; link: string }>;

/** Tells the old address that the account now uses another one. */
export function emailChanged(locale: Locale, { appName, username, link }: Facts): Mail {
  return locale === 'zh-CN'
    ? layOut(locale, {
        appName,
        subject: `您的 ${appName} 帐户邮箱已更改`,
        lines: [
          `${username}，您好！您的帐户已改用其他邮箱地址，今后的邮件将发送到新地址。`,
          '如果这不是您本人的操作，请立即联系我们。',
        ],
        link: { label: '联系我们', url: link },
      })
    : layOut(locale, {
        appName,
        subject: `Your ${appName} account has a new address`,
        lines: [
          `Hello ${username}, your account now uses another e-mail address. Further mail goes there.`,
          'If it was not you who changed it, write to us at once.',
        ],
        link: { label: 'Contact us', url: link },
      });
}
