import type { Items } from '@cartless/aggregate';
import type { UserId } from '@cartless/domain';
import { heldNameKey, nameKey } from '../users-table.ts';
import type { Names } from './ports.ts';

/** The items that make names unique; accounts write them, everybody else only looks. */
export const nameStore = (items: Items): Names => ({
  async holder(kind, name, at) {
    const key = nameKey(kind, name);
    const stored =
      kind === 'username'
        ? await items.getMany([key, heldNameKey(name)], { consistent: true })
        : [await items.get(key, { consistent: true })].filter((item) => item !== undefined);
    // A hold that has run out counts as gone even before the table removed it.
    const valid = stored.filter(({ expiresAt }) => !(Number(expiresAt) * 1000 < at.getTime()));
    if (valid.length === 0) return undefined;
    const claim = valid.find(({ id }) => id === key.id);
    return (claim?.['userId'] as UserId | undefined) ?? 'nobody any more';
  },
});
