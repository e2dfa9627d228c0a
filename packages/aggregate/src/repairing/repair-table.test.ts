import { beforeEach, describe, expect, it } from '@jest/globals';
import { memoryItems, type MemoryItems } from '../memory/index.ts';
import { ABSENT, type Item } from '../items.ts';
import { type Agreement, repairTable } from './index.ts';

const NOW = new Date('2026-11-30T08:00:00Z');
const TABLE = { key: { id: 'S' }, indexes: {}, expires: 'expiresAt' } as const;

/** Every left shoe has a right one, and every pair a box. */
const shoesAgree = (other: string): Agreement => ({
  says: `every shoe has its ${other}`,
  watch() {
    const there = new Set<string>();
    return {
      see: ({ id }) => void there.add(String(id)),
      *broken() {
        for (const id of there) {
          const [kind, number] = id.split('#');
          const wanted = `${other}#${number}`;
          if (kind === (other === 'box' ? 'right' : 'left') && !there.has(wanted))
            yield { says: `${id} has no ${other}`, mend: [{ put: { id: wanted }, when: { id: ABSENT } }] };
        }
      },
    };
  },
});
const onlyPeople: Agreement = {
  says: 'nothing is odd',
  watch: () => ({ see: () => {}, broken: () => [{ says: 'something is odd' }] }),
};

describe('repairing a table', () => {
  let items: MemoryItems;
  beforeEach(async () => {
    items = memoryItems(TABLE, () => NOW);
    await items.putMany([{ id: 'left#1' }]);
  });
  const repair = (
    agreements: readonly Agreement[],
    { write = true, all = () => items.all() }: { write?: boolean; all?: () => readonly Item[] } = {},
  ) => repairTable({ items, all, agreements, now: NOW, write });
  const ids = () =>
    items
      .all()
      .map(({ id }) => String(id))
      .toSorted();

  it('mends what one mend brought to light, and what a person has to see comes last', async () => {
    expect(await repair([shoesAgree('box'), shoesAgree('right'), onlyPeople])).toEqual([
      { says: 'left#1 has no right', outcome: 'mended' },
      { says: 'right#1 has no box', outcome: 'mended' },
      { says: 'something is odd', outcome: 'for a person' },
    ]);
    expect(ids()).toEqual(['box#1', 'left#1', 'right#1']);
    expect(await repair([shoesAgree('box'), shoesAgree('right')])).toEqual([]);
  });

  it('writes nothing when it is only asked', async () => {
    expect(await repair([shoesAgree('right')], { write: false })).toEqual([
      { says: 'left#1 has no right', outcome: 'can be mended' },
    ]);
    expect(ids()).toEqual(['left#1']);
  });

  it('leaves alone what somebody has written since it was seen', async () => {
    const seen = items.all();
    await items.putMany([{ id: 'right#1', size: 42 }]);
    expect(await repair([shoesAgree('right')], { all: () => seen })).toEqual([
      { says: 'left#1 has no right', outcome: 'changed' },
    ]);
    expect(await items.get({ id: 'right#1' })).toEqual({ id: 'right#1', size: 42 });
  });

  it('takes what has run out for gone', async () => {
    const seen = [{ id: 'left#2', expiresAt: NOW.getTime() / 1000 }];
    expect(await repair([shoesAgree('right')], { all: () => seen })).toEqual([]);
  });

  it('does not go on without end where a mend mends nothing', async () => {
    const never: Agreement = {
      says: 'never',
      watch: () => ({ see: () => {}, broken: () => [{ says: 'again', mend: [{ put: { id: 'x' } }] }] }),
    };
    expect(await repair([never])).toEqual(
      Array.from({ length: 3 }, () => ({ says: 'again', outcome: 'mended' })),
    );
  });
});
