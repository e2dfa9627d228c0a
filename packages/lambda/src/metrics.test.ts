import { describe, expect, it } from '@jest/globals';
import { linesOf } from '../test/fresh-process.ts';

describe('a metric', () => {
  it('is a log line that CloudWatch reads, and is told once', () => {
    const script = `
      const { publishCount } = await import('./metrics.ts');
      publishCount('RollUpDifferences', 3);
      publishCount('RollUpDifferences', 0);`;
    const lines = linesOf(script, { POWERTOOLS_SERVICE_NAME: 'analytics', STAGE: 'prod' });
    expect(lines).toEqual(
      [3, 0].map((value) =>
        expect.objectContaining({
          RollUpDifferences: value,
          service: 'analytics',
          stage: 'prod',
          _aws: expect.objectContaining({
            CloudWatchMetrics: [
              {
                Namespace: 'Cartless',
                Dimensions: [['service', 'stage']],
                Metrics: [{ Name: 'RollUpDifferences', Unit: 'Count' }],
              },
            ],
          }),
        }),
      ),
    );
  });

  it('tells how many seconds the oldest has waited, and that nothing waits', () => {
    const script = `
      const { publishWait } = await import('./metrics.ts');
      publishWait('RefundWaits', 1_000_000, 4_600_400);
      publishWait('RefundWaits', undefined, 4_600_400);
      publishWait('RefundWaits', 9_000_000, 4_600_400);`;
    const lines = linesOf(script, { POWERTOOLS_SERVICE_NAME: 'orders', STAGE: 'prod' });
    expect(lines).toEqual(
      [3600, 0, 0].map((RefundWaits) =>
        expect.objectContaining({
          RefundWaits,
          _aws: expect.objectContaining({
            CloudWatchMetrics: [
              expect.objectContaining({ Metrics: [{ Name: 'RefundWaits', Unit: 'Seconds' }] }),
            ],
          }),
        }),
      ),
    );
  });
});
