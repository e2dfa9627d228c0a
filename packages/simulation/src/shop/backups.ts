import { isDeepStrictEqual } from 'node:util';
import { aggregateStore, type Item, keyOf, OUTBOX_MARK } from '@cartless/aggregate';
import {
  changeLog,
  type LoggedChange,
  nameOfKey,
  restoreTable,
  type RestoringRules,
} from '@cartless/aggregate/restoring';
import { RESTORING_RULES as OF_ANALYTICS } from '../../../../services/analytics/src/restoring-rules.ts';
import { RESTORING_RULES as OF_LOGISTICS } from '../../../../services/logistics/src/restoring-rules.ts';
import { RESTORING_RULES as OF_ORDERS } from '../../../../services/orders/src/restoring-rules.ts';
import { withAddresses } from '../../../../services/users/src/addresses/address-book.ts';
import { addressBookDeclaration } from '../../../../services/users/src/addresses/address-book-store.ts';
import { RESTORING_RULES as OF_USERS } from '../../../../services/users/src/restoring-rules.ts';
import { LOGISTICS } from './logistics.ts';
import { ORDERS } from './orders.ts';
import { USERS } from './people.ts';
import type { Shop } from './shop.ts';

const RULES: Readonly<Record<string, RestoringRules>> = {
  [USERS]: OF_USERS,
  [ORDERS]: OF_ORDERS,
  [LOGISTICS]: OF_LOGISTICS,
  'analytics/AnalyticsTable': OF_ANALYTICS,
};

/** A stream tells what has changed for so long. */
const DAY_MS = 86_400_000;

type Kept = { copy: readonly Item[]; log: LoggedChange[] };

/** Copies of the services' tables and what has changed since; by them tables are put back as `pnpm restore` does it. */
export class Backups {
  readonly #shop: Shop;
  readonly #kept = new Map<string, Kept>();
  #changes = 0n;

  constructor(shop: Shop) {
    this.#shop = shop;
    const { world } = shop;
    for (const name of world.tableNames) {
      const kept: Kept = { copy: world.tables.stored(name)?.all() ?? [], log: [] };
      this.#kept.set(name, kept);
      world.tables.follow(name, ({ before, after }, table) => {
        this.#changes += 1n;
        const at = new Date(world.scheduler.now).toISOString();
        kept.log.push({ key: keyOf(table, after ?? before ?? {}), at, order: this.#changes, before, after });
      });
    }
  }

  /** Copies a table, as a backup does. */
  copy(name: string): void {
    const kept = this.#kept.get(name);
    if (kept === undefined) return;
    kept.copy = this.#shop.world.tables.stored(name)?.all() ?? [];
    const since = new Date(this.#shop.world.scheduler.now - DAY_MS).toISOString();
    kept.log = kept.log.filter(({ at }) => at >= since);
  }

  /**
   * A table is lost, and what its stream had still to tell; it is put back by the copy and the log. Or by what it held last, and nobody knows
   * that this was the last: then its aggregates go on in another epoch.
   */
  async lose(name: string): Promise<void> {
    const { chance, scheduler, tables } = this.#shop.world;
    const [kept, rules] = [this.#kept.get(name), RULES[name]];
    const before = tables.stored(name)?.all() ?? [];
    if (kept === undefined || rules === undefined || before.length === 0) return;
    const isComplete = chance.next(`the log of ${name} is whole`) < 0.5;
    const { copy, log } = isComplete ? kept : { copy: before, log: [] };
    const told = [...kept.log];
    this.#shop.world.loseStreams(name);
    await tables.replace(name, async (items) => {
      await restoreTable({
        rules,
        items,
        base: copy,
        log: await changeLog(rules.table, log.toReversed()),
        isComplete,
        toldSince: new Date(scheduler.now - DAY_MS).toISOString(),
        now: new Date(scheduler.now),
        write: true,
      });
    });
    // The relay gets the log once more, for what it had not published.
    this.#shop.world.tellAgain(name, told);
    this.#compare(name, before, isComplete ? undefined : rules);
    this.copy(name);
  }

  /** Somebody empties an address book by mistake, and it is put back as it was before. */
  async harm(): Promise<void> {
    const { chance, scheduler, tables } = this.#shop.world;
    const [kept, items] = [this.#kept.get(USERS), tables.stored(USERS)];
    const books =
      items?.all().filter(({ addresses }) => Array.isArray(addresses) && addresses.length > 0) ?? [];
    const book = books[Math.floor(chance.next('harmed') * books.length)];
    if (kept === undefined || items === undefined || book === undefined) return;
    const now = new Date(scheduler.now);
    const userId = String(book['userId']);
    await aggregateStore(addressBookDeclaration, items).change(userId, (one) => withAddresses(one, [], now));
    await restoreTable({
      rules: OF_USERS,
      items,
      log: await changeLog(OF_USERS.table, kept.log.toReversed()),
      until: now.toISOString(),
      of: ({ id }) => id === book['id'],
      isComplete: true,
      toldSince: new Date(scheduler.now - DAY_MS).toISOString(),
      now,
      write: true,
    });
  }

  /** @param raised where aggregates go on in another epoch, which are those */
  #compare(name: string, before: readonly Item[], raised: RestoringRules | undefined): void {
    const { table } = RULES[name] as RestoringRules;
    const after = new Map(
      this.#shop.world.tables
        .stored(name)
        ?.all()
        .map((item) => [nameOfKey(table, item), item]) ?? [],
    );
    if (after.size !== before.length)
      this.#shop.differences.push(`${name} held ${before.length} items, and now ${after.size}`);
    for (const item of before) {
      const known = after.get(nameOfKey(table, item));
      if (known !== undefined && raised?.aggregates.some(({ isOf }) => isOf(item)) === true) continue;
      if (!isDeepStrictEqual(unmarked(item), unmarked(known ?? {})))
        this.#shop.differences.push(`${name} holds otherwise than before: ${nameOfKey(table, item)}`);
    }
  }
}

const unmarked = (item: Item): Item => ({ ...item, [OUTBOX_MARK]: undefined });
