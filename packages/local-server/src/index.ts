export { isForeignOrigin, isLoopback, LOOPBACK, readHost } from './host.ts';
export type { Target } from './target.ts';
export {
  type Call,
  type Exchange,
  localListener,
  type LocalServer,
  type LocalServerOptions,
  type Refused,
  startLocalServer,
} from './start-local-server.ts';
