import { availableParallelism } from 'node:os';

export default {
  // Several whole shops start among the tests; more at once than this only wait for one another.
  maxWorkers: Math.max(2, Math.floor(availableParallelism() / 2)),
  testMatch: ['<rootDir>/{packages,services,scripts,test}/**/*.test.ts'],
  testPathIgnorePatterns: ['/node_modules/', '/\\.(esbuild|offline)/', '/\\.serverless/'],
  modulePathIgnorePatterns: ['/\\.(esbuild|offline)/', '/\\.serverless/', '<rootDir>/packages/[^/]+/dist/'],
  extensionsToTreatAsEsm: ['.ts'],
  transform: {
    '\\.ts$': [
      '@swc/jest',
      { jsc: { parser: { syntax: 'typescript' }, target: 'es2024' }, module: { type: 'es6' } },
    ],
  },
  transformIgnorePatterns: ['/node_modules/'],
  globalSetup: '<rootDir>/test/global-setup.mts',
  globalTeardown: '<rootDir>/test/global-teardown.mts',
  // Ends a test that hangs; how long anything takes says nothing about it.
  testTimeout: 600_000,
};
