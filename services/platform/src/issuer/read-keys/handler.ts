import { apiHandler } from '@cartless/lambda';
import { publicKeys } from '../keys-service.ts';
import type { PublicJwk } from '../public-jwk.ts';
import { route } from './route.ts';

let keys: readonly PublicJwk[] | undefined;

export const handler = apiHandler(route, async () => {
  // Kept for the life of the container once they are known; a failure is not kept.
  keys ??= await publicKeys();
  return { keys: [...keys] };
});
