export type { Change, Fact, Instant, Rule, Side } from './change.ts';
export { cursorCodec } from './cursor.ts';
export { decode } from './encoding.ts';
export { fillPage } from './fill-page.ts';
export {
  aggregate,
  type ChangeOf,
  type Declaration,
  type Personal,
  readable,
  type RefusedSide,
  tells,
  type Versioned,
} from './declaration.ts';
export { erased, erasedItem } from './erasure.ts';
export { Busy, CursorInvalid, ItemFull, KeyImpossible, TooMuchAtOnce } from './errors.ts';
export { within } from './range.ts';
export {
  ABSENT,
  type Condition,
  type Found,
  type Item,
  type Items,
  type Key,
  type Outcome,
  PRESENT,
  type Query,
  queryAll,
  type Refusal,
  type When,
  type Write,
} from './items.ts';
export { MOST_IN_TRANSACTION } from './limits.ts';
export { ERASED_AT, OUTBOX_MARK, WRITE_IDS } from './own-attributes.ts';
export { OUTBOX_FILTER, publicationsOf } from './outbox.ts';
export { inOrder, keyOf, nameOfKey, type Page, pageOf, type PageRequest } from './page.ts';
export { aggregateReader, type Reader } from './reader.ts';
export { requestHash } from './request-hash.ts';
export { retrying } from './retrying.ts';
export { countingWrite, runningSpan } from './running-span.ts';
export { aggregateStore, creationOf, type Store } from './store.ts';
export type { Index, KeyShape, Table } from './table.ts';
export { newWriteId } from './write-id.ts';
