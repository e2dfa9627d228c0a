import { describe, expect, it } from '@jest/globals';
import { tableOf } from '@cartless/testing';
import { LOGISTICS_TABLE } from './logistics-table.ts';

describe('the table', () => {
  it('is what its infrastructure creates', () => {
    expect(LOGISTICS_TABLE).toEqual(
      tableOf(new URL('../infra/tables.yml', import.meta.url), 'LogisticsTable'),
    );
  });
});
