import { ApiError, notFound } from './api-error.ts';
import type { Params } from './params.ts';

export interface ListPage<T> {
  readonly object: 'list';
  readonly url: string;
  readonly has_more: boolean;
  readonly data: readonly T[];
}

interface Listed {
  readonly id: string;
  readonly object: string;
}

/** One page of a list, newest first, by Stripe's `limit`, `starting_after` and `ending_before`. */
export function listPage<T extends Listed>(
  url: string,
  newestFirst: readonly T[],
  params: Params,
): ListPage<T> {
  const limit = params.integer('limit', { min: 1, max: 100 }) ?? 10;
  const after = params.text('starting_after');
  const before = params.text('ending_before');
  params.refuseUnread();
  if (after !== undefined && before !== undefined) {
    throw new ApiError('You may only specify one of these parameters: starting_after, ending_before.');
  }
  if (before !== undefined) {
    const end = positionOf(newestFirst, before, 'ending_before');
    const start = Math.max(0, end - limit);
    return { object: 'list', url, has_more: start > 0, data: newestFirst.slice(start, end) };
  }
  const start = after === undefined ? 0 : positionOf(newestFirst, after, 'starting_after') + 1;
  const end = start + limit;
  return { object: 'list', url, has_more: end < newestFirst.length, data: newestFirst.slice(start, end) };
}

/** A condition on `created`, given as a number or as `created[gte]` and the like, in seconds since 1970. */
export function createdFilter(params: Params): (item: { readonly created: number }) => boolean {
  const max = { max: 99_999_999_999 };
  if (!params.isNested('created')) {
    const exact = params.integer('created', max);
    return ({ created }) => exact === undefined || created === exact;
  }
  const range = params.nested('created');
  const [gt, gte] = [range?.integer('gt', max) ?? -1, range?.integer('gte', max) ?? 0];
  const [lt, lte] = [range?.integer('lt', max) ?? Infinity, range?.integer('lte', max) ?? Infinity];
  return ({ created }) => created > gt && created >= gte && created < lt && created <= lte;
}

function positionOf(items: readonly Listed[], id: string, param: string): number {
  const position = items.findIndex((item) => item.id === id);
  if (position < 0) throw notFound(items[0]?.object ?? 'object', id, param);
  return position;
}
