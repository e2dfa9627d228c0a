export { conditional, type Conditional } from './conditional.ts';
export { CursorInvalid, decodeCursor, encodeCursor } from './cursor.ts';
export { documentClient } from '@cartless/aggregate/dynamodb';
export { Busy, type Refusal, type TransactOutcome, transactWrite } from './transact.ts';
