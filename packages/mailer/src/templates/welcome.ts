import type { Locale } from '@cartless/domain';
import { layOut, type Mail } from '../layout.ts';

type Facts = Readonly<{ appName: string; username: string; link: string }>;

/** Greets a user whose address was confirmed. */
export function welcome(locale: Locale, { appName, username, link }: Facts): Mail {
  return locale === 'zh-CN'
    ? layOut(locale, {
        appName,
        subject: `欢迎来到 ${appName}`,
        lines: [`${username}，您好！您的帐户已激活，现在可以登录购物了。`],
        link: { label: '开始购物', url: link },
      })
    : layOut(locale, {
        appName,
        subject: `Welcome to ${appName}`,
        lines: [`Hello ${username}, your account is active. You can log in and shop now.`],
        link: { label: 'Go to the shop', url: link },
      });
}
