import { describe, expect, it } from '@jest/globals';
import { tableOf } from '@cartless/testing';
import { ANALYTICS_TABLE } from './analytics-table.ts';

describe('the table', () => {
  it('is what its infrastructure creates', () => {
    expect(ANALYTICS_TABLE).toEqual(
      tableOf(new URL('../infra/tables.yml', import.meta.url), 'AnalyticsTable'),
    );
  });
});
