import { fromEnv } from '@aws-sdk/credential-provider-env';

/**
 * Stands in for the SDK's chain of credential providers in every bundle (see `alias` in services/common.yml): a Lambda
 * function's credentials are always in its environment, and the chain of profiles, SSO and instance metadata is a
 * quarter of the client's code.
 */
export const defaultProvider = () => fromEnv();
