import { apiHandler } from '@cartless/lambda';
import type { PublicJwk } from '../access-token.ts';
import { publicKeys } from '../issuer-service.ts';
import { route } from './route.ts';

let keys: readonly PublicJwk[] | undefined;

export const handler = apiHandler(route, async () => {
  // Kept for the life of the container once they are known; a failure is not kept.
  keys ??= await publicKeys();
  return { keys: [...keys] };
});
