import { describe, expect, it } from '@jest/globals';
import { isReplica, placeOf, regionCode, regionsOf, standsBy } from './place.ts';

const STAGE = { region: 'eu-central-1', replicas: '["eu-west-1","eu-north-1"]' };

/** What a deployment is: whether it makes no tables, and whether it sleeps. */
const is = (given: Readonly<Record<string, string>>, region?: string) => {
  const place = placeOf(given, region);
  return place && { replica: isReplica(place), asleep: standsBy(place) };
};

describe('where a deployment goes', () => {
  it('is of no interest for a stage of one region', () => {
    expect(is({ region: 'eu-central-1' }, 'eu-west-1')).toBeUndefined();
  });

  it.each([
    [undefined, { replica: false, asleep: false }],
    ['eu-central-1', { replica: false, asleep: false }],
    ['eu-west-1', { replica: true, asleep: true }],
    ['eu-north-1', { replica: true, asleep: true }],
  ])('to %s before any move', (region, expected) => expect(is(STAGE, region)).toEqual(expected));

  it.each([
    [undefined, { replica: false, asleep: true }],
    ['eu-west-1', { replica: true, asleep: false }],
    ['eu-north-1', { replica: true, asleep: true }],
  ])('to %s when the stage has moved: tables stay where they were made', (region, expected) =>
    expect(is({ ...STAGE, home: 'eu-west-1' }, region)).toEqual(expected),
  );

  it.each([
    [{ ...STAGE, home: 'us-east-1' }, undefined, 'home is us-east-1, and the stage has eu-central-1'],
    [STAGE, 'us-east-1', '--region is us-east-1, and the stage has eu-central-1, eu-west-1, eu-north-1'],
    [
      { ...STAGE, replicas: '["eu-central-1"]' },
      undefined,
      'replicas names eu-central-1, which is the region',
    ],
    [{ region: 'eu-central-1', home: 'eu-west-1' }, undefined, 'the stage has no replica there'],
  ])('is refused where settings do not fit', (given, region, says) =>
    expect(() => placeOf(given, region)).toThrow(says),
  );

  it('lists all regions, that of the tables first', () => {
    expect(regionsOf(placeOf({ ...STAGE, home: 'eu-west-1' })!)).toEqual([
      'eu-central-1',
      'eu-west-1',
      'eu-north-1',
    ]);
  });

  it.each([
    ['eu-west-1', 'euw1'],
    ['eu-central-1', 'euc1'],
    ['ap-southeast-2', 'apse2'],
    ['ap-northeast-1', 'apne1'],
    ['us-gov-west-1', 'usgw1'],
  ])('calls %s %s', (region, code) => expect(regionCode(region)).toBe(code));
});
