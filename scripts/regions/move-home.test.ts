import type { Place } from '@cartless/infrastructure';
import { describe, expect, it } from '@jest/globals';
import { moveHome, type Moving } from './move-home.ts';

const PLACE: Place = {
  region: 'eu-central-1',
  origin: 'eu-central-1',
  home: 'eu-west-1',
  replicas: ['eu-west-1', 'eu-north-1'],
};
const [OLD, HOME, THIRD] = ['eu-central-1', 'eu-west-1', 'eu-north-1'];

/** Moves a stage that only remembers what was done. @param failing what ends it */
async function move({ lost = false, check = false, failing = '' }) {
  const did: string[] = [];
  const act =
    (what: string) =>
    (...of: readonly string[]): Promise<void> => {
      const done = [what, ...of].join(' ');
      if (done === failing) return Promise.reject(new Error(done));
      did.push(done);
      return Promise.resolve();
    };
  const moving: Moving = {
    setFence: act('fence'),
    awaitTables: act('await'),
    repair: act('repair'),
    deploy: act('deploy'),
    say: () => {},
  };
  const failed = await moveHome(PLACE, { stage: 'prod', lost, check }, moving).then(
    () => undefined,
    ({ message }: Error) => message,
  );
  return { did, failed };
}

describe('a move', () => {
  it('seals all others, waits for what they wrote, puts them to sleep, and opens the new home last', async () => {
    expect((await move({})).did).toEqual([
      `deploy ${HOME} --check`,
      `fence ${OLD} sealed`,
      `fence ${THIRD} sealed`,
      `await ${OLD} ${HOME}`,
      `await ${THIRD} ${HOME}`,
      `deploy ${OLD}`,
      `deploy ${THIRD}`,
      `fence ${HOME} open`,
      `deploy ${HOME}`,
    ]);
  });

  it('away from a lost region asks nothing of it, and makes transactions whole before anybody writes', async () => {
    expect((await move({ lost: true })).did).toEqual([
      `deploy ${HOME} --check`,
      `fence ${OLD} sealed`,
      `fence ${THIRD} sealed`,
      `repair ${HOME}`,
      `fence ${HOME} open`,
      `deploy ${HOME}`,
    ]);
  });

  it('only looks when it is told to', async () => {
    expect((await move({ check: true })).did).toEqual([`deploy ${HOME} --check`]);
  });

  it.each([`deploy ${HOME} --check`, `fence ${THIRD} sealed`, `await ${OLD} ${HOME}`, `deploy ${OLD}`])(
    'that ends with “%s” has opened nothing',
    async (failing) => {
      const { did, failed } = await move({ failing });
      expect(failed).toBe(failing);
      expect(did).not.toContain(`fence ${HOME} open`);
    },
  );
});
