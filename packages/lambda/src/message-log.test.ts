import { describe, expect, it } from '@jest/globals';
import { linesOf } from '../test/fresh-process.ts';

const TRACE = 'a'.repeat(32);
const CODE = `
  const { queueHandler, on } = await import('./queue-handler.ts');
  const { toCloudEvent, UserActivated } = await import('@cartless/domain');
  const event = UserActivated.create({ subject: 'usr_1', sequence: 1, time: '2026-11-21T08:00:00.000Z', data: { userId: 'usr_1' } });
  const body = JSON.stringify({ ...toCloudEvent(event), traceparent: '00-${TRACE}-${'b'.repeat(16)}-01', correlationid: 'till-7' });
  const record = {
    body, messageId: 'm1', messageAttributes: {}, attributes: { ApproximateReceiveCount: '2' },
    eventSourceARN: 'arn:aws:sqs:eu-central-1:1:cartless-dev-users-mails',
  };`;

describe('the log line of a message', () => {
  it.each([
    ['that was handled', 'async () => undefined', 'handled'],
    [
      'that failed',
      'async () => { throw new Error("no table"); }',
      'a message failed and stays in the queue',
    ],
  ])('%s is found by the trace of its cause, and says which queue', (_, run, message) => {
    const lines = linesOf(`${CODE} await queueHandler(on(UserActivated, ${run}))({ Records: [record] });`, {
      POWERTOOLS_LOG_LEVEL: 'INFO',
    });
    expect(lines).toEqual([
      expect.objectContaining({
        message,
        traceId: TRACE,
        correlationId: 'till-7',
        queue: 'cartless-dev-users-mails',
        eventId: expect.stringContaining('usr_1'),
      }),
    ]);
  });

  it('that cannot be read takes nothing of it that is no id', () => {
    const body = JSON.stringify({ id: 'Mei Lin, 8 Changle Road', correlationid: { a: 1 } });
    const lines = linesOf(
      `${CODE} await queueHandler(on(UserActivated, async () => undefined))({ Records: [{ ...record, body: ${JSON.stringify(body)} }] });`,
      { POWERTOOLS_LOG_LEVEL: 'INFO' },
    );
    expect(lines).toEqual([
      expect.objectContaining({
        message: 'a message could not be parked and stays in the queue',
        messageId: 'm1',
      }),
    ]);
    expect(JSON.stringify(lines)).not.toContain('Changle');
  });
});
