export { copyOf } from './copy.ts';
export { type ItemChange, memoryItems, type MemoryItems } from './memory-items.ts';
