import { CursorInvalid } from './errors.ts';
import type { Key } from './items.ts';
import type { AttributeType, KeyShape } from './table.ts';

/**
 * The codec of a list's cursors: opaque texts that hold the position after which to go on.
 *
 * @param shape the attributes of a position and their types
 */
export const cursorCodec = <P extends Key = Key>(shape: KeyShape) => ({
  /** Packs a position; null when there is nothing more. */
  encode: (position: P | undefined): string | null =>
    position === undefined ? null : Buffer.from(JSON.stringify(position)).toString('base64url'),

  /**
   * Unpacks a cursor. `fixed` holds what the caller may not choose (whose orders these are, say), so that a cursor of another
   * list or person is refused.
   *
   * @throws AppError CURSOR_INVALID unless every part is there, of its type, and no other
   */
  decode(cursor: string | undefined, fixed: Readonly<Record<string, unknown>> = {}): P | undefined {
    if (cursor === undefined) return undefined;
    const position = parse(cursor);
    const names = Object.keys(position).toSorted().join();
    const fits =
      names === Object.keys(shape).toSorted().join() &&
      Object.entries(shape).every(([name, type]) => isOf(type, position[name])) &&
      Object.entries(fixed).every(([name, value]) => position[name] === value);
    if (!fits) throw CursorInvalid();
    return position as P;
  },
});

/** DynamoDB takes no empty text as a key, and no more than 2048 bytes of it. */
const isOf = (type: AttributeType, value: unknown): boolean =>
  type === 'N'
    ? Number.isSafeInteger(value)
    : typeof value === 'string' && value !== '' && Buffer.byteLength(value) <= 1024;

function parse(cursor: string): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'));
    if (typeof value === 'object' && value !== null) return value as Record<string, unknown>;
  } catch (cause) {
    throw CursorInvalid({ cause });
  }
  throw CursorInvalid();
}
