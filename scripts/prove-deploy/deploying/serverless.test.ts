import { describe, expect, it } from '@jest/globals';
import { reasonIn } from './serverless.ts';

describe('why a deployment failed', () => {
  it('is what the framework says after "Error:", in one line', () => {
    const output =
      'Deploying\n\n× failed (3s)\n\nError:\nCREATE_FAILED: UsersTable\nTable already exists\n\nView it: https://…';
    expect(reasonIn(output)).toBe('CREATE_FAILED: UsersTable Table already exists');
    expect(reasonIn('killed')).toBe('the deployment failed');
  });
});
