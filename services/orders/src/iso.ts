/** A moment of the books, in milliseconds since 1970, as contracts and events write it. */
export const iso = (at: number): string => new Date(at).toISOString();

export const isoOrNull = (at: number | null): string | null => (at === null ? null : iso(at));
