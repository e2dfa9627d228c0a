import { ORDERS } from '../shop/orders.ts';
import { failedCall } from '../world/faults.ts';
import type { Invariant } from './invariant.ts';

const itemsOf = (all: readonly Readonly<Record<string, unknown>>[] | undefined, prefix: string) =>
  (all ?? []).filter(({ pk }) => String(pk).startsWith(prefix));

export const documentsAreNumbered: Invariant = {
  says: 'the numbers of invoices and of notes have neither gaps nor doubles',
  watch: ({ world }) => ({
    atRest: () => {
      const taken = Map.groupBy(itemsOf(world.tables.stored(ORDERS)?.all(), 'J#'), ({ pk }) => String(pk));
      for (const [series, items] of taken) {
        let next = 1;
        for (const { sk, lost } of items.toSorted((one, other) => Number(one['sk']) - Number(other['sk']))) {
          // Those before it may have been given out, which nobody knew any more: the item says that they are left out.
          if (lost === undefined && Number(sk) !== next) return `${series} has no number ${next}`;
          next = Number(sk) + 1;
        }
      }
      return undefined;
    },
  }),
};

export const lettersAreSentOnce: Invariant = {
  says: 'a letter is sent once, unless its sender could not know',
  watch: ({ world }) => {
    let seen = 0;
    let sent = 0;
    /** Events of which a letter was taken in hand; two of them may have the same words. */
    const told = new Set<unknown>();
    return {
      changed(table, { after }) {
        if (table === ORDERS && after?.['sk'] === 'in-hand') told.add(after['pk']);
      },
      always() {
        for (; seen < world.mails.length; seen += 1) {
          const mail = world.mails[seen];
          if (mail?.by !== 'mailShopper') continue;
          sent += 1;
          if (sent > told.size && !world.faults.happened.some(isUncertain))
            return `${mail.to} got “${mail.subject}” twice`;
        }
        return undefined;
      },
    };
  },
};

/** What leaves it open whether a letter was sent: who has one in hand has it for a time, and by a clock that is far ahead that is over. */
const UNCERTAIN = /^(mail-uncertain@|crash-\w+@(mailShopper|sendMail) |slow@|clock-stepped@)/;
const OF_SENDERS = /^(mailShopper|sendMail) /;
const isUncertain = (fault: string): boolean => UNCERTAIN.test(fault) || failedCall(fault, OF_SENDERS);

export const answersAgree: Invariant = {
  says: 'answers to one request agree',
  watch: ({ contradictions }) => ({ always: () => contradictions[0] }),
};
