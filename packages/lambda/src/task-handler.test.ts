import { describe, expect, it } from '@jest/globals';
import { currentTrace } from '@cartless/domain';
import { taskHandler } from './task-handler.ts';

describe('a scheduled task', () => {
  it('runs under a trace of its own', async () => {
    const traces: unknown[] = [];
    const task = taskHandler('sweep', async () => {
      traces.push(currentTrace()?.traceparent);
      return { swept: 1 };
    });
    await task();
    await task();
    expect(new Set(traces).size).toBe(2);
    expect(traces[0]).toMatch(/^00-/);
  });

  it('knows how much time is left, with a quarter of it kept for the end', async () => {
    let left = 4000;
    const seen: number[] = [];
    const task = taskHandler('sweep', async (timeLeft) => {
      seen.push(timeLeft());
      left -= 3500;
      seen.push(timeLeft());
      return {};
    });
    await task({}, { getRemainingTimeInMillis: () => left });
    await taskHandler('sweep', async (timeLeft) => {
      seen.push(timeLeft());
      return {};
    })();
    expect(seen).toEqual([3000, -500, Infinity]);
  });

  it('is told what it was started with, and answers whoever started it', async () => {
    const task = taskHandler('sweep', async (_timeLeft, input) => ({ asked: input }));
    expect(await task({ date: '2026-11-16' })).toEqual({ asked: { date: '2026-11-16' } });
    expect(await task()).toEqual({ asked: undefined });
  });

  it('that fails is failed, so that AWS tries again', async () => {
    const failure = new Error('no table');
    await expect(
      taskHandler('sweep', async () => {
        throw failure;
      })(),
    ).rejects.toBe(failure);
  });
});
