import type { Mutant } from './mutants.ts';

type Explained = Readonly<{ file: string; original: string; replacement: string; why: string }>;

/** Changes that no test can notice, because the program does the same afterwards. */
const EXPLAINED: readonly Explained[] = [
  {
    file: 'services/orders/src/limits/shares.ts',
    original: 'same[0]?.limit',
    replacement: 'same[0].limit',
    why: 'what groupBy makes has a first element',
  },
  {
    file: 'services/orders/src/ordering/place-order.ts',
    original: '[]',
    replacement: '["Stryker was here"]',
    why: 'what is no bucket has no units to plan with, and what has no SKU is asked for by nobody',
  },
  {
    file: 'services/orders/src/ordering/place-order.ts',
    original: 'found.filter(isListed)',
    replacement: 'found',
    why: 'those that are not listed were refused before; the filter tells the compiler',
  },
  ...["'failures'", "'device'"].map((original) => ({
    file: 'services/users/src/sessions/log-in.ts',
    original,
    replacement: '""',
    why: 'what is used up is told apart by “code” and “account” alone',
  })),
  {
    file: 'services/users/src/sessions/log-in.ts',
    original: 'user === undefined',
    replacement: 'false',
    why: 'a password that was wasted is never right',
  },
  {
    file: 'services/users/src/sessions/log-in.ts',
    original: 'readDeviceToken(token)?.id',
    replacement: 'readDeviceToken(token).id',
    why: 'the token of a log-in can be read',
  },
  ...(
    [
      ['/%.*/', '/%./'],
      ["''", '"Stryker was here!"'],
      ['[]', '["Stryker was here"]'],
    ] as const
  ).map(([original, replacement]) => ({
    file: 'services/users/src/throttling/network.ts',
    original,
    replacement,
    why: 'a zone stands behind the last of eight groups, and no more than the first four are asked for',
  })),
  {
    file: 'services/users/src/throttling/allowance-store.ts',
    original: "outcome.item?.['used']",
    replacement: "outcome.item['used']",
    why: 'a write that counts answers what it has counted',
  },
];

export const isExplained = ({ file, original, replacement }: Mutant): boolean =>
  EXPLAINED.some((one) => one.file === file && one.original === original && one.replacement === replacement);
