import { type Fault, NO_FAULT } from '../kit/faults.ts';
import { PROMPT, type WebhookSwitches } from '../kit/webhook-sender.ts';

/** One scan, as Kuaidi100 shows it with resultv2=4. Times are China's, without an offset. */
export interface Scan {
  time: string;
  ftime: string;
  context: string;
  location: string;
  areaName: string;
  areaCode: string;
  status: string;
  statusCode: string;
}

/** What will happen to a parcel, and when, in milliseconds since the epoch on the simulator's clock. */
export interface PlannedScan {
  dueAt: number;
  statusCode: string;
  context: string;
  place: string;
}

/** A parcel, from its label on. */
export interface ParcelRecord {
  number: string;
  com: string;
  orderId: string;
  courierOrder: string;
  taskId: string;
  madeAt: number;
  from: string;
  to: string;
  recipient: string;
  cancelled: boolean;
  /** The newest last. */
  scans: Scan[];
  plan: PlannedScan[];
}

/** Who is to be told of a parcel. */
export interface Subscription {
  number: string;
  com: string;
  callbackUrl: string;
  salt: string;
  status: 'polling' | 'shutdown' | 'abort';
}

/** One push. Its `param` is kept as sent, so that every repeat carries the same bytes. */
export interface PushRecord {
  id: string;
  number: string;
  callbackUrl: string;
  salt: string;
  param: string;
  remaining: number;
  attempts: number;
  failures: number;
  lastOutcome: string | null;
  /** Real time, in milliseconds since the epoch. */
  nextAttemptAt: number;
}

export interface Kuaidi100State {
  version: 1;
  clockOffsetMs: number;
  /** How far the couriers' clocks are off, in milliseconds: their scans bear wrong times. */
  scanClockOffMs: number;
  /** Whether pushes are signed with another salt. */
  signsWrongly: boolean;
  parcels: ParcelRecord[];
  subscriptions: Subscription[];
  pushes: PushRecord[];
  calls: Record<string, number>;
  faults: Fault;
  webhooks: WebhookSwitches;
}

export const emptyState = (): Kuaidi100State => ({
  version: 1,
  clockOffsetMs: 0,
  scanClockOffMs: 0,
  signsWrongly: false,
  parcels: [],
  subscriptions: [],
  pushes: [],
  calls: {},
  faults: NO_FAULT,
  webhooks: PROMPT,
});

/** @throws Error when this is not a saved state. */
export function parseState(value: unknown): Kuaidi100State {
  const saved = value as Partial<Kuaidi100State> | null;
  if (saved?.version !== 1 || !Array.isArray(saved.parcels) || !Array.isArray(saved.pushes))
    throw new Error('not a saved state');
  return { ...emptyState(), ...saved, webhooks: { ...PROMPT, ...saved.webhooks } };
}
