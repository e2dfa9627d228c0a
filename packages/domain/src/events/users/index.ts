export * from './address-book-changed.ts';
export * from './mail-requested.ts';
export * from './user-activated.ts';
export * from './user-erased.ts';
export * from './user-registered.ts';
export * from './user-reinstated.ts';
export * from './user-suspended.ts';
export * from './user-updated.ts';
