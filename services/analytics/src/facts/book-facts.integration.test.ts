import { afterAll, beforeAll, describe } from '@jest/globals';
import { dynamoItems } from '@cartless/aggregate/dynamodb';
import { testTable, type TestTable } from '@cartless/testing';
import { deliverySuite } from '../../test/delivery-suite.ts';
import { ANALYTICS_TABLE } from '../analytics-table.ts';

describe('booking facts in DynamoDB', () => {
  let table: TestTable;
  beforeAll(async () => {
    table = await testTable(new URL('../../infra/tables.yml', import.meta.url), 'AnalyticsTable');
  });
  afterAll(() => table.drop());

  deliverySuite(() => dynamoItems(table.client, table.name, ANALYTICS_TABLE), 3);
});
