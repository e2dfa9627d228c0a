import {
  type Carrier,
  carrierInProcess,
  fireDueSteps,
  forceStatus,
  type InProcess,
} from '@cartless/simulators/in-process';
import { secretOf } from '../world/replaced/stage-secret.ts';
import type { World } from '../world/world.ts';
import { contradict, type Courier, type Fate, OUT_OF_ORDER } from './courier.ts';
import { webhooksOf } from './webhooks.ts';

const ENDS: ReadonlySet<string> = new Set(['delivered', 'failure', 'cancelled', 'error']);

/** The carrier that the shop speaks to by EasyPost, with parcels of its own. */
export class EasyPost implements Courier {
  readonly #world: World;
  readonly #carrier: InProcess<Carrier>;
  #isOpen = true;

  constructor(world: World) {
    this.#world = world;
    this.#carrier = carrierInProcess({
      url: 'http://carrier.simulated',
      webhookUrl: 'https://shop.simulated/logistics/carriers/webhook',
      webhookSecret: secretOf('CARRIER_WEBHOOK_SECRET_PARAMETER'),
    });
    this.simulator.state.webhooks = webhooksOf(world, 'the carrier');
    world.network.serve('carrier.simulated', async (call) => {
      if (!this.#isOpen && call.path.endsWith('/buy')) return OUT_OF_ORDER;
      const before = this.simulator.state.trackers.length;
      const answer = await this.#carrier.answer(call);
      for (const { plan } of this.simulator.state.trackers.slice(before))
        for (const { dueAt } of plan) world.scheduler.after(dueAt - world.scheduler.now, () => this.#move());
      return answer;
    });
  }

  get simulator(): Carrier {
    return this.#carrier.simulator;
  }

  known(): readonly string[] {
    return this.simulator.state.trackers.map(({ tracker }) => tracker.tracking_code);
  }

  /** The tracking codes of parcels that have not come to an end. */
  onTheirWay(): readonly string[] {
    return this.simulator.state.trackers.flatMap(({ tracker }) =>
      ENDS.has(tracker.status) ? [] : [tracker.tracking_code],
    );
  }

  /** Something befalls a parcel that is on its way. @returns whether there is such a parcel */
  befall(trackingCode: string, status: Fate): boolean {
    const record = this.simulator.state.trackers.find(
      ({ tracker }) => tracker.tracking_code === trackingCode,
    );
    if (record === undefined) return false;
    forceStatus(this.simulator, record, { status, message: null, place: null });
    for (const { dueAt } of record.plan)
      this.#world.scheduler.after(dueAt - this.#world.scheduler.now, () => this.#move());
    this.simulator.wakeWebhooks();
    return true;
  }

  sells(isOpen: boolean): void {
    this.#isOpen = isOpen;
  }

  #move(): void {
    if (fireDueSteps(this.simulator) === 0) return;
    this.simulator.wakeWebhooks();
    for (const { tracker } of this.simulator.state.trackers)
      if (ENDS.has(tracker.status)) contradict(this.#world, this, tracker.tracking_code);
  }
}
