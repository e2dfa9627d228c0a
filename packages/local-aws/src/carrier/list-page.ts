import { readFields, refuseProblems } from './input-fields.ts';

export interface ListPage<T> {
  items: T[];
  hasMore: boolean;
}

/**
 * Cuts one page as EasyPost does: newest first, `page_size` 1–100 (20 unless told), `before_id` and `after_id`.
 *
 * @param items oldest first.
 */
export function listPage<T>(
  items: readonly T[],
  idOf: (item: T) => string,
  query: URLSearchParams,
): ListPage<T> {
  const fields = readFields(Object.fromEntries(query));
  const size = Math.floor(fields.number('page_size', { min: 1, max: 100 }) ?? 20);
  const before = fields.text('before_id');
  const after = fields.text('after_id');
  const indexOf = (name: string, id: string | null): number | null => {
    if (id === null) return null;
    const index = items.findIndex((item) => idOf(item) === id);
    if (index === -1) fields.problem(name, 'is not the id of anything in this list');
    return index;
  };
  const end = indexOf('before_id', before) ?? items.length;
  const start = (indexOf('after_id', after) ?? -1) + 1;
  refuseProblems(fields.problems, 'PARAMETERS.INVALID', 'One or more parameters of the list were invalid.');
  const range = items.slice(start, end);
  // After an id come the ones next to it; otherwise the newest.
  const page = after === null ? range.slice(-size) : range.slice(0, size);
  return { items: page.toReversed(), hasMore: range.length > page.length };
}
