import { createHash, generateKeyPairSync } from 'node:crypto';
import { linkSync, mkdirSync, readFileSync, unlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** A private RSA key as a JSON Web Key, as the users service signs access tokens with offline. */
export interface SigningKey {
  readonly kty: 'RSA';
  readonly kid: string;
  readonly alg: 'RS256';
  readonly use: 'sig';
  readonly [member: string]: string;
}

/**
 * The checkout's own signing key: RSA 2048 for RS256, made on first use and kept in `.cartless/signing-key.json`, so
 * that tokens outlive a restart. Processes that ask at the same moment get the same key.
 *
 * @throws Error when the file is there but is not a key.
 */
export function localSigningKey(root: string): SigningKey {
  const folder = join(root, '.cartless');
  const file = join(folder, 'signing-key.json');
  const kept = readKey(file);
  if (kept !== undefined) return kept;

  mkdirSync(folder, { recursive: true });
  const draft = join(folder, `signing-key.${process.pid}.json`);
  writeFileSync(draft, `${JSON.stringify(newKey(), null, 2)}\n`, { mode: 0o600 });
  try {
    // A link either appears whole or fails because another process was first.
    linkSync(draft, file);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  } finally {
    unlinkSync(draft);
  }
  const key = readKey(file);
  if (key === undefined)
    throw new Error(`The signing key ${file} disappeared while it was being made. Start again.`);
  return key;
}

/** The public half of a key, as a key set that tokens can be checked with. */
export function publicKeySet({ kty, kid, alg, use, ...rest }: SigningKey): {
  keys: Record<string, string>[];
} {
  return { keys: [{ kty, kid, alg, use, e: rest['e'] ?? '', n: rest['n'] ?? '' }] };
}

function newKey(): SigningKey {
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const jwk = privateKey.export({ format: 'jwk' }) as Record<string, string>;
  const kid = createHash('sha256').update(`${jwk['e']}.${jwk['n']}`).digest('base64url').slice(0, 16);
  return { ...jwk, kty: 'RSA', kid, alg: 'RS256', use: 'sig' };
}

function readKey(file: string): SigningKey | undefined {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
  const key = parse(text);
  if (key?.['kty'] !== 'RSA' || typeof key['d'] !== 'string' || typeof key['kid'] !== 'string') {
    throw new Error(
      `${file} is not a private RSA key in JWK form. Remove the file; a new one is made at the next start.`,
    );
  }
  return key as unknown as SigningKey;
}

function parse(text: string): Record<string, unknown> | null {
  try {
    return JSON.parse(text) as Record<string, unknown> | null;
  } catch {
    return null;
  }
}
