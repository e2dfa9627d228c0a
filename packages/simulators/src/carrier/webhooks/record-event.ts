import type { TrackerRecord } from '../carrier-state.ts';
import { newId } from '../easypost-types.ts';
import type { Simulator } from '../simulator.ts';
import { showTracker } from '../tracking/find-tracker.ts';

const KEPT_EVENTS = 5000;

/** EasyPost writes weights with a fraction (`16.0`) and signs that; its own client library counts on it when it checks. */
const withFractions = (body: string): string => body.replace(/"weight":(\d+)(?=[,}])/g, '"weight":$1.0');

/** Keeps an event with a snapshot of the tracker as it is now. Without a webhook URL nobody waits for it. */
export function recordEvent(
  simulator: Simulator,
  record: TrackerRecord,
  description: string,
  previousAttributes: Record<string, unknown>,
): void {
  const id = newId('evt');
  const at = record.tracker.updated_at;
  const event = {
    id,
    object: 'Event',
    mode: 'test',
    description,
    created_at: at,
    updated_at: at,
    status: 'pending',
    user_id: 'user_simulator',
    pending_urls: simulator.webhookUrl === undefined ? [] : [simulator.webhookUrl],
    completed_urls: [],
    previous_attributes: previousAttributes,
    result: showTracker(simulator, record),
  };
  const body = withFractions(JSON.stringify(event));
  const { events, webhooks } = simulator.state;
  events.push({
    id,
    trackerId: record.tracker.id,
    description,
    body,
    remaining: simulator.webhookUrl === undefined ? 0 : 1,
    duplicated: false,
    attempts: 0,
    failures: 0,
    lastOutcome: null,
    nextAttemptAt: webhooks.delayMs === 0 ? 0 : Date.now() + webhooks.delayMs,
  });
  if (events.length > KEPT_EVENTS) {
    const oldestDone = events.findIndex(({ remaining }) => remaining === 0);
    if (oldestDone !== -1) events.splice(oldestDone, 1);
  }
  simulator.wakeWebhooks();
}
