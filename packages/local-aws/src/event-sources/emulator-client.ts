import { CREDENTIALS } from '../local-account.ts';

/** What the clients of the emulators have in common. The emulators take any credentials. */
export const emulatorClient = (endpoint: string, region: string) => ({
  endpoint,
  region,
  credentials: CREDENTIALS,
  requestHandler: { throwOnRequestTimeout: true },
});
