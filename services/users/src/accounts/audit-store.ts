import { inOrder, type Items, queryAll, PRESENT } from '@cartless/aggregate';
import { auditOwner, readAudit } from './audit-item.ts';
import type { Audit } from './ports.ts';

const MOST_LISTED = 100;

/** The log of what was done to accounts, an item an entry; accounts write them. */
export const auditStore = (items: Items): Audit => ({
  async list(userId) {
    const page = await items.query({
      index: 'owner-index',
      hash: auditOwner(userId),
      backward: true,
      limit: MOST_LISTED,
    });
    return (await inOrder(items, page.items)).map(readAudit);
  },
  async forgetReasons(userId) {
    for await (const { id } of queryAll(items, { index: 'owner-index', hash: auditOwner(userId) })) {
      await items.write([{ update: { id: String(id) }, set: { reason: null }, when: { id: PRESENT } }]);
    }
  },
});
