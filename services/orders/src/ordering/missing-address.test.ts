import { describe, expect, it } from '@jest/globals';
import { datedId, newId } from '@cartless/domain';
import { missingAddress } from './missing-address.ts';

const NOW = new Date('2026-11-21T08:00:00.000Z');
const aged = (seconds: number) => datedId('address', new Date(NOW.getTime() - seconds * 1000));
const answer = (addressId: string | undefined) => {
  const { code, details } = missingAddress(addressId, NOW);
  return [code, details['retryAfter']];
};

describe('an address that is not known here', () => {
  it.each([
    [0, 1],
    [1.5, 1],
    [10, 5],
    [119, 15],
    [-3, 1],
  ])('and is %p seconds old may be on its way: try again in %p', (seconds, retryAfter) => {
    expect(answer(aged(seconds))).toEqual(['ADDRESS_NOT_THERE_YET', retryAfter]);
  });

  it.each([
    ['is older', aged(121)],
    ['claims to come from the future', aged(-60)],
    ['claims to come from the end of time', `adr_${'z'.repeat(26)}`],
    ['has no date', newId('address')],
    ['is none', undefined],
  ])('and %s does not exist', (_, addressId) => {
    expect(answer(addressId)).toEqual(['ADDRESS_UNKNOWN', undefined]);
  });
});
