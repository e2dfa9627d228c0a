import { randomBytes } from 'node:crypto';

/** An id as EasyPost makes them: a prefix for the kind of object, and 32 hexadecimal digits. */
export const newId = (prefix: string): string => `${prefix}_${randomBytes(16).toString('hex')}`;
