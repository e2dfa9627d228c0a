import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { currentTrace, UserActivated } from '@cartless/domain';
import { lambdaContext, queueEvent, setEnvironment } from '@cartless/testing';
import { answer, call } from '../test/note-call.ts';
import { batchQueueHandler } from './batch-queue-handler.ts';
import { on, queueHandler } from './queue-handler.ts';
import { taskHandler } from './task-handler.ts';
import { underTrace } from './under-trace.ts';

const TRACE = { traceparent: `00-${'a'.repeat(32)}-${'b'.repeat(16)}-01`, correlationId: 'c-1' };
const FOLLOWED = 'Root=1-5759e988-bd862e3fe1be46a994272793;Parent=53995c3f42cd8ad8;Sampled=1';

describe('what runs under a trace', () => {
  const daemon = createSocket('udp4').unref();
  let received: string[];
  let putBack: () => void;
  daemon.on('message', (message) => void received.push(message.toString()));
  beforeAll(async () => {
    daemon.bind(0, '127.0.0.1');
    await once(daemon, 'listening');
  });
  beforeEach(() => void (received = []));
  afterEach(() => putBack());
  afterAll(() => void daemon.close());

  function follow(header: string): void {
    putBack = setEnvironment({
      SERVICE_VERSION: '1.2.3',
      POWERTOOLS_SERVICE_NAME: 'orders',
      _X_AMZN_TRACE_ID: header,
      AWS_XRAY_DAEMON_ADDRESS: `127.0.0.1:${daemon.address().port}`,
    });
  }
  /** What came before a message of our own, which is sent behind all others. */
  async function sent(): Promise<unknown[]> {
    const end = createSocket('udp4');
    end.send('end', daemon.address().port, '127.0.0.1', () => end.close());
    while (!received.includes('end')) await once(daemon, 'message');
    return received
      .filter((text) => text !== 'end')
      .map((text) => JSON.parse(text.split('\n')[1] ?? '') as unknown);
  }

  it('is shown in X-Ray with the release that did it, and by the id that log lines have', async () => {
    follow(FOLLOWED);
    expect(await underTrace('placeOrder', TRACE, async () => currentTrace())).toEqual(TRACE);
    expect(await sent()).toEqual([
      expect.objectContaining({
        type: 'subsegment',
        name: 'placeOrder',
        id: 'b'.repeat(16),
        trace_id: '1-5759e988-bd862e3fe1be46a994272793',
        parent_id: '53995c3f42cd8ad8',
        fault: false,
        annotations: { service: 'orders', version: '1.2.3', trace: 'a'.repeat(32) },
      }),
    ]);
  });

  it('is a call of a route, an event of a queue, a batch of them, or a task', async () => {
    follow(FOLLOWED);
    const userId = 'usr_mei' as const;
    const event = UserActivated.create({
      subject: userId,
      sequence: 1,
      time: '2026-11-21T08:00:00Z',
      data: { userId },
    });
    await answer({ ...call, headers: { traceparent: TRACE.traceparent } });
    await queueHandler(on(UserActivated, async () => undefined))(
      queueEvent([{ ...event, traceparent: TRACE.traceparent }]),
    );
    await batchQueueHandler([UserActivated], async () => ({ rejected: [], unfinished: [] }))(
      queueEvent([event]),
      lambdaContext(),
    );
    await taskHandler('sweep', async () => ({}))();
    const same = { trace: 'a'.repeat(32) };
    expect(await sent()).toMatchObject([
      { name: 'editNote', annotations: same },
      { name: 'users.user-activated.v1', annotations: same },
      { name: 'batch' },
      { name: 'sweep' },
    ]);
  });

  it('is a fault when it fails, and fails as it did', async () => {
    follow(FOLLOWED);
    const failing = underTrace('placeOrder', TRACE, () => Promise.reject(new Error('no')));
    await expect(failing).rejects.toThrow('no');
    expect(await sent()).toMatchObject([{ fault: true }]);
  });

  it('is shown to nobody when X-Ray does not follow the call', async () => {
    follow(FOLLOWED.replace('Sampled=1', 'Sampled=0'));
    await underTrace('placeOrder', TRACE, async () => undefined);
    expect(await sent()).toEqual([]);
  });
});
