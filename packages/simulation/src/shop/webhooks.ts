import type { WebhookSwitches } from '@cartless/simulators/in-process';
import type { Basis } from '../world/basis.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** How a provider's webhooks come: asked anew for each, so that one may overtake another, and come twice. */
export const webhooksOf = ({ chance, faults }: Basis, provider: string): WebhookSwitches => ({
  paused: false,
  reverse: false,
  get duplicate() {
    return faults.strike('webhook-doubled', provider);
  },
  get delayMs() {
    if (!faults.strike('webhook-late', provider)) return 0;
    const unit = chance.pick(`webhook of ${provider}`, [MINUTE, MINUTE, HOUR, DAY]);
    return chance.whole(`lateness of ${provider}`, 1, 4) * unit;
  },
});
