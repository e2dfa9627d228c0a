/** What stands on the shelves of the first page, as the shop is asked for it. */
export const NEWEST = { limit: 8 } as const;
export const FREE = { limit: 4, maxPrice: 0 } as const;
