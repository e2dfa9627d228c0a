import { randomBytes } from 'node:crypto';

export const HEXADECIMAL = '0123456789abcdef';
export const LETTERS_AND_DIGITS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789';

/** Makes ids of one look: a prefix for the kind of object, an underscore, and so many signs of the alphabet. */
export const idMaker =
  (alphabet: string, length: number) =>
  (prefix: string): string =>
    `${prefix}_${[...randomBytes(length)].map((byte) => alphabet[byte % alphabet.length]).join('')}`;
