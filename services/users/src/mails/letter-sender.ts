import { epochSeconds, isError } from '@cartless/domain';
import {
  emailChanged,
  loginAttack,
  loginCode,
  type Mail,
  MailRefused,
  type MailSender,
  MailUnavailable,
  passwordChanged,
  passwordReset,
  verifyEmail,
  verifyNewEmail,
  welcome,
} from '@cartless/mailer';
import { CODE_MINUTES, newCode } from '../sessions/login-code.ts';
import type { Letter, User } from '../accounts/user.ts';
import type { LetterKind, NotSent, PostLetter } from './ports.ts';

/** How long the links in letters are good for. */
const VERIFICATION_HOURS = 24;
const RESET_MINUTES = 60;

type Settings = Readonly<{
  APP_NAME: string;
  SITE_URL: string;
  VERIFICATION_LINK_TEMPLATE: string;
  PASSWORD_RESET_LINK_TEMPLATE: string;
}>;

/** What the words of a letter are made of; the links lead to pages of the shop. */
type Content = Readonly<{
  user: User;
  facts: Readonly<{ appName: string; username: string }>;
  links: Readonly<{ shop: string; verify: string; reset: string; forgotten: string }>;
  /** What is to be typed. */
  code: string;
}>;

const untilMinutes = (at: Date, minutes: number): number => epochSeconds(at) + minutes * 60;
const verifiable = (at: Date): number => untilMinutes(at, VERIFICATION_HOURS * 60);

/** All that a letter is: whose share of a mailbox it takes, when it is wanted, where it goes, what its link may do, and its words. */
export const LETTERS: Readonly<Record<Letter, LetterKind & Readonly<{ words: (content: Content) => Mail }>>> =
  {
    'verify-email': {
      share: () => 'to-anybody',
      isWanted: ({ status }) => status === 'pending',
      secret: ({ id: userId }, digest, at) => ({
        kind: 'link',
        link: { userId, purpose: 'activate', digest, validUntil: verifiable(at) },
      }),
      words: ({ user, facts, links }) =>
        verifyEmail(user.locale, { ...facts, link: links.verify, hours: VERIFICATION_HOURS }),
    },
    'verify-new-email': {
      share: () => 'to-anybody',
      isWanted: ({ newEmail }) => newEmail !== undefined,
      to: ({ newEmail }) => newEmail?.typed,
      secret: ({ id: userId, newEmail }, digest, at) => ({
        kind: 'link',
        link: {
          userId,
          purpose: 'change-email',
          email: newEmail?.email ?? '',
          digest,
          validUntil: verifiable(at),
        },
      }),
      words: ({ user, facts, links }) =>
        verifyNewEmail(user.locale, { ...facts, link: links.verify, hours: VERIFICATION_HOURS }),
    },
    welcome: {
      share: () => 'to-anybody',
      words: ({ user, facts, links }) => welcome(user.locale, { ...facts, link: links.shop }),
    },
    'password-reset': {
      // Who has not confirmed an address may have typed somebody else's.
      share: ({ status }) => (status === 'pending' ? 'to-anybody' : 'way-in'),
      secret: ({ id: userId }, digest, at) => ({
        kind: 'reset',
        reset: { userId, digest, validUntil: untilMinutes(at, RESET_MINUTES) },
      }),
      words: ({ user, facts, links }) =>
        passwordReset(user.locale, { ...facts, link: links.reset, minutes: RESET_MINUTES }),
    },
    'password-changed': {
      share: () => 'password-changed',
      words: ({ user, facts, links }) => passwordChanged(user.locale, { ...facts, link: links.forgotten }),
    },
    'email-changed': {
      share: () => 'email-changed',
      words: ({ user, facts, links }) =>
        emailChanged(user.locale, { ...facts, link: `${links.shop}/contact` }),
    },
    'login-code': {
      share: () => 'login-code',
      isWanted: ({ status }) => status === 'active',
      code: newCode,
      secret: ({ id: userId, sessionEpoch: epoch }, digest, at) => ({
        kind: 'code',
        code: { userId, digest, epoch, validUntil: untilMinutes(at, CODE_MINUTES) },
      }),
      words: ({ user, facts, links, code }) =>
        loginCode(user.locale, { ...facts, code, minutes: CODE_MINUTES, link: links.forgotten }),
    },
    'login-attack': {
      share: () => 'to-anybody',
      isWanted: ({ status }) => status === 'active',
      words: ({ user, facts, links }) => loginAttack(user.locale, { ...facts, link: links.forgotten }),
    },
  };

/** Sends letters: sets them from their templates and says what became of them when they were not sent. */
export const letterSender =
  (settings: Settings, send: MailSender): PostLetter =>
  ({ letter, user, to, token }) =>
    whyNotSent(() => send(to, LETTERS[letter].words(contentOf(settings, user, token))));

/** Sends, and says why a mail was surely not sent. @throws Error when it is not known whether it was */
export async function whyNotSent(send: () => Promise<void>): Promise<NotSent | undefined> {
  try {
    await send();
    return undefined;
  } catch (error) {
    if (isError(MailUnavailable, error)) return { state: 'failed', error };
    if (isError(MailRefused, error)) return { state: 'refused', error };
    throw error;
  }
}

function contentOf(settings: Settings, user: User, token: string): Content {
  const { APP_NAME: appName, SITE_URL: shop } = settings;
  const link = (template: string) =>
    template.replace('{siteUrl}', shop).replace('{token}', encodeURIComponent(token));
  return {
    user,
    facts: { appName, username: user.typed.username },
    links: {
      shop,
      verify: link(settings.VERIFICATION_LINK_TEMPLATE),
      reset: link(settings.PASSWORD_RESET_LINK_TEMPLATE),
      forgotten: `${shop}/forgot-password`,
    },
    code: token,
  };
}
