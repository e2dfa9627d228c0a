import { describe, expect, it } from '@jest/globals';
import { scratchStage } from '../../test/scratch-stage.ts';
import { readCatalogue } from './catalogue.ts';
import { givenTo } from './given.ts';
import { refuseIncomplete } from './refuse-incomplete.ts';

const NEEDS = `
names: { protected: [prod] }
settings:
  kind: { services: [orders], is: one-of, oneOf: [personal, shared, protected], says: Whose it is. }
  region: { services: [orders], is: region, says: Where it runs. }
  replicas: { services: [orders], is: regions, default: [], says: Other regions. }
  zones: { services: [orders], is: time-zones, default: [], says: Other zones. }
  logDays: { services: [orders], is: whole, oneOf: [1, 7, 90], defaults: { personal: 7, protected: 90, shared: 7 }, says: How long. }
  keepData: { services: [orders], is: choice, defaults: { personal: 'no', shared: 'yes', protected: 'yes' }, only: { protected: ['yes'] }, says: Whether data stay. }
  scale: { services: [orders], is: number, from: 0.01, to: 100, default: 1, says: How much. }
  alarmMail: { services: [orders], is: mail-addresses, neededBy: [protected], says: Who is woken. }
secrets: {}
`;
const FILE = 'kind: personal\nregion: eu-central-1\n';

/** The settings of a stage with such a file, and what a person is told about it. */
async function stageOf(stage: string, file: string, params: readonly string[] = []) {
  const folder = scratchStage({
    'settings.yml': NEEDS,
    [`stages/${stage}.yml`]: file,
    'orders/src/couriers/horse/choice.yml': 'chosenBy: couriers\ngives: {}',
    'orders/src/couriers/dove/choice.yml': 'chosenBy: couriers\ngives: {}',
  });
  const given = givenTo(folder, stage, params);
  const question = { catalogue: readCatalogue(folder), stage, given, names: ['shop-orders'] };
  const told = await refuseIncomplete({ ...question, deploying: false }, async () => new Map()).then(
    () => '',
    (error: unknown) => (error as Error).message,
  );
  return { given, told };
}

describe('the kind of a stage', () => {
  it('says what is not said of it, and gives way to what is', async () => {
    const { given, told } = await stageOf('mei', FILE);
    expect(told).toBe('');
    expect(given).toMatchObject({ logDays: '7', keepData: 'no', scale: '1', replicas: '[]' });
    const other = await stageOf('mei', `${FILE}keepData: 'yes'\nscale: 0.5\n`, ['logDays=90']);
    expect(other.told).toBe('');
    expect(other.given).toMatchObject({ logDays: '90', keepData: 'yes', scale: '0.5' });
  });

  it('has to be said, and nothing that follows from it is asked for', async () => {
    const { told } = await stageOf('mei', 'region: eu-central-1');
    expect(told).toContain('kind is not given. Whose it is.');
    expect(told).not.toContain('keepData');
  });

  it('is that of its name', async () => {
    const alarmed = `${FILE}alarmMail: [ops@cartless.dev]\n`;
    for (const stage of ['prod', 'prod-eu'])
      expect((await stageOf(stage, alarmed)).told).toContain(
        `kind must be protected, not "personal": a stage called ${stage} is protected by its name`,
      );
    expect((await stageOf('production-like', alarmed)).told).toBe('');
    expect((await stageOf('prod', alarmed.replace('personal', 'protected'))).told).toBe('');
  });

  it('may need what others do without, and not allow what others choose', async () => {
    const { told } = await stageOf('live', `${FILE.replace('personal', 'protected')}keepData: 'no'\n`);
    expect(told).toContain('keepData must be yes on a protected stage, not "no"');
    expect(told).toContain('alarmMail is not given. Who is woken.');
  });

  it.each([
    ['kind', 'private', 'kind must be one of personal, shared, protected, not "private"'],
    ['logDays', '8', 'logDays must be a whole number, one of 1, 7, 90, not "8"'],
    ['logDays', 'abc', 'not "abc"'],
    ['scale', 'abc', 'scale must be a number from 0.01 to 100, not "abc"'],
    ['scale', '0', 'not "0"'],
    ['scale', '1e3', 'not "1e3"'],
    ['replicas', '["Europe"]', 'replicas must be a list of regions'],
    ['replicas', '["eu-west-1","eu-west-1"]', 'replicas must be a list of regions'],
    ['zones', '["Europe/Nowhere"]', 'zones must be a list of up to four IANA time zones'],
    ['zones', '["CST"]', 'zones must be a list of up to four IANA time zones'],
    ['zones', '["Asia/Tokyo","Asia/Tokyo"]', 'zones must be a list of up to four IANA time zones'],
    ['zones', '["Asia/Tokyo","Asia/Kolkata","Asia/Dubai","Asia/Seoul","Asia/Dhaka"]', 'of up to four'],
    ['replicas', '["eu-central-1"]', 'replicas names eu-central-1, where the stage is at home'],
  ])('does not make %s=%s right', async (name, value, says) => {
    expect((await stageOf('mei', FILE, [`${name}=${value}`])).told).toContain(says);
  });
});
