import type { Locale } from '@cartless/domain';
import { layOut, type Mail } from '../layout.ts';

type Facts = Readonly<{ appName: string; username: string; link: string; minutes: number }>;

/** Lets somebody who forgot the password choose a new one. */
export function passwordReset(locale: Locale, { appName, username, link, minutes }: Facts): Mail {
  return locale === 'zh-CN'
    ? layOut(locale, {
        appName,
        subject: `重置您的 ${appName} 密码`,
        lines: [
          `${username}，您好！我们收到了重置您密码的请求。`,
          `请在 ${minutes} 分钟内点击下面的链接设置新密码，链接只能使用一次。`,
          '如果这不是您本人的操作，请忽略此邮件，您的密码不会改变。',
        ],
        link: { label: '设置新密码', url: link },
      })
    : layOut(locale, {
        appName,
        subject: `Reset your ${appName} password`,
        lines: [
          `Hello ${username}, somebody asked to reset the password of your account.`,
          `Follow the link within ${minutes} minutes to choose a new one. It works once.`,
          'If it was not you, ignore this mail; your password stays as it is.',
        ],
        link: { label: 'Choose a new password', url: link },
      });
}
