import { availableParallelism } from 'node:os';
import { join } from 'node:path';

const compiler = (syntax) => [
  '@swc/jest',
  {
    jsc: {
      parser: { syntax: 'typescript', ...syntax },
      target: 'es2024',
      transform: { react: { runtime: 'automatic' } },
    },
    module: { type: 'es6' },
  },
];

export default {
  // Several whole shops start among the tests; more at once than this only wait for one another.
  maxWorkers: Math.max(2, Math.floor(availableParallelism() / 2)),
  testMatch: ['<rootDir>/{packages,services,scripts,test}/**/*.test.{ts,tsx}'],
  testPathIgnorePatterns: ['/node_modules/', '/\\.(esbuild|offline)/', '/\\.serverless/'],
  modulePathIgnorePatterns: ['/\\.(esbuild|offline)/', '/\\.serverless/', '<rootDir>/packages/[^/]+/dist/'],
  extensionsToTreatAsEsm: ['.ts', '.tsx'],
  transform: { '\\.ts$': compiler({}), '\\.tsx$': compiler({ tsx: true }) },
  moduleNameMapper: {
    // Pages are tested without their looks, and with texts that are read from the disk.
    '\\.css$': '<rootDir>/packages/storefront/test/no-styles.ts',
    '/text-files\\.ts$': '<rootDir>/packages/storefront/test/text-files.ts',
  },
  transformIgnorePatterns: ['/node_modules/'],
  testSequencer: join(import.meta.dirname, 'test/longest-first.mts'),
  globalSetup: '<rootDir>/test/global-setup.mts',
  globalTeardown: '<rootDir>/test/global-teardown.mts',
  // Ends a test that hangs; how long anything takes says nothing about it.
  testTimeout: 600_000,
};
