import { describe, expect, it } from '@jest/globals';
import { wantsPage } from './accept.ts';

describe('what somebody wants who can have a page or JSON', () => {
  it.each([
    [undefined, true],
    ['', true],
    ['*/*', true],
    ['text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,*/*;q=0.8', true],
    ['text/html', true],
    ['application/json', false],
    ['application/json, text/plain, */*', true],
    ['application/json, text/plain, */*;q=0.5', false],
    ['Application/JSON ; q=0.9, text/html;q=0.8', false],
    ['application/*', false],
    ['text/html;q=0, */*', false],
    ['nonsense', true],
  ])('%p: a page: %p', (accept, answer) => {
    expect(wantsPage(accept)).toBe(answer);
  });
});
