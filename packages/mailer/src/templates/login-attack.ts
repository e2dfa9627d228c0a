import type { Locale } from '@cartless/domain';
import { layOut, type Mail } from '../layout.ts';

type Facts = Readonly<{ appName: string; username: string; link: string }>;

/** Tells the owner that somebody keeps typing wrong passwords, and that there is nothing to be done about it. */
export function loginAttack(locale: Locale, { appName, username, link }: Facts): Mail {
  return locale === 'zh-CN'
    ? layOut(locale, {
        appName,
        subject: `有人正在尝试登录您的 ${appName} 帐户`,
        lines: [
          `${username}，您好！有人用错误的密码反复尝试登录您的帐户，但都没有成功。`,
          '您在常用设备上的登录不受影响；近期在新设备上登录时，我们会通过邮件发送验证码。',
          '如果您在其他网站使用了相同的密码，请设置一个新密码；否则无需任何操作。',
        ],
        link: { label: '设置新密码', url: link },
      })
    : layOut(locale, {
        appName,
        subject: `Somebody is trying to log in to your ${appName} account`,
        lines: [
          `Hello ${username}, somebody keeps typing wrong passwords for your account. They did not get in.`,
          'Devices that you have logged in with go on as before. For a while, a new device needs a code that we mail to you.',
          'If you use the same password elsewhere, choose a new one. Otherwise there is nothing to do.',
        ],
        link: { label: 'Choose a new password', url: link },
      });
}
