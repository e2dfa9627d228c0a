import type { Fate } from '../shop/courier.ts';
import type { Request } from '../world/gateway.ts';
import type { Seen } from './normal-form.ts';

/** What somebody outside of the shop does to it, or that time passes. */
export type Act =
  | Readonly<{
      kind: 'call';
      name: string;
      method: string;
      /** With placeholders. */
      path: string;
      request: Request;
    }>
  | Readonly<{ kind: 'tell'; topic: string; body: string; type: string; newer: boolean }>
  | Readonly<{ kind: 'schedule'; service: string; fn: string }>
  | Readonly<{ kind: 'pay' | 'decline'; orderId: string }>
  | Readonly<{ kind: 'refunds-come'; status: string }>
  | Readonly<{ kind: 'settle-refunds'; status: string }>
  | Readonly<{ kind: 'dispute'; intent: string; amount: number; inquiry: boolean; reason: string }>
  | Readonly<{ kind: 'decide-dispute'; id: string; move: string }>
  | Readonly<{ kind: 'befall'; code: string; fate: Fate }>
  | Readonly<{ kind: 'time' }>;

/** What a call was answered. */
export type Answered = Readonly<{
  status: number;
  code: string;
  body: Readonly<Record<string, unknown>>;
}>;

/** One thing that was done, what it was answered, and what the shop was when it had come to rest after it. */
export type Step = Readonly<{
  /** By the clock of the simulation. */
  at: number;
  /** When the shop had come to rest. */
  until: number;
  act: Act;
  answered?: Answered;
  seen: Seen;
}>;

/** A history as it is played again elsewhere. */
export type Trace = Readonly<{
  seed: number;
  /** By the clock of the simulation. */
  startedAt: number;
  /** The names of everybody in it, of what is sold, and of its promotions: all that it names itself. */
  people: readonly string[];
  products: readonly string[];
  codes: readonly string[];
  steps: readonly Step[];
}>;
