import type { Locale } from '@cartless/domain';
import { layOut, type Mail } from '../layout.ts';

type Facts = Readonly<{ appName: string; username: string; link: string }>;

/** Tells the owner that the password was changed, in case it was somebody else. */
export function passwordChanged(locale: Locale, { appName, username, link }: Facts): Mail {
  return locale === 'zh-CN'
    ? layOut(locale, {
        appName,
        subject: `您的 ${appName} 密码已更改`,
        lines: [
          `${username}，您好！您的密码刚刚被更改，其他设备已退出登录。`,
          '如果这不是您本人的操作，请立即通过下面的链接重置密码。',
        ],
        link: { label: '重置密码', url: link },
      })
    : layOut(locale, {
        appName,
        subject: `Your ${appName} password was changed`,
        lines: [
          `Hello ${username}, the password of your account was just changed, and other devices were logged out.`,
          'If it was not you, reset the password at once.',
        ],
        link: { label: 'Reset the password', url: link },
      });
}
