import { beforeAll, describe, expect, it } from '@jest/globals';
import { weighAll, type Weighed } from '../scripts/weight/bundle.ts';
import { complaints } from '../scripts/weight/budgets.ts';
import { ROOT, SERVICES } from './serverless-yaml.ts';

describe.each(SERVICES)('every packaged function of %s', (service) => {
  let functions: readonly Weighed[];
  let loadedLate: readonly string[];
  beforeAll(async () => {
    ({ functions, loadedLate } = await weighAll(ROOT, service));
  });

  it('is found', () => {
    expect(functions.length).toBeGreaterThan(10);
  });

  it('carries what it has a use for, and weighs no more than its kind may', () => {
    expect(functions.flatMap((one) => complaints(ROOT, one))).toEqual([]);
  });

  it('loads no ES module late that stands on other packages: esbuild would make a function of each of their files, in every bundle', () => {
    expect(loadedLate).toEqual([]);
  });
});

describe('the weight of a function', () => {
  const weighed = (files: Record<string, number>): Weighed => ({
    name: 'users health',
    service: 'users',
    handler: 'services/users/src/health/handler.ts',
    bytes: Object.values(files).reduce((sum, bytes) => sum + bytes, 0),
    files: new Map(Object.entries(files)),
  });

  it('is complained of with what carries it', () => {
    expect(complaints(ROOT, weighed({ 'src/health/handler.ts': 61 * 1024 }))).toEqual([
      "users health has 61.0 KB and may have 60: the service's own 61.0",
    ]);
  });

  it('counts nothing as its own that it has no use for', () => {
    const stripe = '../../node_modules/.pnpm/stripe@1/node_modules/stripe/esm/Error.js';
    expect(complaints(ROOT, weighed({ 'src/health/handler.ts': 1024, [stripe]: 2048 }))).toEqual([
      'users health carries stripe (2.0 KB): stripe/esm/Error.js',
    ]);
  });
});
