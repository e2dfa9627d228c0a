import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { indentedJson, json } from './answer.ts';
import { movableClock } from './clock.ts';
import { type Controlled, answerControl } from './control.ts';
import { controlPanel } from './control-panel.ts';
import { FaultSwitch, NO_FAULT } from './faults.ts';
import { page } from './page.ts';
import { SimulatorServer } from './server.ts';
import { PROMPT } from './webhook-sender.ts';

const log = (): void => undefined;
let server: SimulatorServer;
let url: string;
let toy: Controlled;
let saves: number;

/** The smallest simulator: it has the switches of the kit and nothing else. */
beforeEach(async () => {
  saves = 0;
  server = await SimulatorServer.listen({ name: 'toy simulator', port: 0, portVariable: 'PORT_TOY', log });
  let switches = PROMPT;
  toy = {
    name: 'toy simulator',
    faults: new FaultSwitch(
      { faults: NO_FAULT },
      { spoilt: {}, takesEffect: [], paths: '/' },
      server.stopped,
    ),
    clock: movableClock({ clockOffsetMs: 0 }),
    webhookUrl: 'http://localhost:1/hook',
    switches: () => switches,
    setSwitches: (next) => (switches = next),
    fireDue: () => 7,
    redeliver: (eventId) => indentedJson(202, { eventId }),
    show: () => ({ parcels: ['<b>'] }),
    reset: () => toy.faults.clear(),
    save: () => void (saves += 1),
    log,
  };
  const pages = { home: '/?done=1', refuse: (refusal: Error) => json(422, { error: refusal.message }) };
  server.serve({
    answer: (call) =>
      call.path === '/'
        ? page({ language: 'zh-CN', title: '<玩具>', body: controlPanel(toy, 'zh-CN') })
        : answerControl(toy, pages, call),
    refuse: pages.refuse,
  });
  url = `http://127.0.0.1:${server.port}`;
});
afterEach(() => server.stop());

const post = (path: string, body?: string, headers: Record<string, string> = {}): Promise<Response> =>
  fetch(`${url}/_control/${path}`, { method: 'POST', redirect: 'manual', headers, ...(body && { body }) });

describe('the switches', () => {
  it('show what the simulator holds beside clock, faults and webhooks', async () => {
    await post('faults', '{"mode":"slow","delayMs":5}');
    expect(await (await fetch(`${url}/_control/state`)).json()).toEqual({
      clock: { now: expect.any(String), offsetSeconds: 0 },
      parcels: ['<b>'],
      faults: { mode: 'slow', delayMs: 5, count: null, path: null, takesEffect: false },
      webhooks: { url: 'http://localhost:1/hook', ...PROMPT },
    });
  });

  it('move the clock, and say what fell due', async () => {
    const answer = await post('clock', '{"advanceSeconds":90}');
    expect(await answer.json()).toMatchObject({ offsetSeconds: 90, fired: 7 });
    expect((await post('clock', '{"advanceSeconds":1,"advanceHours":1}')).status).toBe(422);
  });

  it('save before they answer, but not when they refuse', async () => {
    await post('webhooks', '{"paused":true}');
    expect([saves, toy.switches().paused]).toEqual([1, true]);
    await post('webhooks', '{"paused":"perhaps"}');
    await post('reset', '{"all":true}');
    expect(saves).toBe(1);
  });

  it('redeliver an event by its id', async () => {
    expect(await (await post('redeliver', '{"eventId":"evt_1"}')).json()).toEqual({ eventId: 'evt_1' });
    expect((await post('redeliver')).status).toBe(422);
  });

  it('answer a form with a page, and JSON that curl calls a form with JSON', async () => {
    const form = 'application/x-www-form-urlencoded';
    const done = await post('faults', 'mode=slow&delayMs=', { 'content-type': form });
    expect([done.status, done.headers.get('location')]).toEqual([303, '/?done=1']);
    const refused = await post('faults', 'mode=rude', { 'content-type': form, 'accept-language': 'zh' });
    expect([refused.status, await refused.text()]).toEqual([422, expect.stringContaining('操作未成功')]);
    expect((await post('faults', '{"mode":"none"}', { 'content-type': form })).status).toBe(200);
  });

  it.each(['https://example.com', 'null'])('are not for pages of %s', async (origin) => {
    await post('webhooks', '{"paused":true}', { origin });
    expect(toy.switches().paused).toBe(false);
  });

  it('stand on the index page in its language, and shop text stays text', async () => {
    const text = await (await fetch(url)).text();
    for (const part of ['<html lang="zh-CN">', '&lt;玩具&gt;', '接口故障', '<option selected>none</option>'])
      expect(text).toContain(part);
  });
});
