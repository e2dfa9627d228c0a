import { lazy, taskHandler } from '@cartless/lambda';
import { publishCount } from '@cartless/lambda/metrics';
import { probeCarriers } from '../probe-carriers.ts';
import { probedCarriers, health } from '../../service.ts';

/** Longer than the time from one probe to the next. */
const OPEN_MS = 90_000;
const PATIENCE_MS = 3000;

const probe = /* @__PURE__ */ lazy(() =>
  probeCarriers({ carriers: probedCarriers(), health: health(), openMs: OPEN_MS, patienceMs: PATIENCE_MS }),
);

export const handler = taskHandler('probe-carriers', async () => {
  const states = await probe()();
  publishCount('CarriersDown', Object.values(states).filter((state) => state === 'down').length);
  return states;
});
