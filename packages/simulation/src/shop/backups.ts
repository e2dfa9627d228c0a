import { isDeepStrictEqual } from 'node:util';
import { aggregateStore, type Item, keyOf, nameOfKey, OUTBOX_MARK } from '@cartless/aggregate';
import {
  changeLog,
  type LoggedChange,
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

const ANALYTICS = 'analytics/AnalyticsTable';

const RULES: Readonly<Record<string, RestoringRules>> = {
  [USERS]: OF_USERS,
  [ORDERS]: OF_ORDERS,
  [LOGISTICS]: OF_LOGISTICS,
  [ANALYTICS]: OF_ANALYTICS,
};

/** A stream tells what has changed for so long. */
const DAY_MS = 86_400_000;

type Kept = {
  copy: readonly Item[];
  copiedAt: number;
  /** Of all tables of this name, one after the other. */
  readonly log: LoggedChange[];
  /** The last change of the table before: the stream of this one has what came later. */
  before: bigint;
};

/** Copies of the services' tables and what has changed since; by them tables are put back as `pnpm restore` does it. */
export class Backups {
  readonly #shop: Shop;
  readonly #kept = new Map<string, Kept>();
  #changes = 0n;

  constructor(shop: Shop) {
    this.#shop = shop;
    const { world } = shop;
    for (const name of world.tableNames) {
      const kept: Kept = {
        copy: world.tables.stored(name)?.all() ?? [],
        copiedAt: world.scheduler.now,
        log: [],
        before: 0n,
      };
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
    kept.copiedAt = this.#shop.world.scheduler.now;
  }

  /**
   * A table is lost, and what its stream had still to tell; it is put back by the copy and the log. Or by what it held last, and nobody knows
   * that this was the last: then its aggregates go on in another epoch. Or it stays as it was at the copy, and hears again of all
   * that was ever told.
   */
  async lose(name: string): Promise<void> {
    const { chance, tables } = this.#shop.world;
    const [kept, rules] = [this.#kept.get(name), RULES[name]];
    const before = tables.stored(name)?.all() ?? [];
    if (kept === undefined || rules === undefined || before.length === 0) return;
    const how = chance.pick(`how ${name} is put back`, [
      'whole',
      'unsure',
      name === ANALYTICS ? 'without what it heard' : 'whole',
    ]);
    const since = new Date(kept.copiedAt - DAY_MS).toISOString();
    const log = kept.log.filter(({ at, order }) => at >= since && order > kept.before);
    this.#shop.world.note(() => `${name} is lost, and put back ${how}`);
    this.#shop.world.loseStreams(name);
    await tables.replace(name, async (items) => {
      await restoreTable({
        rules,
        items,
        base: how === 'whole' ? kept.copy : how === 'unsure' ? before : withReports(kept.copy, before),
        log: await changeLog(rules.table, how === 'whole' ? log.toReversed() : []),
        isComplete: how === 'whole',
        ...this.#moment(),
      });
    });
    // The relay gets the log once more, for what it had not published.
    this.#shop.world.tellAgain(name, log);
    if (how === 'without what it heard') {
      for (const [other, { log: all }] of this.#kept) this.#shop.world.tellAgain(other, all);
      this.#shop.tellAgain();
    } else this.#compare(name, before, how === 'whole' ? undefined : rules);
    kept.before = this.#changes;
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
      ...this.#moment(),
    });
  }

  #moment() {
    const { now } = this.#shop.world.scheduler;
    return { toldSince: new Date(now - DAY_MS).toISOString(), now: new Date(now), write: true };
  }

  /** @param raised where aggregates go on in another epoch, which are those */
  #compare(name: string, before: readonly Item[], raised: RestoringRules | undefined): void {
    const { table } = RULES[name] as RestoringRules;
    // Numbers that are left out because nobody is sure of them are new.
    const isHeld = ({ lost }: Item): boolean => raised === undefined || lost === undefined;
    const held = before.filter(isHeld);
    const stored = this.#shop.world.tables.stored(name)?.all().filter(isHeld) ?? [];
    const after = new Map(stored.map((item) => [nameOfKey(table, item), item]));
    if (after.size !== held.length)
      this.#shop.differences.push(`${name} held ${held.length} items, and now ${after.size}`);
    for (const item of held) {
      const known = after.get(nameOfKey(table, item));
      if (known !== undefined && raised?.aggregates.some(({ isOf }) => isOf(item)) === true) continue;
      if (!isDeepStrictEqual(unmarked(item), unmarked(known ?? {})))
        this.#shop.differences.push(`${name} holds otherwise than before: ${nameOfKey(table, item)}`);
    }
  }
}

/** A report that was told is not made anew from other numbers: that it was made is not lost here. */
const withReports = (copy: readonly Item[], before: readonly Item[]): readonly Item[] => [
  ...copy.filter((item) => !OF_ANALYTICS.stays(item)),
  ...before.filter(OF_ANALYTICS.stays),
];

const unmarked = (item: Item): Item => ({ ...item, [OUTBOX_MARK]: undefined });
