import { spawn } from 'node:child_process';
import { afterEach, describe, expect, it } from '@jest/globals';
import { join } from 'node:path';
import { advisoriesIn } from './advisory-sources.ts';
import { auditByRegistry } from './registry-audit.ts';

const ROOT = join(import.meta.dirname, '../..');
const ADVISORY = {
  id: 1234,
  url: 'https://example.com/advisories/GHSA-aaaa-bbbb-cccc',
  title: 'Zod is slow',
  severity: 'high',
  vulnerable_versions: '<5.0.0',
  cwe: [],
  cvss: { score: 7, vectorString: null },
};

describe('a registry that is asked for advisories', () => {
  let server: ReturnType<typeof spawn> | undefined;
  afterEach(() => void server?.kill());

  /** pnpm is waited for, so the registry it asks is a process of its own. */
  async function registry(status: number, answer: unknown): Promise<string[]> {
    const script = `require('node:http').createServer((request, response) => {
      request.resume().on('end', () => {
        response.writeHead(${status}, { 'content-type': 'application/json' });
        response.end(${JSON.stringify(JSON.stringify(answer))});
      });
    }).listen(0, '127.0.0.1', function () { console.log(this.address().port); });`;
    const child = spawn(process.execPath, ['-e', script], { stdio: ['ignore', 'pipe', 'inherit'] });
    server = child;
    const port = await new Promise<string>((resolve) =>
      child.stdout.once('data', (data) => resolve(String(data).trim())),
    );
    return [`--registry=http://127.0.0.1:${port}/`];
  }

  it('answers with those that hit the lockfile', async () => {
    const options = await registry(200, { zod: [ADVISORY] });
    expect(auditByRegistry(ROOT, options)).toMatchObject({
      advisories: [{ package: 'zod', severity: 'high', title: 'Zod is slow', id: 'GHSA-aaaa-bbbb-cccc' }],
    });
  });

  it('answers that there are none', async () => {
    expect(auditByRegistry(ROOT, await registry(200, {}))).toEqual({ advisories: [] });
  });

  it.each([
    [405, {}],
    [500, { error: 'busy' }],
  ])('is not taken to know of none when it answers %j', async (status, answer) => {
    const registryOptions = [...(await registry(status, answer)), '--config.fetch-retries=0'];
    const { advisories, unknown } = advisoriesIn(ROOT, [], { registryOptions });
    expect([advisories, unknown]).toEqual([undefined, expect.stringContaining(String(status))]);
  });
});
