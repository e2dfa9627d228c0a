import { afterAll, describe } from '@jest/globals';
import { dynamoItems } from '@cartless/aggregate/dynamodb';
import { testTable, type TestTable } from '@cartless/testing';
import { rebuildSuite } from '../../test/rebuild-suite.ts';
import { ANALYTICS_TABLE } from '../analytics-table.ts';

describe('the archive and the orders in DynamoDB, as a check on the roll-ups', () => {
  const tables: TestTable[] = [];
  afterAll(() => Promise.all(tables.map((table) => table.drop())));

  rebuildSuite(async () => {
    const table = await testTable(new URL('../../infra/tables.yml', import.meta.url), 'AnalyticsTable');
    tables.push(table);
    return dynamoItems(table.client, table.name, ANALYTICS_TABLE);
  }, 2);
});
