import { defineError } from '@cartless/domain';

export const CursorInvalid = defineError('malformed', 'CURSOR_INVALID', {
  en: 'The cursor is not one that this list gave out. Start again without a cursor.',
  'zh-CN': '该游标不是此列表返回的。请去掉 cursor 重新开始。',
});

type Key = Readonly<Record<string, string | number>>;

/** Packs the key at which a query stopped into an opaque text; null when there was none. */
export function encodeCursor(lastKey: Readonly<Record<string, unknown>> | undefined): string | null {
  return lastKey === undefined ? null : Buffer.from(JSON.stringify(lastKey)).toString('base64url');
}

/**
 * Unpacks a cursor. The names must be those of the list's key and `fixed` must hold the values that the caller may
 * not choose (the user whose orders these are, say), so a cursor of another list or person is refused.
 *
 * @throws AppError CURSOR_INVALID
 */
export function decodeCursor(
  cursor: string | undefined,
  names: readonly string[],
  fixed: Key = {},
): Key | undefined {
  if (cursor === undefined) return undefined;
  const key = parse(cursor);
  const values = Object.values(key);
  const known = Object.keys(key).toSorted().join() === names.toSorted().join();
  const plain = values.every(
    (value) => typeof value === 'number' || (typeof value === 'string' && value !== ''),
  );
  const own = Object.entries(fixed).every(([name, value]) => key[name] === value);
  if (!known || !plain || !own) throw CursorInvalid();
  return key as Key;
}

function parse(cursor: string): Record<string, unknown> {
  try {
    const key: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'));
    if (typeof key === 'object' && key !== null) return key as Record<string, unknown>;
  } catch (cause) {
    throw CursorInvalid({ cause });
  }
  throw CursorInvalid();
}
