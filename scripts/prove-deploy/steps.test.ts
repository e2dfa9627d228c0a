import { describe, expect, it } from '@jest/globals';
import { Broken, Steps } from './steps.ts';

const fails = () => Promise.reject(new Error('no such table\nat …'));

describe('the steps of a proof', () => {
  it('prove nothing when none was taken', () => {
    expect(new Steps(() => undefined).failed).toBe(true);
  });

  it('hold when all of them do, and are told with what they came to', async () => {
    const steps = new Steps(() => undefined);
    await steps.must('one', async () => 7, String);
    await steps.may('two', async () => 'all there');
    expect(steps.failed).toBe(false);
    expect(steps.table()).toMatch(/^ok {5}one +0 s {2}7\nok {5}two +0 s {2}all there$/);
  });

  it('go on after one that may fail, and fail as a whole', async () => {
    const steps = new Steps(() => undefined);
    await steps.may('one', fails);
    await steps.may('two', async () => 'done');
    expect(steps.failed).toBe(true);
    expect(steps.table()).toMatch(/^FAILED one +0 s {2}no such table\nok /);
    expect(steps.counts()).toBe('1 passed, 1 failed');
  });

  it('end at one that must hold', async () => {
    const steps = new Steps(() => undefined);
    await expect(steps.must('one', fails)).rejects.toThrow(Broken);
    expect(steps.failed).toBe(true);
  });
});
