import { AsyncLocalStorage } from 'node:async_hooks';
import type { DeployedFunction } from '../build/deployment.ts';

/** A process on AWS that runs one function, one call at a time, and keeps what it has made between calls. */
export type Container = {
  readonly id: string;
  readonly kept: Map<object, unknown>;
  /** How far its clock is ahead, in milliseconds. */
  readonly skewMs: number;
  /** How many simulated answers its code waits for: that of the call which it has, and what the calls before have left open. */
  waiting: number;
};

/** One call of a function. */
export type Invocation = {
  readonly fn: DeployedFunction;
  readonly container: Container;
  /** Its process has crashed, or was stopped: nothing of it goes on. */
  dead: boolean;
  done: boolean;
  /** Ends it as a crash does. */
  crash: (why: string) => void;
};

const running = new AsyncLocalStorage<Invocation>();

/** The call to which the code that runs now belongs; undefined for actors and for the world itself. */
export const currentInvocation = (): Invocation | undefined => running.getStore();

export const within = <T>(invocation: Invocation, work: () => T): T => running.run(invocation, work);
