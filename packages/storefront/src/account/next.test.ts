import { expect, it } from '@jest/globals';
import { readNext } from './next.ts';

it('goes on to pages of the shop', () => {
  expect(readNext('/checkout?step=2#pay')).toEqual({ next: '/checkout?step=2#pay' });
});

it.each([
  '//evil.example',
  '/\\evil.example',
  '/\t/evil.example',
  'https://evil.example',
  'javascript:alert(1)',
  'account',
  7,
  undefined,
])('goes nowhere else: %j', (next) => {
  expect(readNext(next)).toEqual({});
});
