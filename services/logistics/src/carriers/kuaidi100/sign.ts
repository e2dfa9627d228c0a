import { createHash } from 'node:crypto';

/**
 * Kuaidi100's signature: MD5 of the parts one after the other, in capitals. Their protocol knows no other for labels and pushes;
 * what it proves is as good as the secret among the parts.
 */
export const kuaidi100Sign = (...parts: readonly string[]): string =>
  createHash('md5').update(parts.join(''), 'utf8').digest('hex').toUpperCase();
