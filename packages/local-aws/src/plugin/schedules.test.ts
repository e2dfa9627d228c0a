import { expect, test } from '@jest/globals';
import { takeSchedules } from './schedules.ts';
import type { FunctionDefinition, FunctionEvent } from './serverless-api.ts';

const functions = (events: FunctionEvent[]): Record<string, FunctionDefinition> => ({
  sweep: { handler: 'src/sweep.handler', name: 'x-dev-sweep', events },
});
const noon = new Date('2026-03-01T12:00:00Z');

test('schedules are taken out of the events, the others stay', () => {
  const definitions = functions([
    { httpApi: 'GET /x' },
    { schedule: 'rate(5 minutes)' },
    { schedule: { rate: ['cron(0 12 * * ? *)', 'rate(1 hour)'], enabled: true } },
    { eventBridge: { schedule: 'rate(1 day)', input: { full: true } } },
    { schedule: { rate: ['rate(1 minute)'], enabled: false } },
  ]);
  const schedules = takeSchedules(definitions);
  expect(schedules.map(({ key }) => key)).toEqual(['sweep', 'sweep', 'sweep', 'sweep']);
  expect(definitions['sweep']?.events).toEqual([{ httpApi: 'GET /x' }]);
});

test('a function gets the event that EventBridge sends, or its own input', () => {
  const [plain, object, text] = takeSchedules(
    functions([
      { schedule: 'rate(5 minutes)' },
      { schedule: { rate: ['rate(1 hour)'], input: { full: true } } },
      { schedule: { rate: ['rate(1 hour)'], input: '{"full":false}' } },
    ]),
  );
  expect(plain?.event(noon)).toMatchObject({
    source: 'aws.events',
    'detail-type': 'Scheduled Event',
    time: '2026-03-01T12:00:00Z',
    detail: {},
  });
  expect([object?.event(noon), text?.event(noon)]).toEqual([{ full: true }, { full: false }]);
});

test.each([
  [{ schedule: { rate: ['rate(1 hour)'], inputPath: '$.x' } }, 'functions.sweep: schedule has inputPath'],
  [{ schedule: { rate: ['rate(1 hour)'], timezone: 'Asia/Shanghai' } }, 'locally it is always UTC'],
  [{ schedule: 'every day' }, 'functions.sweep: every day is not a schedule'],
])('%j is refused', (event, message) => {
  expect(() => takeSchedules(functions([event]))).toThrow(message);
});
