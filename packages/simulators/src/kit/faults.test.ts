import { describe, expect, it } from '@jest/globals';
import { HANG_UP, json } from './answer.ts';
import { type FaultMenu, FaultSwitch, NO_FAULT, Spoilt } from './faults.ts';

const MENU: FaultMenu = {
  spoilt: { error: () => json(500, 'told to fail'), html: () => json(502, 'a gateway') },
  takesEffect: 'as-told',
  paths: '/api/',
};
const faultsOf = (menu: Partial<FaultMenu> = {}, stopped = new AbortController().signal) =>
  new FaultSwitch({ faults: NO_FAULT }, { ...MENU, ...menu }, stopped);

/** One call under the fault, and whether its work was done. */
async function call(faults: FaultSwitch, path = '/api/things'): Promise<{ status: number; done: boolean }> {
  let done = false;
  const fault = faults.take(path);
  try {
    await faults.before(fault);
    done = true;
    const { status } = await faults.after(fault, json(200, 'the answer'));
    return { status, done };
  } catch (error) {
    if (!(error instanceof Spoilt)) throw error;
    return { status: error.answer.status, done };
  }
}

describe('a fault', () => {
  it('is one of those that the simulator can play', () => {
    const faults = faultsOf();
    expect(faults.modes).toEqual(['none', 'slow', 'error', 'timeout', 'html']);
    expect(() => faults.set({ mode: 'garbage' })).toThrow(
      'mode must be one of none, slow, error, timeout, html.',
    );
  });

  it('hits as many calls as told, of the paths that were told', async () => {
    const faults = faultsOf();
    faults.set({ mode: 'error', count: 2, path: '/api/things' });
    const statuses: number[] = [];
    for (const path of ['/api/others', '/api/things', '/api/things/1', '/api/things'])
      statuses.push((await call(faults, path)).status);
    expect(statuses).toEqual([200, 500, 500, 200]);
    expect(faults.current).toEqual(NO_FAULT);
  });

  it('leaves the work undone, or loses only the answer', async () => {
    const faults = faultsOf();
    faults.set({ mode: 'html' });
    expect(await call(faults)).toEqual({ status: 502, done: false });
    faults.set({ mode: 'html', takesEffect: true });
    expect(await call(faults)).toEqual({ status: 502, done: true });
  });

  it('may take effect by its mode', async () => {
    const faults = faultsOf({ takesEffect: ['timeout'] });
    faults.set({ mode: 'timeout', delayMs: 0 });
    expect(await call(faults)).toEqual({ status: HANG_UP.status, done: true });
    faults.set({ mode: 'error' });
    expect(await call(faults)).toEqual({ status: 500, done: false });
    expect(() => faults.set({ mode: 'error', takesEffect: true })).toThrow('takesEffect is not known here');
  });

  it('that is slow delays the work and then gets the answer', async () => {
    const faults = faultsOf();
    faults.set({ mode: 'slow', delayMs: 30 });
    const start = performance.now();
    expect(await call(faults)).toEqual({ status: 200, done: true });
    expect(performance.now() - start).toBeGreaterThanOrEqual(29);
  });

  it('that waits is interrupted by the stop of the simulator', async () => {
    const stopping = new AbortController();
    const faults = faultsOf({}, stopping.signal);
    faults.set({ mode: 'slow', delayMs: 60_000 });
    const waiting = call(faults);
    stopping.abort();
    await expect(waiting).rejects.toThrow('aborted');
  });
});
