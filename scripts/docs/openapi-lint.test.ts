import { dirname, join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { createConfig, formatProblems, lint } from '@redocly/openapi-core';
import { serviceNames } from './event-consumers.ts';

const ROOT = dirname(dirname(import.meta.dirname));
const DOCUMENTS = [
  'docs/generated/openapi.json',
  ...serviceNames(ROOT).map((service) => `services/${service}/openapi.json`),
];

/** Redocly's recommendations, of which each warning counts as an error. */
const config = await createConfig({
  extends: ['recommended-strict'],
  rules: {
    // A redirect is the success of some: the link in a mail, the way to a file.
    'operation-2xx-response': 'off',
    'rule/answers-well': {
      subject: { type: 'Responses' },
      assertions: { requireAny: ['200', '201', '202', '204', '302', '303'] },
      severity: 'error',
    },
  },
});

describe('the linter', () => {
  it.each(DOCUMENTS)('has nothing to say about %s', async (path) => {
    const problems = await lint({ ref: join(ROOT, path), config });
    if (problems.length > 0)
      formatProblems(problems, {
        format: 'stylish',
        totals: { errors: problems.length, warnings: 0, ignored: 0 },
      });
    expect(problems.map(({ ruleId, message }) => `${ruleId}: ${message}`)).toEqual([]);
  });

  it('does find what is amiss', async () => {
    const { lintFromString } = await import('@redocly/openapi-core');
    const source = JSON.stringify({ openapi: '3.1.0', info: { title: 'T', version: '1' }, paths: {} });
    expect((await lintFromString({ source, config })).map(({ ruleId }) => ruleId)).toContain('info-license');
  });
});
