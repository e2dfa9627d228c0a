/** @jest-environment jsdom */
import { beforeEach, describe, expect, it } from '@jest/globals';
import { orderAnswered, orderKey } from './order-key.ts';

const wish = (quantity: number) => ({ items: [{ productId: 'prd_1', quantity }] });

describe('the key of an order', () => {
  beforeEach(() => sessionStorage.clear());

  it('is the same for the same wish, on a page that was loaded anew too', () => {
    const key = orderKey(wish(1));
    expect(orderKey(wish(1))).toBe(key);
    expect(sessionStorage.getItem('cartless:order')).toContain(key);
  });

  it('is another one for another wish, and for the same once it was answered', () => {
    const first = orderKey(wish(1));
    const second = orderKey(wish(2));
    orderAnswered();
    const third = orderKey(wish(2));
    expect(new Set([first, second, third]).size).toBe(3);
  });

  it('is a new one where somebody else wrote into the storage', () => {
    sessionStorage.setItem('cartless:order', '{"wish":');
    expect(orderKey(wish(1))).toMatch(/^[0-9a-f]{32}$/);
  });
});
