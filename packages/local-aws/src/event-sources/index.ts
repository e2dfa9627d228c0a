export type { Invoke, InvokeResult } from './invoke-within.ts';
export { startQueueSource } from './queue-source.ts';
export { startStreamSource } from './stream-source.ts';
export type { EventSource } from './event-source.ts';
