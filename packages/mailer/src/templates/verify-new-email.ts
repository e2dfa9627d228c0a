import type { Locale } from '@cartless/domain';
import { layOut, type Mail } from '../layout.ts';

type Facts = Readonly<{ appName: string; username: string; link: string; hours: number }>;

/** Asks a user to prove that the new address is theirs; until then the old one counts. */
export function verifyNewEmail(locale: Locale, { appName, username, link, hours }: Facts): Mail {
  return locale === 'zh-CN'
    ? layOut(locale, {
        appName,
        subject: `请确认您在 ${appName} 的新邮箱地址`,
        lines: [
          `${username}，您好！您希望将此地址用作帐户邮箱。`,
          `请在 ${hours} 小时内点击下面的链接确认；在此之前，原地址继续有效。`,
          '如果这不是您本人的操作，请忽略此邮件。',
        ],
        link: { label: '确认新地址', url: link },
      })
    : layOut(locale, {
        appName,
        subject: `Confirm your new address at ${appName}`,
        lines: [
          `Hello ${username}, you want to use this address for your account.`,
          `Follow the link within ${hours} hours to confirm it. Until then your old address counts.`,
          'If it was not you who asked, ignore this mail.',
        ],
        link: { label: 'Confirm the new address', url: link },
      });
}
