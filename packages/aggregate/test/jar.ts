import { defineError, defineEvent } from '@cartless/domain';
import * as z from 'zod/mini';
import { aggregate, type Change, readable, type Table, tells } from '../src/index.ts';

/** A jar of coins with a name that no other jar has: the smallest aggregate with everything that one can have. */
export type Jar = Open | Broken;
type Kept = Readonly<{
  id: string;
  coins: number;
  owner: string;
  note?: string;
  version: number;
  erasedAt?: number | string;
}>;
export type Open = Kept & Readonly<{ status: 'open' }>;
export type Broken = Kept & Readonly<{ status: 'broken'; brokenBy: string }>;

export type JarFact =
  | Readonly<{ type: 'filled'; at: number; coins: number }>
  | Readonly<{ type: 'broken'; at: number; by: string }>
  | Readonly<{ type: 'counted'; at: number }>;
export type JarSide =
  | Readonly<{ type: 'claim-name'; name: string }>
  | Readonly<{ type: 'release'; shelf: string; units: number }>;
export type JarChange = Change<Jar, JarFact, JarSide>;

const JarFilled = defineEvent({
  producer: 'orders',
  name: 'jar-filled',
  version: 1,
  description: 'Coins were put into a jar.',
  data: z.object({ jarId: z.string(), coins: z.int().check(z.positive()) }),
  example: { jarId: 'jar_1', coins: 3 },
});
const JarBroken = defineEvent({
  producer: 'orders',
  name: 'jar-broken',
  version: 1,
  description: 'A jar broke.',
  data: z.object({ jarId: z.string(), by: z.string(), coins: z.int() }),
  example: { jarId: 'jar_1', by: 'the cat', coins: 3 },
});
const JarCounted = defineEvent({
  producer: 'orders',
  name: 'jar-counted',
  version: 1,
  description: 'The coins in a jar were counted.',
  data: z.object({ jarId: z.string(), coins: z.int() }),
  example: { jarId: 'jar_1', coins: 3 },
});
export const JarUnknown = defineError('not-found', 'JAR_UNKNOWN', {
  en: 'There is no such jar.',
  'zh-CN': '没有这个罐子。',
});

export const JARS: Table = {
  key: { pk: 'S', sk: 'S' },
  indexes: {
    'by-owner': { key: { owner: 'S', coins: 'N' }, holds: 'all' },
    'by-status': { key: { status: 'S', coins: 'N' }, holds: 'keys' },
  },
  expires: 'expiresAt',
};

export const jarKey = (id: string) => ({ pk: `jar#${id}`, sk: 'jar' });
export const nameKey = (name: string) => ({ pk: `name#${name}`, sk: 'name' });
export const shelfKey = (shelf: string) => ({ pk: `shelf#${shelf}`, sk: 'shelf' });

export const jarReadable = readable<Jar>({
  name: 'jar',
  key: jarKey,
  idOf: ({ id }) => id,
  version: 'v',
  fromItem: (item) => item as Jar,
  notFound: JarUnknown,
});

export const jarDeclaration = aggregate<Jar, JarFact, JarSide>({
  ...jarReadable,
  toItem: (jar) => jar,
  facts: {
    filled: tells(JarFilled, ({ coins }, { id }) => ({ jarId: id, coins })),
    broken: tells(JarBroken, ({ by }, { id, coins }) => ({ jarId: id, by, coins })),
    counted: tells(JarCounted, (_, { id, coins }) => ({ jarId: id, coins })),
  },
  sides: {
    'claim-name': ({ name }, { id }) => ({ put: { ...nameKey(name), id }, when: { pk: { exists: false } } }),
    release: ({ shelf, units }) => ({ update: shelfKey(shelf), add: { units } }),
  },
  personal: { owner: () => '-', note: 'drop' },
  when: ({ status }) => ({ status }),
});

export const newJar = (id: string, more: Partial<Open> = {}): JarChange => ({
  state: { id, status: 'open', coins: 0, owner: 'mei', version: 0, ...more },
});
export const fill =
  (coins: number) =>
  (jar: Jar): JarChange => ({
    state: { ...jar, coins: jar.coins + coins },
    facts: [{ type: 'filled', at: 1_700_000_000_000, coins }],
  });
