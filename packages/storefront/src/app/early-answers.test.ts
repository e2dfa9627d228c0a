import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';

const SHOP = 'https://shop.example';
// What a page has, and the language that somebody has chosen there.
const page = { location: new URL(SHOP), localStorage: { getItem: () => 'zh-CN', setItem: () => undefined } };
for (const [name, value] of Object.entries(page))
  Object.defineProperty(globalThis, name, { value, configurable: true });
const { askEarly, sendOrTake } = await import('./early-answers.ts');

/** What the client of the shop sends. */
const request = (path: string, method = 'GET', language = 'zh-CN'): Request =>
  new Request(SHOP + path, { method, headers: { 'accept-language': language } });

describe('what was asked before the client of the shop was there', () => {
  const sent: string[] = [];
  let answer: () => Promise<Response>;
  beforeEach(() => {
    jest.useFakeTimers();
    sent.length = 0;
    answer = () => Promise.resolve(new Response(`answer ${sent.length}`));
    jest.spyOn(globalThis, 'fetch').mockImplementation((asked) => {
      const { method, url, headers } = asked as Request;
      sent.push(`${method} ${url} ${headers.get('accept-language')}`);
      return answer();
    });
  });
  afterEach(() => {
    jest.runOnlyPendingTimers();
    jest.useRealTimers();
    jest.restoreAllMocks();
  });
  const said = async (one: Request): Promise<string> => (await sendOrTake(one)).text();

  it('is asked in the language of the page, and taken instead of being asked again', async () => {
    void askEarly('/products?limit=8');
    expect(await said(request('/products?limit=8'))).toBe('answer 1');
    expect(sent).toEqual([`GET ${SHOP}/products?limit=8 zh-CN`]);
  });

  it('can be looked into by whoever asked, and is whole for whoever takes it', async () => {
    const looked = askEarly('/products?limit=8').then((found) => found.clone().text());
    expect(await said(request('/products?limit=8'))).toBe('answer 1');
    expect(await looked).toBe('answer 1');
  });

  it('is taken once: whoever asks later wants to know how it is now', async () => {
    void askEarly('/categories');
    await said(request('/categories'));
    expect(await said(request('/categories'))).toBe('answer 2');
  });

  it.each([
    ['another address', request('/products?limit=4')],
    ['another method', request('/products?limit=8', 'POST')],
    ['another language', request('/products?limit=8', 'GET', 'en')],
  ])('is no answer to %s', async (_what, other) => {
    void askEarly('/products?limit=8');
    expect(await said(other)).toBe('answer 2');
  });

  it('is asked again when it failed, whether that is known already or not', async () => {
    const works = answer;
    answer = () => Promise.reject(new TypeError('no network'));
    void askEarly('/categories');
    void askEarly('/products?limit=8');
    answer = works;
    expect(await said(request('/categories'))).toBe('answer 3');
    await Promise.resolve();
    expect(await said(request('/products?limit=8'))).toBe('answer 4');
  });

  it('is forgotten when nobody has wanted it for a while', async () => {
    void askEarly('/categories');
    jest.advanceTimersByTime(15_000);
    expect(await said(request('/categories'))).toBe('answer 2');
  });
});
