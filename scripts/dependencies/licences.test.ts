import { describe, expect, it } from '@jest/globals';
import { refusedAnywhere, refusedInProduction } from './licences.ts';

const LICENCES = {
  production: ['MIT', 'Apache-2.0'],
  development: ['BlueOak-1.0.0'],
  read: { emulator: { licence: 'LicenseRef-Emulator', reason: 'It stands in a file of the package.' } },
  developmentOnly: {
    emulator: { licence: 'LicenseRef-Emulator', reason: 'It may be used to develop and to test.' },
  },
};
const one = (licence: string | undefined, name = 'some') => [{ name, version: '1.0.0', licence }];

describe('the licence of a package', () => {
  it.each(['MIT', 'Apache-2.0', '(MIT OR GPL-3.0-or-later)', 'Apache-2.0 AND MIT', '(GPL-2.0-only OR MIT)'])(
    'may be %s in what is deployed',
    (licence) => {
      expect(refusedInProduction(one(licence), LICENCES)).toEqual([]);
    },
  );

  it.each([
    'GPL-3.0-only',
    'MIT AND GPL-3.0-only',
    'BlueOak-1.0.0',
    'UNLICENSED',
    'SEE LICENSE IN LICENSE.txt',
    'Apache-2.0 WITH LLVM-exception',
    'MIT+',
    '',
    undefined,
  ])('may not be %j in what is deployed', (licence) => {
    expect(refusedInProduction(one(licence), LICENCES)).toEqual([
      `some@1.0.0: ${licence ?? 'says no licence'}`,
    ]);
  });

  it('may be one more for tools, and none that nobody decided about', () => {
    expect(refusedAnywhere(one('BlueOak-1.0.0'), LICENCES)).toEqual([]);
    expect(refusedAnywhere(one('CPAL-1.0'), LICENCES)).toEqual(['some@1.0.0: CPAL-1.0']);
    expect(refusedAnywhere(one(undefined), LICENCES)).toHaveLength(1);
  });

  it('is what was read in the package, which may serve development and is never deployed', () => {
    expect(refusedAnywhere(one('MIT', 'emulator'), LICENCES)).toEqual([]);
    expect(refusedInProduction(one('MIT', 'emulator'), LICENCES)).toEqual([
      'emulator@1.0.0: LicenseRef-Emulator',
    ]);
  });

  it('is excepted for one licence, and no longer when the package takes another', () => {
    const unread = { ...LICENCES, read: {} };
    expect(refusedAnywhere(one('GPL-3.0-only', 'emulator'), unread)).toEqual([
      'emulator@1.0.0: GPL-3.0-only',
    ]);
  });
});
