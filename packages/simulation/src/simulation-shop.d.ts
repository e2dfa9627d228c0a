declare module 'simulation:shop' {
  import type { Deployment } from './build/deployment.ts';
  import type { Handler } from './world/functions.ts';

  export const deployment: Deployment;
  export const handlers: Readonly<Record<string, Handler>>;
}
