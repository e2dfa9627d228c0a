import { backoff, type Outbox } from '../kit/webhook-sender.ts';
import { HEXADECIMAL, idMaker } from '../kit/ids.ts';
import type { ParcelRecord, PushRecord, Subscription } from './kuaidi100-state.ts';
import { showTrack } from './show-track.ts';
import { signed } from './sign.ts';
import type { Simulator } from './simulator.ts';

export const ANSWER_WITHIN_MS = 5000;
/** The real one waits 30 minutes and gives up after three; here nobody has so much time, and nothing is given up. */
const retryDelayMs = backoff(500, 30_000);
const KEPT_PUSHES = 5000;
const newId = idMaker(HEXADECIMAL, 16);

/** Tells who has subscribed to a parcel what is known of it now, as a whole. */
export function pushNews(
  simulator: Simulator,
  parcel: ParcelRecord,
  status: Subscription['status'],
  message = '',
): void {
  const { subscriptions, pushes, webhooks } = simulator.state;
  const subscribed = subscriptions.filter((one) => one.number === parcel.number && one.status === 'polling');
  for (const subscription of subscribed) {
    subscription.status = status;
    const { callbackUrl, salt } = subscription;
    const param = {
      status,
      billstatus: status === 'shutdown' ? 'check' : 'got',
      message,
      autoCheck: '0',
      comOld: '',
      comNew: '',
      lastResult: showTrack(parcel),
    };
    pushes.push({
      id: newId('push'),
      number: parcel.number,
      callbackUrl,
      salt,
      param: JSON.stringify(param),
      remaining: 1,
      attempts: 0,
      failures: 0,
      lastOutcome: null,
      nextAttemptAt: webhooks.delayMs === 0 ? 0 : Date.now() + webhooks.delayMs,
    });
  }
  if (pushes.length > KEPT_PUSHES) {
    const oldestDone = pushes.findIndex(({ remaining }) => remaining === 0);
    if (oldestDone !== -1) pushes.splice(oldestDone, 1);
  }
  simulator.wakePushes();
}

type OutboxOptions = Readonly<{
  state: Simulator['state'];
  log: (line: string) => void;
  changed: () => void;
  /** How long after a refusal the next try is, by their number from 1 on; at most half a minute when left out. */
  waitMs?: (failures: number) => number;
}>;

/** The pushes that wait to be taken. Those of one parcel go one after the other. */
export const pushOutbox = ({
  state,
  log,
  changed,
  waitMs = retryDelayMs,
}: OutboxOptions): Outbox<PushRecord> => ({
  waiting: () => state.pushes.filter(({ remaining }) => remaining > 0),
  dueAt: ({ nextAttemptAt }) => nextAttemptAt,
  lane: ({ number }) => number,
  addressOf: ({ callbackUrl }) => callbackUrl,
  // Taken is what is answered so, and nothing else.
  accepts: (answer) => {
    try {
      return (JSON.parse(answer) as { result?: unknown; returnCode?: unknown }).result === true;
    } catch {
      return false;
    }
  },
  message: ({ param, salt }) => ({
    body: new URLSearchParams({
      sign: signed(param, state.signsWrongly ? `${salt}, wrongly` : salt),
      param,
    }).toString(),
    headers: { 'content-type': 'application/x-www-form-urlencoded;charset=utf-8' },
  }),
  tried: (push, { accepted, outcome, repeat }) => {
    push.attempts += 1;
    push.lastOutcome = outcome;
    if (!repeat && accepted) {
      push.remaining -= 1;
      push.failures = 0;
    } else if (!repeat) {
      push.failures += 1;
      const wait = waitMs(push.failures);
      push.nextAttemptAt = Date.now() + wait;
      log(`push ${push.id} was not taken (${outcome}); next try in ${wait / 1000} s`);
    }
    changed();
  },
});
