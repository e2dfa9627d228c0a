import { argon2, type Argon2Parameters, randomBytes, timingSafeEqual } from 'node:crypto';
import { promisify } from 'node:util';
import { normalisePassword } from '@cartless/domain';
import type { Passwords } from './ports.ts';

/** What OWASP's Password Storage Cheat Sheet asks of argon2id: 19 MiB, 2 passes, 1 lane. */
const COST = { memory: 19_456, passes: 2, parallelism: 1 };
const TAG_BYTES = 32;
const SALT_BYTES = 16;
const PHC = /^\$argon2id\$v=19\$m=(\d+),t=(\d+),p=(\d+)\$([A-Za-z0-9+/]+)\$([A-Za-z0-9+/]+)$/;

type Cost = typeof COST;
type Derive = (algorithm: 'argon2id', parameters: Argon2Parameters) => Promise<Buffer>;

/** Passwords under argon2id, kept with their parameters as a PHC string, so that parameters can be raised later. */
export const argon2PasswordsBy = (derive: Derive): Passwords => {
  const tagOf = (password: string, nonce: Buffer, cost: Cost, tagLength: number): Promise<Buffer> =>
    derive('argon2id', { message: normalisePassword(password), nonce, tagLength, ...cost });
  return {
    async hash(password) {
      const salt = randomBytes(SALT_BYTES);
      const tag = await tagOf(password, salt, COST, TAG_BYTES);
      const { memory, passes, parallelism } = COST;
      return `$argon2id$v=19$m=${memory},t=${passes},p=${parallelism}$${base64(salt)}$${base64(tag)}`;
    },
    async verify(hash, password) {
      const known = parse(hash);
      const tag = await tagOf(password, known.salt, known.cost, known.tag.length);
      return timingSafeEqual(tag, known.tag);
    },
    async waste(password) {
      await tagOf(password, Buffer.alloc(SALT_BYTES), COST, TAG_BYTES);
      return false;
    },
    isOutdated(hash) {
      const { cost } = parse(hash);
      return (
        cost.memory !== COST.memory || cost.passes !== COST.passes || cost.parallelism !== COST.parallelism
      );
    },
  };
};

export const argon2Passwords = argon2PasswordsBy(promisify(argon2));

function parse(hash: string): { cost: Cost; salt: Buffer; tag: Buffer } {
  const [, m, t, p, salt, tag] = PHC.exec(hash) ?? [];
  if (salt === undefined || tag === undefined)
    throw new Error('a stored password hash is not an argon2id PHC string');
  return {
    cost: { memory: Number(m), passes: Number(t), parallelism: Number(p) },
    salt: Buffer.from(salt, 'base64'),
    tag: Buffer.from(tag, 'base64'),
  };
}

/** PHC strings leave the padding out. */
const base64 = (bytes: Buffer): string => bytes.toString('base64').replaceAll('=', '');
