import {
  fireDueScans,
  forceState,
  type InProcess,
  type Kuaidi100 as Simulator,
  kuaidi100InProcess,
} from '@cartless/simulators/in-process';
import { secretOf } from '../world/replaced/stage-secret.ts';
import type { World } from '../world/world.ts';
import { contradict, type Courier, type Fate, KUAIDI100_STATES, OUT_OF_ORDER } from './courier.ts';
import { webhooksOf } from './webhooks.ts';

const ENDS: ReadonlySet<string> = new Set(['301', '4', '401', '2', '209', '208']);
const HOUR = 3_600_000;

/** The couriers of China that the shop speaks to by Kuaidi100, with parcels of their own. */
export class Kuaidi100 implements Courier {
  readonly #world: World;
  readonly #couriers: InProcess<Simulator>;
  #isOpen = true;

  /** @param customer as the stage's settings name the shop there */
  constructor(world: World, customer: string) {
    this.#world = world;
    this.#couriers = kuaidi100InProcess({
      url: 'http://kuaidi100.simulated',
      account: {
        customer,
        key: secretOf('KUAIDI100_KEY_PARAMETER'),
        secret: secretOf('KUAIDI100_SECRET_PARAMETER'),
      },
    });
    this.#simulator.state.webhooks = webhooksOf(world, 'Kuaidi100');
    world.network.serve('kuaidi100.simulated', async (call) => {
      if (!this.#isOpen && call.path === '/label/order') return OUT_OF_ORDER;
      const before = this.#simulator.state.parcels.length;
      const answer = await this.#couriers.answer(call);
      for (const { plan } of this.#simulator.state.parcels.slice(before)) this.#expect(plan);
      return answer;
    });
  }

  get #simulator(): Simulator {
    return this.#couriers.simulator;
  }

  known(): readonly string[] {
    return this.#simulator.state.parcels.map(({ number }) => number);
  }

  onTheirWay(): readonly string[] {
    return this.#simulator.state.parcels.flatMap(({ number, scans, cancelled }) =>
      cancelled || ENDS.has(scans.at(-1)?.statusCode ?? '') ? [] : [number],
    );
  }

  befall(code: string, fate: Fate): boolean {
    const parcel = this.#simulator.state.parcels.find(({ number }) => number === code);
    if (parcel === undefined) return false;
    forceState(this.#simulator, parcel, { ...KUAIDI100_STATES[fate], place: null });
    this.#expect(parcel.plan);
    return true;
  }

  sells(isOpen: boolean): void {
    this.#isOpen = isOpen;
  }

  #expect(plan: readonly Readonly<{ dueAt: number }>[]): void {
    const { scheduler } = this.#world;
    for (const { dueAt } of plan) scheduler.after(dueAt - scheduler.now, () => this.#move());
  }

  #move(): void {
    const { chance, faults } = this.#world;
    const { state } = this.#simulator;
    if (faults.strike('carrier-clock-wrong', 'Kuaidi100'))
      state.scanClockOffMs = chance.whole('clock of Kuaidi100', -48, 48) * HOUR;
    if (!faults.on) state.scanClockOffMs = 0;
    if (fireDueScans(this.#simulator) === 0) return;
    for (const { number, scans } of state.parcels)
      if (ENDS.has(scans.at(-1)?.statusCode ?? '')) contradict(this.#world, this, number);
  }
}
