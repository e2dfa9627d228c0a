export type { Invoke, InvokeResult } from './invoke-within.ts';
export { startQueueSource, type QueueSourceOptions } from './queue-source.ts';
export { startStreamSource, type StreamSourceOptions } from './stream-source.ts';
export type { EventSource } from './event-source.ts';
