declare module 'simulation:shop' {
  import type { Deployment } from './build/deployment.ts';
  import type { Route } from '@cartless/lambda';
  import type { Handler } from './world/functions.ts';

  /** What the functions that are called declare that they answer. */
  export const routes: readonly Route[];
  export const deployment: Deployment;
  export const handlers: Readonly<Record<string, Handler>>;
}
