/** The account that the emulators pretend to be. Its ids are the ones that the emulators use in their ARNs. */
export const REGION = 'us-east-1';
export const ACCOUNT_ID = '000000000000';
export const PARTITION = 'aws';

/** Credentials that every emulator accepts. They open nothing. */
export const CREDENTIALS = { accessKeyId: 'local', secretAccessKey: 'local' } as const;

/**
 * What the shop on a laptop and its simulators know of each other, by service and name of the secret. They open nothing.
 */
export const LOCAL_SECRETS = {
  'orders/stripe-secret-key': 'sk_test_of_the_local_simulator',
  'orders/stripe-webhook-secret': 'whsec_of_the_local_simulator',
  'logistics/carrier-api-key': 'EZTK_of_the_local_simulator',
  'logistics/carrier-webhook-secret': 'carrier webhooks on this laptop',
  'logistics/kuaidi100-key': 'key of the local Kuaidi100',
  'logistics/kuaidi100-secret': 'labels of Kuaidi100 on this laptop',
  'logistics/kuaidi100-salt': 'pushes of Kuaidi100 on this laptop',
  'logistics/redis-url': 'redis://127.0.0.1:6379',
  'analytics/redis-url': 'redis://127.0.0.1:6379',
} as const satisfies Readonly<Record<string, string>>;

/** The shop's account at the local Kuaidi100, as services/stages/local.yml names it. */
export const LOCAL_CUSTOMER = 'LOCALCUSTOMER';
