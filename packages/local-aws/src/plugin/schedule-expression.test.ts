import { expect, test } from '@jest/globals';
import { readSchedule } from './schedule-expression.ts';

const minute = (time: string): number => Date.parse(`${time}Z`) / 60_000;

/** The first times at which a schedule is due after a Saturday noon. */
function dueTimes(expression: string, count = 3): string[] {
  const start = minute('2026-02-28T12:00');
  const isDue = readSchedule(expression, start);
  const times: string[] = [];
  for (let now = start; times.length < count && now < start + 3 * 366 * 1440; now += 1) {
    if (isDue(now)) times.push(new Date(now * 60_000).toISOString().slice(0, 16));
  }
  return times;
}

test.each([
  ['rate(1 minute)', ['2026-02-28T12:01', '2026-02-28T12:02', '2026-02-28T12:03']],
  ['rate(90 minutes)', ['2026-02-28T13:30', '2026-02-28T15:00', '2026-02-28T16:30']],
  ['rate(2 days)', ['2026-03-02T12:00', '2026-03-04T12:00', '2026-03-06T12:00']],
  ['cron(* * * * ? *)', ['2026-02-28T12:00', '2026-02-28T12:01', '2026-02-28T12:02']],
  ['cron(0/20 8-9 * * ? *)', ['2026-03-01T08:00', '2026-03-01T08:20', '2026-03-01T08:40']],
  ['cron(15 10 ? * 2 *)', ['2026-03-02T10:15', '2026-03-09T10:15', '2026-03-16T10:15']],
  ['cron(0 18 ? * MON-FRI *)', ['2026-03-02T18:00', '2026-03-03T18:00', '2026-03-04T18:00']],
  ['cron(0 0 1,15 JAN/6 ? *)', ['2026-07-01T00:00', '2026-07-15T00:00', '2027-01-01T00:00']],
  ['cron(0 0 1 1 ? 2028)', ['2028-01-01T00:00']],
])('%s is due when EventBridge would say so', (expression, times) => {
  expect(dueTimes(expression)).toEqual(times);
});

test.each([
  'rate(0 minutes)',
  'cron(0 12 * * *)',
  'cron(0 0 L * ? *)',
  'cron(0 0 ? * 2#1 *)',
  'cron(60 0 * * ? *)',
  'at(now)',
])('%s is refused', (expression) => {
  expect(() => readSchedule(expression, 0)).toThrow(expression);
});
