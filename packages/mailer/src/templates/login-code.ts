import type { Locale } from '@cartless/domain';
import { layOut, type Mail } from '../layout.ts';

type Facts = Readonly<{ appName: string; username: string; code: string; minutes: number; link: string }>;

/** The code by which somebody who typed the right password on a new device gets in while others are guessing. */
export function loginCode(locale: Locale, { appName, username, code, minutes, link }: Facts): Mail {
  return locale === 'zh-CN'
    ? layOut(locale, {
        appName,
        subject: `您的 ${appName} 登录验证码`,
        lines: [
          `${username}，您好！有人在一台新设备上输入了您的正确密码。由于近期有人反复尝试登录您的帐户，登录新设备需要验证码。`,
          `如果是您本人，请在 ${minutes} 分钟内输入此验证码。验证码只能使用一次，请勿告诉任何人，包括我们。`,
          '如果这不是您本人的操作，说明有人知道您的密码，请立即通过下面的链接重置密码。',
        ],
        table: [{ label: '验证码', value: code }],
        link: { label: '重置密码', url: link },
      })
    : layOut(locale, {
        appName,
        subject: `Your ${appName} log-in code`,
        lines: [
          `Hello ${username}, your right password was typed on a new device. Somebody has been trying to get into your account, so a new device needs a code.`,
          `If it was you, enter the code within ${minutes} minutes. It works once. Tell it to nobody, not even to us.`,
          'If it was not you, somebody knows your password: reset it at once.',
        ],
        table: [{ label: 'Code', value: code }],
        link: { label: 'Reset the password', url: link },
      });
}
