import { describe, expect, it } from '@jest/globals';
import { tableOf } from '@cartless/testing';
import { ORDERS_TABLE } from './orders-table.ts';

describe('the table', () => {
  it('is what its infrastructure creates', () => {
    expect(ORDERS_TABLE).toEqual(tableOf(new URL('../infra/tables.yml', import.meta.url), 'OrdersTable'));
  });
});
