import { describe, expect, it } from '@jest/globals';
import { SCOPE_NAMES, SCOPES } from './scope.ts';

describe('the scopes', () => {
  it('are names that a token can list with spaces between, each explained in both languages', () => {
    for (const name of SCOPE_NAMES) {
      expect(name).toMatch(/^[a-z]+$/);
      expect(SCOPES[name].en).not.toBe(SCOPES[name]['zh-CN']);
    }
    expect(SCOPE_NAMES).toContain('shop');
  });
});
