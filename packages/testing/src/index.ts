export { apiEvent, lambdaContext, outboxOf, queueEvent } from './lambda-events.ts';
export { type TestTable, testTable } from './test-table.ts';
export { tableOf } from './table-of.ts';
