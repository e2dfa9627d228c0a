/*
 * What DynamoDB bills for, by the size of an item in bytes. Source: Amazon DynamoDB Developer Guide, "Read and write operations".
 */

/** Write units of an item: 1 KB each, twice as many in a transaction. Of a change the larger of before and after counts. */
export const writeUnitsOf = (bytes: number): number => Math.max(1, Math.ceil(bytes / 1024));

/** Read units of an item, or of all that a query read: 4 KB each, and half of that when it may be old. */
export const readUnitsOf = (bytes: number, consistent = false): number =>
  Math.max(1, Math.ceil(bytes / 4096)) * (consistent ? 1 : 0.5);
