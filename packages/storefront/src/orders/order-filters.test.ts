import { expect, it } from '@jest/globals';
import { asked } from './asked-orders.ts';
import { readFilters } from './order-filters.ts';

it('reads from an address what makes sense', () => {
  const filters = { status: 'paid', from: '2026-11-01', to: '2026-11-30' };
  expect(readFilters({ ...filters, other: 1 })).toEqual(filters);
  expect(readFilters({ status: 7, from: '2026-13-01', to: 7 })).toEqual({});
  expect(asked({ status: 'gone' })).toEqual({});
});

it('asks for whole days where one is, the last one too', () => {
  const query = asked({ from: '2026-11-30', to: '2026-11-30' });
  expect(new Date(query.from ?? '').toLocaleString('sv')).toBe('2026-11-30 00:00:00');
  expect(new Date(query.to ?? '').toLocaleString('sv')).toBe('2026-12-01 00:00:00');
});
