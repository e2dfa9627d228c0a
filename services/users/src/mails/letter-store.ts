import { epochSeconds } from '@cartless/domain';
import { ABSENT, type Items } from '@cartless/aggregate';
import { type DecodeUser, readWithUser } from '../accounts/user-reader.ts';
import { MAILBOX_SPAN_SECONDS } from '../throttling/limits.ts';
import { codeKey, letterKey, linkKey, mailboxKey, resetKey } from '../users-table.ts';
import type { Posted } from './mailbox.ts';
import type { Letters, LetterSecret, LetterState, Mailbox } from './ports.ts';

/** Longer than a message can wait in the queue and in its dead-letter queue together. */
const KEEP_SECONDS = 30 * 86_400;

/** One item per letter: the key that keeps it from being sent twice, and what became of it. */
export const letterStore = (items: Items, decode: DecodeUser): Letters => ({
  async load(userId, key) {
    const { item: letter, user } = await readWithUser(items, decode, letterKey(key), userId);
    return {
      user,
      state: letter?.['state'] as LetterState | undefined,
      since: letter?.['since'] as string | undefined,
    };
  },
  async mailbox(name) {
    const item = await items.get(mailboxKey(name), { consistent: true });
    return {
      name,
      posted: (item?.['posted'] ?? []) as readonly Posted[],
      version: Number(item?.['version'] ?? 0),
    };
  },
  async claim({ key, userId, name }, secret, mailbox, at) {
    const letter = { ...letterKey(key), userId, letter: name, state: 'sending', ...stamp(at) };
    const outcome = await items.write([
      { put: letter, when: [{ id: ABSENT }, { state: 'failed' }] },
      { put: mailboxItem(mailbox, at), when: [{ id: ABSENT }, { version: mailbox.version }] },
      ...(secret === undefined ? [] : [{ put: secretItem(secret) }]),
    ]);
    if (outcome.ok) return 'claimed';
    return outcome.refusals.some(({ index }) => index === 0) ? 'in-hand' : 'mailbox-changed';
  },
  async settle(key, state, at) {
    await items.write([{ update: letterKey(key), set: { state, ...stamp(at) } }]);
  },
});

/** Kept until nothing in it counts any more. */
const mailboxItem = ({ name, posted, version }: Mailbox, at: Date) => ({
  ...mailboxKey(name),
  posted,
  version: version + 1,
  expiresAt: epochSeconds(at) + MAILBOX_SPAN_SECONDS,
});

const stamp = (at: Date) => ({
  since: at.toISOString(),
  expiresAt: epochSeconds(at) + KEEP_SECONDS,
});

/** Kept for a while after it ran out, so that its link can be told that it is too old rather than unknown. */
function secretItem(secret: LetterSecret) {
  if (secret.kind === 'link') {
    const { link } = secret;
    return { ...linkKey(link.userId), ...link, expiresAt: link.validUntil + KEEP_SECONDS };
  }
  if (secret.kind === 'code') {
    const { code } = secret;
    return { ...codeKey(code.userId), ...code, expiresAt: code.validUntil };
  }
  const { reset } = secret;
  return { ...resetKey(reset.userId), ...reset, expiresAt: reset.validUntil + KEEP_SECONDS };
}
