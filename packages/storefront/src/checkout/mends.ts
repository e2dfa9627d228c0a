import type { DataOf, OperationOf } from '@cartless/api-client';

export type Quote = DataOf<OperationOf<'post', '/orders/quote'>>;
export type QuoteLine = Quote['items'][number];
type Money = QuoteLine['unitPrice'];

/** What makes a line right again: out with it, another price, or fewer. */
export type Mend =
  | Readonly<{ type: 'remove' }>
  | Readonly<{ type: 'accept'; price: Money }>
  | Readonly<{ type: 'take'; count: number }>;

const fewer = (count: number): Mend => (count > 0 ? { type: 'take', count } : { type: 'remove' });

/** What each thing that is wrong with a line is mended by. */
export function mendOf(
  { unitPrice, available = 0, left = 0 }: QuoteLine,
  problem: QuoteLine['problems'][number],
): Mend {
  const mends = {
    unavailable: { type: 'remove' },
    'price-changed': { type: 'accept', price: unitPrice },
    'out-of-stock': fewer(available),
    'limit-reached': fewer(left),
  } as const satisfies Record<QuoteLine['problems'][number], Mend>;
  return mends[problem];
}

/** All that is wrong with a line at once: what is taken out needs no price, and of two counts the smaller one holds. */
export function mendsOf(line: QuoteLine): readonly Mend[] {
  const mends = line.problems.map((problem) => mendOf(line, problem));
  const out = mends.find(({ type }) => type === 'remove');
  if (out !== undefined) return [out];
  const counts = mends.flatMap((mend) => (mend.type === 'take' ? [mend.count] : []));
  return [
    ...mends.filter(({ type }) => type === 'accept'),
    ...(counts.length > 0 ? [{ type: 'take', count: Math.min(...counts) } as const] : []),
  ];
}
