import { describe, expect, it } from '@jest/globals';
import { keyIn } from './api-key.ts';
import { movableClock } from './clock.ts';
import { html } from '@cartless/html';
import { HEXADECIMAL, idMaker } from './ids.ts';
import { chooseLanguage } from './language.ts';
import { cutPage } from './list-page.ts';

const basic = (text: string): string => `Basic ${Buffer.from(text).toString('base64')}`;

describe('a key', () => {
  it.each([
    ['Bearer k', 'k'],
    ['bearer k', 'k'],
    [basic('k:'), 'k'],
    [basic(':secret'), undefined],
    ['Digest k', undefined],
    ['Bearer', undefined],
    [undefined, undefined],
  ])('in %j is %j', (authorization, key) => {
    expect(keyIn(authorization, ['bearer', 'basic'])).toBe(key);
  });

  it('counts only in a scheme that the API takes', () => {
    expect(keyIn('Bearer k', ['basic'])).toBeUndefined();
  });
});

describe('a page of a list', () => {
  const list = ['e', 'd', 'c', 'b', 'a'];
  it.each([
    [{ size: 2 }, ['e', 'd'], true],
    [{ size: 2, olderThan: 1 }, ['c', 'b'], true],
    [{ size: 2, olderThan: 2 }, ['b', 'a'], false],
    [{ size: 2, newerThan: 3 }, ['d', 'c'], true],
    [{ size: 2, newerThan: 0 }, [], false],
    [{ size: 1, olderThan: 0, newerThan: 4 }, ['b'], true],
  ])('with %j is %j', (bounds, items, hasMore) => {
    expect(cutPage(list, bounds)).toEqual({ items, hasMore });
  });
});

describe('the language of a page', () => {
  it.each([
    [undefined, null, 'en'],
    ['zh-CN,zh;q=0.9,en;q=0.8', null, 'zh-CN'],
    ['fr;q=1, en;q=0.2, zh;q=0.7', null, 'zh-CN'],
    ['zh;q=0, en;q=0.1', null, 'en'],
    ['zh', 'en-GB', 'en'],
    ['zh', 'fr', 'zh-CN'],
  ])('for the wishes %j and the preference %j is %s', (wishes, preferred, language) => {
    expect(chooseLanguage(wishes, preferred)).toBe(language);
  });
});

it('HTML escapes every value that is not HTML already', () => {
  const name = `<b>"Tea" & 'Co'</b>`;
  expect(html`<p title="${name}">${html`<i>${1}</i>`}${null}${[html`<br />`]}</p>`.text).toBe(
    '<p title="&lt;b&gt;&quot;Tea&quot; &amp; &#39;Co&#39;&lt;/b&gt;"><i>1</i><br /></p>',
  );
});

it('ids have their prefix and their length, and differ', () => {
  const newId = idMaker(HEXADECIMAL, 32);
  expect(newId('trk')).toMatch(/^trk_[0-9a-f]{32}$/);
  expect(newId('trk')).not.toBe(newId('trk'));
});

it('a clock moves only forward, by ten years at most, and its offset is in the state', () => {
  const state = { clockOffsetMs: 0 };
  const clock = movableClock(state);
  clock.advanceBy(3_600_000);
  expect(state.clockOffsetMs).toBe(3_600_000);
  expect(clock.now() - Date.now()).toBeGreaterThan(3_590_000);
  for (const move of [-1, Number.NaN, 11 * 365 * 86_400_000])
    expect(() => clock.advanceBy(move)).toThrow(expect.objectContaining({ status: 422 }));
});
