import type { Owner } from '../names.ts';

/** Where a secret lies: `/cartless/prod/orders/stripe-secret-key`. */
export const parameterName = ({ app, service }: Owner, stage: string, secret: string): string =>
  `/${app}/${stage}/${service}/${secret}`;

/** The variable that tells a function the name: `STRIPE_SECRET_KEY_PARAMETER`. */
export const parameterVariable = (secret: string): string =>
  `${secret.toUpperCase().replaceAll('-', '_')}_PARAMETER`;

/** Where a stage keeps what a setting was when it was first deployed: `/cartless/prod/fixed/currency`. */
export const fixedParameter = (
  { app, stage }: Readonly<{ app: string; stage: string }>,
  setting: string,
): string => `/${app}/${stage}/fixed/${setting}`;
