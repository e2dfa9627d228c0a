import { expect, test } from '@jest/globals';
import { readTokenSettings } from './token-settings.ts';

const good = { CARTLESS_JWT_ISSUER: 'http://localhost:4000', CARTLESS_JWT_AUDIENCE: 'cartless, other' };

test('the issuer, the audiences and the local keys are read', () => {
  expect(readTokenSettings({ ...good, CARTLESS_LOCAL_JWKS: '{"keys":[]}' })).toEqual({
    issuer: 'http://localhost:4000',
    audience: ['cartless', 'other'],
    localKeys: { keys: [] },
  });
  expect(readTokenSettings(good).localKeys).toBeUndefined();
});

test.each([
  ['CARTLESS_JWT_ISSUER', ''],
  ['CARTLESS_JWT_ISSUER', 'localhost'],
  ['CARTLESS_JWT_AUDIENCE', ''],
  ['CARTLESS_JWT_AUDIENCE', 'cartless,'],
  ['CARTLESS_LOCAL_JWKS', '{'],
  ['CARTLESS_LOCAL_JWKS', '{"kty":"RSA"}'],
])('%s cannot be "%s"', (name, value) => {
  expect(() => readTokenSettings({ ...good, [name]: value })).toThrow(name);
});
