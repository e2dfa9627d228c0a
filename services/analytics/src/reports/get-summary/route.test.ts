import { expect, it } from '@jest/globals';
import { wordsOf } from '@cartless/domain';
import { GROUPS } from '../report-plan.ts';
import { SummaryQuery } from './route.ts';

it.each(['weekday', 'day,weekday', 'day,region,city', ''])(
  'answers groupBy=%s with the groupings that there are',
  (groupBy) => {
    const [issue] = SummaryQuery.safeParse({ groupBy }).error?.issues ?? [];
    const words = issue && wordsOf(issue);
    for (const group of GROUPS) {
      expect(words?.en).toContain(group);
      expect(words?.['zh-CN']).toContain(group);
    }
  },
);

it('takes one and two of them', () => {
  for (const groupBy of ['day', 'region,paymentMethod']) {
    expect(SummaryQuery.safeParse({ groupBy }).success).toBe(true);
  }
});
