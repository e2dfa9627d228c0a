export { apiEvent, eventsOf, lambdaContext, newestOf, outboxOf, queueEvent } from './lambda-events.ts';
export { asFunction } from './permissions.ts';
export { setEnvironment } from './environment.ts';
export { startKms } from './kms.ts';
export { knownSecret, setSecrets } from './secrets.ts';
export { type TestTable, testTable } from './test-table.ts';
export { type SesMood, sesAnswer, startSes, type TakenMail } from './ses.ts';
export { tableOf } from './table-of.ts';
export { brokenMoves, deadEnds, type Ways } from './ways-out.ts';
