/** @jest-environment jsdom */
import { beforeEach, describe, expect, it } from '@jest/globals';
import '../../test/answering.ts';
import { loadPictures } from './early-pictures.ts';

const goods = (...names: string[]) =>
  names.map((name) => ({ images: [`/images/${name}.svg`, '/images/back.svg'] }));

describe('the pictures that are loaded before their page is there', () => {
  const loaded: string[] = [];
  beforeEach(() => {
    loaded.length = 0;
    Object.defineProperty(globalThis, 'Image', {
      configurable: true,
      value: class {
        set src(path: string) {
          loaded.push(path);
        }
      },
    });
  });
  const load = (body: object, status = 200) => loadPictures(Promise.resolve(Response.json(body, { status })));

  it('are the first of the first goods', async () => {
    await load({ items: goods('a', 'b', 'c', 'd', 'e') });
    expect(loaded).toEqual(['/images/a.svg', '/images/b.svg', '/images/c.svg', '/images/d.svg']);
  });

  it('are that of a product on its page', async () => {
    await load(goods('lamp')[0] ?? {});
    expect(loaded).toEqual(['/images/lamp.svg']);
  });

  it.each([
    ['goods without pictures', { items: [{ images: [] }] }],
    ['an empty shelf', { items: [] }],
    ['a refusal', { code: 'PRODUCT_NOT_FOUND' }],
  ])('are none of %s', async (_what, body) => {
    await load(body);
    expect(loaded).toEqual([]);
  });

  it('leave the answer whole for the page', async () => {
    const answer = Promise.resolve(Response.json({ items: goods('a') }));
    await Promise.all([loadPictures(answer), answer.then((one) => one.json())]);
    expect(loaded).toEqual(['/images/a.svg']);
  });
});
