import { describe, expect, it } from '@jest/globals';
import { filterOf, readReport, reportOf } from './report-search.ts';

const now = new Date('2026-03-01T23:30:00Z');

describe('the address of a report', () => {
  it('says all that the report is', () => {
    const search = {
      view: 'overview',
      preset: 'yesterday',
      split: 'category',
      second: 'region',
      metric: 'units',
      compare: 'previous',
      tz: 'Asia/Shanghai',
      region: '浙江',
    } as const;
    expect(readReport(search)).toEqual(search);
    expect(filterOf(reportOf(search, now))).toEqual({
      from: '2026-03-01',
      to: '2026-03-01',
      tz: 'Asia/Shanghai',
      region: '浙江',
    });
  });

  it('loses what makes no sense, and no more', () => {
    expect(
      readReport({ view: 'all', tz: 'Mars/Olympus', from: 'monday', to: '2026-03-01', category: 'home' }),
    ).toEqual({ category: 'home' });
  });

  it('has a week when it says nothing, and its own days before those of a preset', () => {
    expect(reportOf({ tz: 'UTC' }, now).range).toEqual({ from: '2026-02-23', to: '2026-03-01' });
    const days = { from: '2025-01-01', to: '2025-01-31' };
    expect(reportOf({ tz: 'UTC', preset: 'today', ...days }, now).range).toEqual(days);
  });

  it('keeps a product whose name the router reads as a number', () => {
    expect(readReport({ category: 2026 })).toEqual({ category: '2026' });
  });
});
