import { readCloudEvent } from '@cartless/domain';
import { EVENT_CONTRACTS } from '@cartless/domain/registry';
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
