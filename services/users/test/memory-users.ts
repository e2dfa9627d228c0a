import type { Items } from '@cartless/aggregate';
import { memoryItems } from '@cartless/aggregate/memory';
import { type DomainEvent, newId } from '@cartless/domain';
import { eventsOf, newestOf } from '@cartless/testing';
import type { ActiveUser, PendingUser } from '../src/accounts/user.ts';
import { activate, register } from '../src/accounts/user-change.ts';
import { PUBLICATIONS } from '../src/relay/publications.ts';
import { LETTERS } from '../src/mails/letter-sender.ts';
import type { LetterState } from '../src/mails/ports.ts';
import { sendLetter } from '../src/mails/send-letter.ts';
import type { Passwords } from '../src/passwords/ports.ts';
import { usersPorts } from '../src/service.ts';
import { USERS_TABLE } from '../src/users-table.ts';

const START = Date.parse('2026-11-21T08:00:00Z');
export const PASSWORD = 'Correct-horse-7';
export const SOURCE_IP = '192.0.2.1';

/** Hashes at once, so that tests take no time over it; a hash that begins with `old` is outdated. */
export const quickPasswords: Passwords = {
  hash: (password) => Promise.resolve(`new ${password}`),
  verify: (hash, password) => Promise.resolve(hash.slice(4) === password),
  waste: () => Promise.resolve(false),
  isOutdated: (hash) => hash.startsWith('old'),
};

export const signer = { keyId: 'test', sign: (input: Uint8Array) => Promise.resolve(input) };

/**
 * The service's own wiring on a memory, with a clock that the test moves, the letters that it would send, and every event that
 * its writes told.
 * @param around puts something between the service and its memory, a fault say
 */
export function memoryUsers(around: (items: Items) => Items = (items) => items) {
  const clock = { at: START };
  const now = () => new Date(clock.at);
  const memory = memoryItems(USERS_TABLE, now);
  const events: DomainEvent[] = [];
  memory.watch(({ after }) => void events.push(...eventsOf(after, PUBLICATIONS)));
  const ground = { items: around(memory), passwords: quickPasswords, now };
  const appName = 'Cartless';
  const ports = { ...usersPorts(ground), appName };
  const plain = { ...usersPorts({ ...ground, items: memory }), appName };

  const mails: { to: string; token: string; letter: string }[] = [];
  const outcome: { next: LetterState | undefined } = { next: undefined };
  const leftOut: string[] = [];
  const letterWorker = sendLetter({
    ...ports,
    leftOut: (letter) => void leftOut.push(letter),
    kinds: LETTERS,
    post: ({ letter, to, token }) => {
      if (outcome.next === 'failed' || outcome.next === 'refused')
        return Promise.resolve({ state: outcome.next, error: new Error(outcome.next) });
      mails.push({ letter, to, token });
      return Promise.resolve(undefined);
    },
  });

  /** Sends a letter; what it tells has just happened unless something else is said. */
  const send = (command: Omit<Parameters<typeof letterWorker>[0], 'askedAt'> & { askedAt?: Date }) =>
    letterWorker({ askedAt: now(), ...command });

  return {
    clock,
    memory,
    ports,
    plain,
    events,
    told: () => newestOf(events).map(({ type }) => type.split('.')[1]),
    mails,
    leftOut,
    outcome,
    send,
    pendingUser: (given: Partial<PendingUser> = {}) => opened(plain, given, (user) => ({ state: user })),
    activeUser: (given: Partial<PendingUser> = {}) =>
      opened(plain, given, (user) => ({ state: activate(user, now()).state })),
  };
}
export type MemoryUsers = ReturnType<typeof memoryUsers>;

let count = 0;
/** An account that is there from the start, of which nothing was told. */
async function opened<State extends PendingUser | ActiveUser>(
  { users, now }: Pick<ReturnType<typeof usersPorts>, 'users' | 'now'>,
  given: Partial<PendingUser>,
  become: (user: PendingUser) => { state: State },
): Promise<State> {
  count += 1;
  const names = { username: `mei${count}`, email: `mei${count}@example.com` };
  const fresh = { id: newId('user'), ...names, typed: names, locale: 'en' as const, ...given };
  const { state, also = [] } = register({ passwordHash: `new ${PASSWORD}`, ...fresh }, now());
  const made = await users.create({ ...become({ ...state, ...given }), also });
  return made.state as State;
}
