import { IAMClient } from '@aws-sdk/client-iam';
import { fenceDocument, fenceName } from '@cartless/infrastructure';
import { CREDENTIALS, REGION } from '@cartless/local-aws';
import { type Policies, startIam } from '@cartless/testing';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { setFence } from './fences.ts';

const PLACE = { stage: 'prod', region: 'eu-west-1' };
const NAME = fenceName('cartless', 'prod', 'eu-west-1');
const OTHER = fenceName('cartless', 'prod', 'eu-central-1');

describe('a fence', () => {
  let policies: Policies;
  let iam: Awaited<ReturnType<typeof startIam>>;
  let client: IAMClient;
  beforeEach(async () => {
    policies = new Map([
      [OTHER, ['of the other region']],
      [NAME, [JSON.stringify(fenceDocument('open'))]],
    ]);
    iam = await startIam(policies);
    client = new IAMClient({ endpoint: iam.url, region: REGION, credentials: CREDENTIALS, maxAttempts: 1 });
  });
  afterEach(async () => {
    client.destroy();
    await iam.stop();
  });
  const versions = () => policies.get(NAME)?.map((text) => JSON.parse(text) as unknown);

  it('is that of its region, and says from then on what it is set to', async () => {
    await setFence(client, PLACE, 'sealed');
    expect(versions()).toEqual([fenceDocument('open'), fenceDocument('sealed')]);
    expect(policies.get(OTHER)).toEqual(['of the other region']);
  });

  it('can be set as often as one likes, although IAM keeps five versions', async () => {
    for (let moves = 0; moves < 4; moves += 1)
      for (const state of ['sealed', 'open'] as const) await setFence(client, PLACE, state);
    expect(versions()?.at(-1)).toEqual(fenceDocument('open'));
    expect(versions()).toHaveLength(5);
  });

  it('that is not there is said to be missing, with what to do', async () => {
    await expect(setFence(client, { stage: 'prod', region: 'eu-north-1' }, 'sealed')).rejects.toThrow(
      'There is no cartless-prod-fence-eun1; deploy the platform of prod to eu-north-1 first.',
    );
  });
});
