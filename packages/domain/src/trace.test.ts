import { describe, expect, it } from '@jest/globals';
import { continueTrace, currentTrace, traceId, withTrace } from './trace.ts';

const CALLER = '00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01';

describe('a trace', () => {
  it('of a caller goes on under a span of its own', () => {
    const trace = continueTrace(CALLER);
    expect(traceId(trace)).toBe('4bf92f3577b34da6a3ce929d0e0e4736');
    expect(trace.traceparent).not.toBe(CALLER);
    expect(trace.correlationId).toBe(traceId(trace));
  });

  it('keeps the correlation id of the caller', () => {
    expect(continueTrace(CALLER, 'campaign-7').correlationId).toBe('campaign-7');
  });

  it.each([
    undefined,
    '',
    'nonsense',
    '00-00000000000000000000000000000000-00f067aa0ba902b7-01',
    '00-4bf92f3577b34da6a3ce929d0e0e4736-0000000000000000-01',
    'ff-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01',
    `${CALLER}\nx`,
  ])('begins anew when the caller sent %j', (traceparent) => {
    const trace = continueTrace(traceparent);
    expect(trace.traceparent).toMatch(/^00-[0-9a-f]{32}-[0-9a-f]{16}-01$/);
    expect(traceId(trace)).not.toBe('4bf92f3577b34da6a3ce929d0e0e4736');
  });

  it('is known to what runs under it, across awaits, and to nothing else', async () => {
    const trace = continueTrace(undefined);
    const seen = withTrace(trace, async () => {
      await Promise.resolve();
      return currentTrace();
    });
    expect(currentTrace()).toBeUndefined();
    expect(await seen).toBe(trace);
  });
});
