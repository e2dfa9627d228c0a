import { afterEach, beforeAll, expect, test } from '@jest/globals';
import { createLocalJWKSet, jwtVerify } from 'jose';
import { issuerKeys, KeysUnavailable } from './issuer-keys.ts';
import { makeKey, sign, TestIssuer, type TestKey } from './test-issuer.ts';

let first: TestKey;
let second: TestKey;
let local: TestKey;
let issuer: TestIssuer | undefined;
let log: string[] = [];

beforeAll(async () => {
  [first, second, local] = await Promise.all([makeKey('k1'), makeKey('k2'), makeKey('local')]);
});

afterEach(async () => {
  log = [];
  await issuer?.stop();
  issuer = undefined;
});

const NOWHERE = 'http://localhost:1';
const keysOf = (url: string, localKey?: TestKey) =>
  issuerKeys({
    issuer: url,
    localKeys: localKey === undefined ? undefined : { keys: [localKey.jwk] },
    log: (line) => log.push(line),
  });

test('the keys are discovered once and kept', async () => {
  issuer = await new TestIssuer().start([first]);
  const keys = keysOf(issuer.url);
  for (let n = 0; n < 3; n += 1) await jwtVerify(await sign(first, issuer.url), keys);
  expect(issuer.requests).toEqual(['/.well-known/openid-configuration', '/.well-known/jwks.json']);
});

test('a key that the issuer took up later is found', async () => {
  issuer = await new TestIssuer().start([first]);
  const keys = keysOf(issuer.url);
  await jwtVerify(await sign(first, issuer.url), keys);
  issuer.keys = [first, second];
  await new Promise((resolve) => setTimeout(resolve, 2_100));
  await expect(jwtVerify(await sign(second, issuer.url), keys)).resolves.toBeDefined();
});

test('unknown key ids do not make the keys be fetched each time', async () => {
  issuer = await new TestIssuer().start([first]);
  const keys = keysOf(issuer.url, second);
  for (let n = 0; n < 5; n += 1) {
    await expect(jwtVerify(await sign(second, issuer.url), keys)).rejects.toThrow(/no applicable key/);
  }
  expect(issuer.requests.length).toBeLessThanOrEqual(3);
});

test('while the issuer is away the local key counts, and that is told once', async () => {
  const keys = keysOf(NOWHERE, local);
  await jwtVerify(await sign(local, NOWHERE), keys);
  await jwtVerify(await sign(local, NOWHERE), keys);
  await expect(jwtVerify(await sign(first, NOWHERE), keys)).rejects.toThrow();
  expect(log).toHaveLength(1);
  expect(log[0]).toContain("this checkout's own key");
});

test('without any keys the check cannot be made', async () => {
  const keys = keysOf(NOWHERE);
  await expect(jwtVerify(await sign(first, NOWHERE), keys)).rejects.toThrow(KeysUnavailable);
});

test('an issuer that calls itself otherwise is not asked for keys', async () => {
  issuer = await new TestIssuer().start([first]);
  issuer.overrides = { issuer: 'https://evil.example.com' };
  await expect(jwtVerify(await sign(first, issuer.url), keysOf(issuer.url))).rejects.toThrow(KeysUnavailable);
  expect(issuer.requests).not.toContain('/.well-known/jwks.json');
  expect(log[0]).toContain('evil.example.com');
});

test('a service that ran alone turns to the issuer when it has come up', async () => {
  const probe = await new TestIssuer().start([]);
  const { url } = probe;
  await probe.stop();
  const keys = keysOf(url, local);
  await jwtVerify(await sign(local, url), keys);
  issuer = await new TestIssuer().start([first], Number(new URL(url).port));
  await new Promise((resolve) => setTimeout(resolve, 5_100));
  await expect(jwtVerify(await sign(first, url), keys)).resolves.toBeDefined();
  await expect(jwtVerify(await sign(local, url), keys)).rejects.toThrow(/no applicable key/);
  await expect(
    jwtVerify(await sign(local, url), createLocalJWKSet({ keys: [local.jwk] })),
  ).resolves.toBeDefined();
});
