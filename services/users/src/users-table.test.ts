import { describe, expect, it } from '@jest/globals';
import { tableOf } from '@cartless/testing';
import { USERS_TABLE } from './users-table.ts';

describe('the table', () => {
  it('is what its infrastructure creates', () => {
    expect(USERS_TABLE).toEqual(tableOf(new URL('../infra/tables.yml', import.meta.url), 'UsersTable'));
  });
});
