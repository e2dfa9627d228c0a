import { readCloudEvent } from '@cartless/domain';
import { EVENT_CONTRACTS } from '@cartless/domain/registry';
import type { Invocation } from '../world/running.ts';
import type { Invariant } from './invariant.ts';

export const eventsObey: Invariant = {
  says: 'every published event obeys its contract',
  watch: ({ world }) => {
    let seen = 0;
    return {
      always() {
        for (; seen < world.bus.published.length; seen += 1) {
          const published = world.bus.published[seen];
          try {
            readCloudEvent(JSON.parse(published?.body ?? ''), EVENT_CONTRACTS);
          } catch (error) {
            return `${published?.type} breaks its contract: ${String(error)}`;
          }
        }
        return undefined;
      },
    };
  },
};

export const nothingIsParked: Invariant = {
  says: 'no message stays among the dead letters when faults have stopped',
  watch: ({ world }) => ({
    atRest: () => {
      for (const [name, { messages }] of world.queues)
        for (const { body } of messages.values()) return `${name} holds ${body.slice(0, 200)}`;
      return undefined;
    },
  }),
};

export const nothingIsDropped: Invariant = {
  says: 'no message is lost because nobody handled it for as long as its queue keeps it',
  watch: ({ world: { dropped } }) => {
    let seen = 0;
    return {
      always() {
        for (; seen < dropped.length; seen += 1) {
          const { queue = '', body = '', code = '' } = dropped[seen] ?? {};
          if (!FOR_A_PERSON.has(code)) return `${queue} dropped ${body.slice(0, 200)}`;
        }
        return undefined;
      },
    };
  },
};

/** Whether these letters went out nobody can know: they wait for a person to look at, and nobody does here. */
const FOR_A_PERSON: ReadonlySet<string> = new Set(['MAIL_OUTCOME_UNKNOWN', 'MAIL_UNCERTAIN']);

export const nothingIsUnhandled: Invariant = {
  says: 'no function meets an error that nobody declared',
  watch: ({ world }) => {
    let seen = 0;
    return {
      always() {
        for (; seen < world.written.length; seen += 1) {
          const entry = world.written[seen];
          if (entry?.message !== 'failed') continue;
          const error = entry.fields['error'] as Error;
          if (error.name !== 'TimeoutError') return `${entry.by} failed: ${error.stack ?? error.message}`;
        }
        return undefined;
      },
    };
  },
};

/** The function by which the staff puts dead letters back. */
const REDRIVE = 'redriveDeadLetters';

export const redrivesAreWhole: Invariant = {
  says: 'a dead letter that is put back goes to the queue that it came from, once, and is then no dead letter any more',
  watch: ({ world }) => {
    let seen = 0;
    /** What a call has put back and not taken out yet: the queue of dead letters, and the text. */
    const putBack = new Map<Invocation, string[]>();
    const times = (all: readonly string[], one: string): number =>
      all.filter((other) => other === one).length;
    const problemOf = ({ by, did, queue, body }: (typeof world.handled)[number]): string | undefined => {
      const own = putBack.get(by) ?? [];
      putBack.set(by, own);
      if (did === 'sent') {
        const from = world.queue(queue).deadLetters ?? '';
        const letters = [...(world.queues.get(from)?.messages.values() ?? [])].map((one) => one.body);
        const letter = `${from} ${body}`;
        if (times(own, letter) >= times(letters, body ?? ''))
          return `${queue} gets what is not among its dead letters, or once more: ${body?.slice(0, 200)}`;
        own.push(letter);
        return undefined;
      }
      // Somebody else may have taken it out meanwhile, who put it back too.
      const index = body === undefined ? 0 : own.indexOf(`${queue} ${body}`);
      if (own.splice(index, 1).length === 0 || index < 0) return `${queue} loses ${body?.slice(0, 200)}`;
      return undefined;
    };
    return {
      always() {
        for (; seen < world.handled.length; seen += 1) {
          const handled = world.handled[seen];
          const problem = handled?.by.fn.name === REDRIVE ? problemOf(handled) : undefined;
          if (problem !== undefined) return problem;
        }
        return undefined;
      },
      atRest() {
        for (const [{ dead }, [letter]] of putBack)
          if (!dead && letter !== undefined)
            return `put back, and still a dead letter: ${letter.slice(0, 200)}`;
        return undefined;
      },
    };
  },
};
