/** Where an item keeps the ids of its last writes, the newest first. */
export const WRITE_IDS = '_w';
/** When what is personal in an item was erased. */
export const ERASED_AT = '_x';
/** Where an item keeps the events of its last write. */
export const OUTBOX = 'outbox';
/** Stands in every item whose last write has something to tell, and is what a stream's filter looks at. */
export const OUTBOX_MARK = '_o';

/** What the grammar keeps in an item beside the state; codecs do not see it. */
export const OWN_ATTRIBUTES: ReadonlySet<string> = new Set([WRITE_IDS, ERASED_AT, OUTBOX, OUTBOX_MARK]);
