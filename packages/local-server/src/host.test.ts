import { expect, it } from '@jest/globals';
import { isLoopback, LOOPBACK, namesThisMachine, readHost } from './host.ts';

it('listens on loopback unless it is asked for another address', () => {
  expect(readHost({})).toBe(LOOPBACK);
  expect(readHost({ CARTLESS_HOST: '0.0.0.0' })).toBe('0.0.0.0');
  expect(readHost({ CARTLESS_HOST: '::1' })).toBe('::1');
});

it.each(['', 'shop.lan', '0.0.0.0:80', 'localhost'])(
  'does not take %j for an address, and says what is one',
  (host) => {
    expect(() => readHost({ CARTLESS_HOST: host })).toThrow(/CARTLESS_HOST is ".*", which is not an address/);
  },
);

it.each([
  ['127.0.0.1', true],
  ['127.1.2.3', true],
  ['::1', true],
  ['::ffff:127.0.0.1', true],
  ['0.0.0.0', false],
  ['::', false],
  ['192.168.1.2', false],
  ['127.0.0.1.example.com', false],
])('knows whether only this machine reaches %s: %s', (address, only) => {
  expect(isLoopback(address)).toBe(only);
});

it.each([
  'localhost',
  'LOCALHOST:4000',
  'shop.localhost:4000',
  '127.0.0.1:4000',
  '[::1]:4000',
  '192.168.1.2',
])('takes %s for this machine', (host) => expect(namesThisMachine(host)).toBe(true));

it.each([
  'evil.example',
  'localhost.evil.example:4000',
  'notlocalhost',
  '127.0.0.1.evil.example',
  '',
  'localhost:4000:1',
  'a b',
])('does not take %j for this machine', (host) => expect(namesThisMachine(host)).toBe(false));
