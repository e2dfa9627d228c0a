import { expect, test } from '@jest/globals';
import { offlineArguments } from '../dev/services-process.ts';
import { LOCAL_SECRETS } from '../local-account.ts';
import { localSecrets } from './local-secrets.ts';

const REDIS_URL = 'redis://127.0.0.1:6399';

test('a Redis of the developer is the one that the services share', () => {
  expect(localSecrets({ REDIS_URL })).toEqual({
    ...LOCAL_SECRETS,
    'logistics/redis-url': REDIS_URL,
    'analytics/redis-url': REDIS_URL,
  });
  expect(offlineArguments({ REDIS_URL })).toEqual(['offline', '--param', 'redis=yes']);
});

test.each([{}, { REDIS_URL: '' }])('without one, as in %j, the services have none', (env) => {
  expect(localSecrets(env)).toEqual(LOCAL_SECRETS);
  expect(offlineArguments(env)).toEqual(['offline']);
});
