import { LoginLetterRequested, MailRequested, UserRegistered } from '@cartless/domain';
import { USERS } from '../shop/people.ts';
import { failedCall } from '../world/faults.ts';
import type { Invariant } from './invariant.ts';

/** What leaves it open whether a letter of an account was sent: it is parked then, for a person to look at. */
const UNCERTAIN = /^(mail-uncertain@|(crash-\w+|slow)@send(Mail|Report))/;
const OF_SENDERS = /^send(Mail|Report)/;
const isUncertain = (fault: string): boolean => UNCERTAIN.test(fault) || failedCall(fault, OF_SENDERS);

/** The functions of the service that send letters. */
const SENDERS: ReadonlySet<string> = new Set(['sendMail', 'sendReport']);

/** Letters that are owed whatever becomes of the account meanwhile, its erasure apart. */
const OWED: ReadonlySet<string> = new Set(['password-changed', 'email-changed', 'password-reset']);

export const accountLetters: Invariant = {
  says: 'each letter about an account is sent once, in its language, and none is missing',
  watch: (shop) => {
    const { world } = shop;
    /** By the event that asks for it. */
    const states = new Map<string, string>();
    /** Of letters whose mark has run out. */
    const ended = new Map<string, string>();
    const locales = new Map<string, Set<string>>();
    let inHand = 0;
    let marked = 0;
    let sent = 0;
    let seen = 0;
    let problem: string | undefined;
    return {
      changed(table, { before, after }) {
        if (table !== USERS) return;
        const id = String((after ?? before)?.['id']);
        if (id.startsWith('usr_') && after?.['locale'] !== undefined) {
          const known = locales.get(id) ?? new Set();
          locales.set(id, known.add(after['locale'] as string));
        }
        if (!id.startsWith('mail#')) return;
        if (after === undefined) {
          ended.set(id, states.get(id) ?? '');
          states.delete(id);
          return;
        }
        const state = String(after['state']);
        const last = states.get(id);
        if (state === 'sending' && last !== 'sending') inHand += 1;
        if (state === 'sent' && last !== 'sent') marked += 1;
        if (last === 'sent' && state !== 'sent') problem = `${id} was sent, and is ${state} then`;
        states.set(id, state);
      },
      always() {
        for (; seen < world.mails.length; seen += 1) {
          const mail = world.mails[seen];
          if (mail === undefined || !SENDERS.has(mail.by)) continue;
          sent += 1;
          if (sent > inHand) return `a letter to ${mail.to} was not taken in hand`;
          if (shop.people.shared.has(mail.to)) continue;
          const account = shop.people.accounts.find(
            ({ email, personal }) => email === mail.to || personal.has(mail.to),
          );
          const [locale, ...others] = locales.get(account?.userId ?? '') ?? [];
          // A letter may be there before its reader hears that the account is.
          if (account === undefined && shop.people.asked.has(mail.to)) continue;
          if (account === undefined) return `${mail.to} is nobody, and got “${mail.subject}”`;
          if (others.length === 0 && /\p{Script=Han}/u.test(mail.text) !== (locale === 'zh-CN'))
            return `who reads ${locale} got “${mail.subject}”`;
        }
        return problem;
      },
      atRest() {
        if (!shop.has('mails') || world.faults.happened.some(isUncertain)) return undefined;
        const gone = new Set(shop.people.accounts.flatMap(({ isGone, userId }) => (isGone ? [userId] : [])));
        for (const { type, body } of world.bus.published) {
          if (![MailRequested.type, LoginLetterRequested.type, UserRegistered.type].includes(type)) continue;
          const { id, data } = JSON.parse(body) as Readonly<{
            id: string;
            data: Readonly<{ userId: `usr_${string}`; letter?: string }>;
          }>;
          const state = states.get(`mail#${id}`) ?? ended.get(`mail#${id}`);
          if (state === 'sending' || state === 'failed')
            return `${data.letter} of ${data.userId} stays ${state}`;
          if (state === undefined && OWED.has(data.letter ?? '') && !gone.has(data.userId))
            return `${data.letter} of ${data.userId} was never sent`;
        }
        return marked > sent ? `${marked} letters are marked as sent, and ${sent} were` : undefined;
      },
    };
  },
};
