import { describe, expect, it } from '@jest/globals';
import { COURSE, leftOut, stepsOf } from './course.ts';

const all = Object.values(COURSE).map(({ name }) => name);

describe('the course of the proof', () => {
  it('has each step once', () => {
    expect(new Set(all).size).toBe(all.length);
  });

  it('is judged by all of its steps, the short one too', () => {
    const short = stepsOf(true).map(({ name }) => name);
    expect(short).toContain(COURSE.refused.name);
    expect(short).toContain(COURSE.everyFunction.name);
    expect(leftOut(short, true)).toEqual([]);
    expect(leftOut(short, false)).toEqual(all.filter((name) => !short.includes(name)));
    expect(leftOut(all.slice(1), true)).toEqual([COURSE.account.name]);
  });
});
