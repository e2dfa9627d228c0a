import type { Items } from '@cartless/aggregate';
import type { UserId } from '@cartless/domain';
import { nameKey } from '../users-table.ts';
import type { Names } from './ports.ts';

/** The items that make names unique; accounts write them, everybody else only looks. */
export const nameStore = (items: Items): Names => ({
  async holder(kind, name, at) {
    const item = await items.get(nameKey(kind, name), { consistent: true });
    if (item === undefined || Number(item['expiresAt']) * 1000 < at.getTime()) return undefined;
    return (item['userId'] as UserId | undefined) ?? 'nobody any more';
  },
});
