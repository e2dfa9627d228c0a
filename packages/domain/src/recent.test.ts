import { expect, it } from '@jest/globals';
import { isRecent } from './recent.ts';

const NOON = Date.parse('2026-03-02T12:00:00Z');
const HOUR = 3_600_000;

it.each([
  ['was noted this moment', NOON, true],
  ['was noted just within the time', NOON - HOUR + 1, true],
  ['was noted as long ago as the time lasts', NOON - HOUR, false],
  ['was noted by a clock that has been set back since', NOON + 1, false],
])('what %s', (_, at, expected) => {
  expect(isRecent(at, HOUR, NOON)).toBe(expected);
});
