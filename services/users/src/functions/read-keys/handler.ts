import { apiHandler, reply } from '@cartless/lambda';
import { lazy } from '../../lazy.ts';
import { publicKeys } from '../../signing.ts';
import { route } from './route.ts';

const keys = lazy(publicKeys);

export const handler = apiHandler(route, async () =>
  reply({ keys: await keys() }, { 'cache-control': 'public, max-age=300' }),
);
