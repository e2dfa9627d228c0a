import { keysConfig } from '../config.ts';
import { kmsPublicKey } from './kms-service.ts';
import { localPublicKey, type PublicJwk } from './public-jwk.ts';

/** Every key whose tokens may still be about: a new one is shown before it signs, an old one until its tokens expired. */
export async function publicKeys(): Promise<PublicJwk[]> {
  const { LOCAL_SIGNING_KEY: local, SIGNING_KEYS: arns } = keysConfig();
  return local === undefined ? Promise.all(arns.split(',').map(kmsPublicKey)) : [localPublicKey(local)];
}
