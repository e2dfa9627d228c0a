import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Company } from '@cartless/simulation';
import type { Schema } from '../scripts/docs/contract-changes.ts';
import { serviceNames } from '../scripts/docs/event-consumers.ts';
import { shownCalls } from '../scripts/releases/neighbours.ts';
import { ROOT } from './serverless-yaml.ts';

const document = (service: string): Schema =>
  JSON.parse(readFileSync(join(ROOT, `services/${service}/openapi.json`), 'utf8')) as Schema;
const KEYED = serviceNames(ROOT)
  .flatMap((service) => shownCalls(service, document(service)))
  .filter(({ call }) => call.headers !== undefined && Object.hasOwn(call.headers, 'idempotency-key'));

describe('a request with a key that comes twice at the same moment', () => {
  let company: Company;
  beforeAll(async () => {
    company = await Company.gather({ workers: 1 });
  });
  afterAll(() => company.leave());

  // Keys are decided in the write that does it, so there is no time in which a request is in progress.
  it('is done once, and answered twice, whatever it is', async () => {
    const answers = await company.answer(
      KEYED.map(({ call }) => call),
      { times: 2 },
    );
    const came = answers.map(([one, other], index) => ({
      route: KEYED[index]?.route,
      done: [one, other].every((reply) => reply !== undefined && reply.status < 300),
      same: JSON.stringify(one?.body) === JSON.stringify(other?.body),
      replayed: [one, other].filter((reply) => reply?.headers['idempotent-replayed'] === 'true').length,
    }));
    expect(came).toEqual(KEYED.map(({ route }) => ({ route, done: true, same: true, replayed: 1 })));
    expect(KEYED.length).toBeGreaterThan(8);
  });
});
