import { afterAll, beforeAll, describe } from '@jest/globals';
import { dynamoItems } from '@cartless/aggregate/dynamodb';
import { testTable, type TestTable } from '@cartless/testing';
import { foldSuite } from '../../test/fold-suite.ts';
import { ANALYTICS_TABLE } from '../analytics-table.ts';

describe('folding roll-ups in DynamoDB', () => {
  let table: TestTable;
  beforeAll(async () => {
    table = await testTable(new URL('../../infra/tables.yml', import.meta.url), 'AnalyticsTable');
  });
  afterAll(() => table.drop());

  foldSuite(() => dynamoItems(table.client, table.name, ANALYTICS_TABLE));
});
