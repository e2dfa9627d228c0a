import { describe, expect, it } from '@jest/globals';
import { DRAWINGS, productPicture } from '@cartless/local-aws/pictures';
import { DEPARTMENTS } from '../services/orders/scripts/catalogue/departments.ts';

const goods = DEPARTMENTS.flatMap(({ products }) => products.map(({ slug }) => slug));

describe('pictures of the demo catalogue', () => {
  it('are drawn for all goods, and for nothing else', () => {
    expect(Object.keys(DRAWINGS).sort()).toEqual(goods.toSorted());
  });

  it('are all different', () => {
    expect(new Set(goods.map((slug) => productPicture(`prd_${slug}`))).size).toBe(goods.length);
  });

  it.each([...goods, 'of-somebody'])('are whole: %s', (slug) => {
    const picture = productPicture(`prd_${slug}`);
    expect(picture).not.toMatch(/undefined|NaN|(?:rx|ry|r|d|fill)=""/);
    expect(picture.match(/<(?:path|rect|circle|ellipse) /g)?.length).toBeGreaterThan(4);
  });
});
