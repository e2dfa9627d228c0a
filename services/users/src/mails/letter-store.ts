import { epochSeconds } from '@cartless/domain';
import { ABSENT, type Items } from '@cartless/aggregate';
import { type DecodeUser, readWithUser } from '../accounts/user-store.ts';
import { codeKey, letterKey, linkKey, resetKey } from '../users-table.ts';
import type { Letters, LetterSecret, LetterState } from './ports.ts';

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
  async claim({ key, userId, name }, secret, at) {
    const letter = { ...letterKey(key), userId, letter: name, state: 'sending', ...stamp(at) };
    const { ok } = await items.write([
      { put: letter, when: [{ id: ABSENT }, { state: 'failed' }] },
      ...(secret === undefined ? [] : [{ put: secretItem(secret) }]),
    ]);
    return ok;
  },
  async settle(key, state, at) {
    await items.write([{ update: letterKey(key), set: { state, ...stamp(at) } }]);
  },
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
