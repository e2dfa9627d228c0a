import { cutPage } from '../../kit/list-page.ts';
import { ApiError, notFound } from './api-error.ts';
import type { Params } from './params.ts';

interface StripeList<T> {
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
): StripeList<T> {
  const size = params.integer('limit', { min: 1, max: 100 }) ?? 10;
  const after = params.text('starting_after');
  const before = params.text('ending_before');
  params.refuseUnread();
  if (after !== undefined && before !== undefined) {
    throw new ApiError('You may only specify one of these parameters: starting_after, ending_before.');
  }
  const { items, hasMore } = cutPage(newestFirst, {
    size,
    olderThan: positionOf(newestFirst, after, 'starting_after'),
    newerThan: positionOf(newestFirst, before, 'ending_before'),
  });
  return { object: 'list', url, has_more: hasMore, data: items };
}

function positionOf(items: readonly Listed[], id: string | undefined, param: string): number | undefined {
  if (id === undefined) return undefined;
  const position = items.findIndex((item) => item.id === id);
  if (position < 0) throw notFound(items[0]?.object ?? 'object', id, param);
  return position;
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
