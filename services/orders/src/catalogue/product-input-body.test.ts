import { describe, expect, it } from '@jest/globals';
import * as z from 'zod/mini';
import { PRODUCT_FIELDS } from './product-input-body.ts';

const isTaken = (address: string): boolean => z.safeParse(PRODUCT_FIELDS.images, [address]).success;

describe('the addresses of a product', () => {
  it.each([
    'javascript:alert(1)',
    'data:text/html,x',
    'http://pictures.example/1.jpg',
    'https://x y',
    ' ',
    'lamp.jpg',
  ])('lead to pictures by https or within the shop: not %s', (address) => {
    expect(isTaken(address)).toBe(false);
    expect(['https://pictures.example/1.jpg', '/pictures/1.jpg'].every(isTaken)).toBe(true);
  });
});
