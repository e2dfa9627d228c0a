import type { Owner } from '../names.ts';

/** Where a secret lies: `/cartless/prod/orders/stripe-secret-key`. */
export const parameterName = ({ app, service }: Owner, stage: string, secret: string): string =>
  `/${app}/${stage}/${service}/${secret}`;

/** The variable that tells a function the name: `STRIPE_SECRET_KEY_PARAMETER`. */
export const parameterVariable = (secret: string): string =>
  `${secret.toUpperCase().replaceAll('-', '_')}_PARAMETER`;
