import { describe, expect, it } from '@jest/globals';
import { queryOfListing, readListing } from './listing-search.ts';

describe('the address of a list', () => {
  it('says words, filters and order, and nothing that means nothing', () => {
    expect(
      readListing({ q: ' dress ', category: 'clothing', min: 12.5, max: '300', stock: true, sort: '-price' }),
    ).toEqual({ q: 'dress', category: 'clothing', min: 12.5, max: 300, stock: true, sort: '-price' });
    expect(readListing({ q: ' ', category: '', min: '', max: -1, stock: 'yes', sort: 'x', page: 3 })).toEqual(
      {},
    );
    // The router reads a number where only digits were typed.
    expect(readListing({ q: 2026 })).toEqual({ q: '2026' });
  });

  it('becomes a question to the shop, with prices in minor units', () => {
    expect(queryOfListing({ min: 19.99, max: 0, stock: true })).toEqual({
      limit: 24,
      facets: 'true',
      minPrice: 1999,
      maxPrice: 0,
      inStock: 'true',
    });
  });
});
