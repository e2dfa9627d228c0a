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
});
