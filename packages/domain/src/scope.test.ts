import { describe, expect, it } from '@jest/globals';
import {
  allows,
  ROLE_NAMES,
  SCOPE_NAMES,
  SCOPES,
  scopesThatOpen,
  spellOut,
  STAFF_SCOPE_NAMES,
} from './scope.ts';

describe('the scopes', () => {
  it('are names that a token can list with spaces between, each explained in both languages', () => {
    for (const name of SCOPE_NAMES) {
      expect(name).toMatch(/^[a-z]+$/);
      expect(SCOPES[name].en).not.toBe(SCOPES[name]['zh-CN']);
    }
    expect(SCOPE_NAMES).toEqual(['shop', ...STAFF_SCOPE_NAMES]);
  });

  it('are areas for the staff, and a role that is all of them', () => {
    expect(ROLE_NAMES).toEqual([
      'catalogue',
      'fulfilment',
      'finance',
      'support',
      'reports',
      'staff',
      'admin',
    ]);
    expect(SCOPE_NAMES).not.toContain('admin');
  });

  it('are spelled out for administrators, once, and stay what they are for everybody else', () => {
    const all = ['shop', 'admin', ...STAFF_SCOPE_NAMES];
    expect(spellOut(['shop', 'admin'])).toEqual(all);
    expect(spellOut(spellOut(['shop', 'admin']))).toEqual(all);
    expect(spellOut(['shop', 'finance'])).toEqual(['shop', 'finance']);
    expect(spellOut([])).toEqual([]);
  });

  it.each<[string[], string, boolean]>([
    [['shop', 'finance'], 'finance', true],
    [['shop', 'finance'], 'support', false],
    [['shop', 'admin'], 'support', true],
    [['admin'], 'shop', false],
    [['administrator'], 'support', false],
    [[], 'shop', false],
  ])('%j allow %s: %s', (scopes, wanted, allowed) => {
    expect(allows(scopes, wanted as 'shop')).toBe(allowed);
  });

  it('need only be one of those that are wanted', () => {
    expect(allows(['shop', 'fulfilment'], 'support', 'fulfilment')).toBe(true);
    expect(allows(['shop', 'finance'], 'support', 'fulfilment')).toBe(false);
  });

  it('open what the staff does to administrators of the release before, and nothing else', () => {
    expect(scopesThatOpen('finance')).toEqual(['finance', 'admin']);
    expect(scopesThatOpen(['support', 'finance'])).toEqual(['support', 'finance', 'admin']);
    expect(scopesThatOpen('shop')).toEqual(['shop']);
  });
});
