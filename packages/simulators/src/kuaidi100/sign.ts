import { createHash } from 'node:crypto';

/** Kuaidi100's signature: MD5 of the parts one after the other, in capitals. */
export const signed = (...parts: readonly string[]): string =>
  createHash('md5').update(parts.join(''), 'utf8').digest('hex').toUpperCase();
