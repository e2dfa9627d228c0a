import { randomBytes } from 'node:crypto';
import type { Item, Write } from './items.ts';
import { WRITE_IDS } from './own-attributes.ts';

/** An item remembers so many: others may have written between a write whose answer was lost and its repetition. */
const REMEMBERED = 4;

/** 48 random bits: enough to tell a handful of writes of one item apart, few enough to be paid for in every item. */
export const newWriteId = (): string => randomBytes(6).toString('base64url');

export const writeIdsOf = (item: Item | undefined): readonly string[] =>
  (item?.[WRITE_IDS] as readonly string[] | undefined) ?? [];

/** The ids with a new one; the oldest is forgotten. */
export const remember = (id: string, known: readonly string[]): readonly string[] =>
  [id, ...known.filter((other) => other !== id)].slice(0, REMEMBERED);

/** Whether a write would count twice when it is repeated. */
export const counts = (write: Write): boolean =>
  'update' in write && Object.values(write.add ?? {}).some((value) => typeof value === 'number');

/** Whether an item was written by the write of that id, now or a few writes ago. */
export const bears = (item: Item | undefined, id: string): boolean => writeIdsOf(item).includes(id);
