declare module 'simulation:shop' {
  import type { Deployment } from './build/deployment.ts';
  import type { Route } from '@cartless/lambda';
  import type { Handler } from './world/functions.ts';

  /** What the functions that are called declare that they answer. */
  export const routes: readonly Route[];
  export const deployment: Deployment;
  export const handlers: Readonly<Record<string, Handler>>;
}

/** A module of the product that another one stands in for. */
declare module 'own:packages/lambda/src/config.ts' {
  export { json, readConfig } from '../../lambda/src/config.ts';
}

/** The client of the payment provider, as it is when it calls by `fetch`. */
declare module 'own:stripe' {
  export const Stripe: new (key: string, config: object) => object;
}

declare module 'own:@aws-sdk/util-dynamodb' {
  export { marshall, unmarshall } from '@aws-sdk/util-dynamodb';
}
