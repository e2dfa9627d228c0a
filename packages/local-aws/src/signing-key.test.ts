import { afterEach, expect, test } from '@jest/globals';
import { execFile } from 'node:child_process';
import { createPrivateKey, createPublicKey, sign, verify } from 'node:crypto';
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { localSigningKey } from './signing-key.ts';

const root = mkdtempSync(join(tmpdir(), 'cartless-key-'));
const folder = join(root, '.cartless');

afterEach(() => rmSync(folder, { recursive: true, force: true }));

test('the key signs, names itself, and stays the same', () => {
  const key = localSigningKey(root);
  expect(key).toMatchObject({
    kty: 'RSA',
    alg: 'RS256',
    use: 'sig',
    kid: expect.stringMatching(/^[\w-]{16}$/),
  });
  expect(localSigningKey(root)).toEqual(key);
  const privateKey = createPrivateKey({ key, format: 'jwk' });
  const signature = sign('sha256', Buffer.from('token'), privateKey);
  expect(verify('sha256', Buffer.from('token'), createPublicKey(privateKey), signature)).toBe(true);
});

test('processes that ask at the same moment get the same key and leave no drafts', async () => {
  const module = new URL('./signing-key.ts', import.meta.url).href;
  const script = `import(${JSON.stringify(module)}).then((m) => console.log(m.localSigningKey(${JSON.stringify(root)}).kid))`;
  const asks = [1, 2, 3].map(() => promisify(execFile)(process.execPath, ['-e', script]));
  const answers = (await Promise.all(asks)).map(({ stdout }) => stdout.trim());
  expect(new Set(answers).size).toBe(1);
  expect(readdirSync(folder)).toEqual(['signing-key.json']);
});

test('a damaged key file is named, with the way out', () => {
  localSigningKey(root);
  writeFileSync(join(folder, 'signing-key.json'), '{"kty":');
  expect(() => localSigningKey(root)).toThrow(/signing-key\.json is not a private RSA key.*Remove the file/);
});
