import type { Locale } from '@cartless/domain';
import { layOut, type Mail } from '../layout.ts';

type Facts = Readonly<{ appName: string; username: string; link: string; hours: number }>;

/** Asks a new user to prove that the address is theirs. */
export function verifyEmail(locale: Locale, { appName, username, link, hours }: Facts): Mail {
  return locale === 'zh-CN'
    ? layOut(locale, {
        appName,
        subject: `请验证您的 ${appName} 帐户`,
        lines: [
          `${username}，您好！感谢注册 ${appName}。`,
          `请点击下面的链接验证您的电子邮件地址，链接在 ${hours} 小时内有效。`,
          '如果这不是您本人的操作，请忽略此邮件。',
        ],
        link: { label: '验证邮箱', url: link },
      })
    : layOut(locale, {
        appName,
        subject: `Verify your ${appName} account`,
        lines: [
          `Hello ${username}, thank you for registering at ${appName}.`,
          `Follow the link to confirm your e-mail address. It is valid for ${hours} hours.`,
          'If it was not you who registered, ignore this mail.',
        ],
        link: { label: 'Confirm my address', url: link },
      });
}
