/** The account that the emulators pretend to be. Its ids are the ones that the emulators use in their ARNs. */
export const REGION = 'us-east-1';
export const ACCOUNT_ID = '000000000000';
export const PARTITION = 'aws';

/** Credentials that every emulator accepts. They open nothing. */
export const CREDENTIALS = { accessKeyId: 'local', secretAccessKey: 'local' } as const;

/** Keys and secrets of the local payment and carrier simulators. */
export const LOCAL_SECRETS = {
  paymentKey: 'sk_test_local',
  paymentWebhook: 'whsec_local',
  carrierKey: 'EZTK_local',
  carrierWebhook: 'carrier-local-secret',
} as const;
