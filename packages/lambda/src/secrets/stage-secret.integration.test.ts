import { createServer } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { PutParameterCommand, SSMClient } from '@aws-sdk/client-ssm';
import { afterEach, describe, expect, it } from '@jest/globals';
import { setEnvironment, setSecrets } from '@cartless/testing';
import { linesOf } from '../../test/fresh-process.ts';
import { readParameter } from './parameter-store.ts';
import { SecretUnusable, StoreUnavailable } from './secret-errors.ts';
import { stageSecret } from './stage-secret.ts';

const VALUE = 'whsec_5WbX5kEWLlfzsGNjH64I8lOOqUB6e8FH 密钥';
const put: (() => void | Promise<void>)[] = [];
afterEach(async () => {
  for (const back of put.splice(0).toReversed()) await back();
});

/** A store that answers every call the same way, and counts them. */
async function storeThatSays(status: number, body: string) {
  let calls = 0;
  const server = createServer((_, response) => {
    calls += 1;
    response.writeHead(status).end(body);
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  put.push(setEnvironment({ AWS_ENDPOINT_URL_SSM: url }), () => void server.close());
  return { calls: () => calls };
}

describe('a secret of the stage', () => {
  it('is read from the store, by the name that the environment gives, with a signature that holds', async () => {
    await setSecrets('notes', { 'webhook-secret': VALUE });
    expect(await stageSecret('WEBHOOK_SECRET_PARAMETER').values()).toEqual([VALUE]);
  });

  it('is refused by the store when the signature is not by its credentials', async () => {
    await setSecrets('notes', { 'webhook-secret': VALUE });
    put.push(setEnvironment({ AWS_SECRET_ACCESS_KEY: 'another' }));
    await expect(readParameter(process.env['WEBHOOK_SECRET_PARAMETER'] ?? '')).rejects.toBeInstanceOf(
      SecretUnusable,
    );
  });

  it('is one for the whole container, whoever asks', async () => {
    await setSecrets('notes', { 'webhook-secret': VALUE });
    const store = process.env['AWS_ENDPOINT_URL_SSM'];
    await stageSecret('WEBHOOK_SECRET_PARAMETER').values();
    const { calls } = await storeThatSays(500, '');
    expect(await stageSecret('WEBHOOK_SECRET_PARAMETER').values()).toEqual([VALUE]);
    expect([calls(), store]).toEqual([0, expect.stringContaining('127.0.0.1')]);
  });

  it('cannot be had when the function was not given its name', async () => {
    put.push(setEnvironment({ WEBHOOK_SECRET_PARAMETER: undefined }));
    await expect(stageSecret('WEBHOOK_SECRET_PARAMETER').values()).rejects.toThrow(
      'WEBHOOK_SECRET_PARAMETER is not set',
    );
  });

  it.each(['String', 'StringList'] as const)(
    'that is stored as a %s, which anybody may read, is refused',
    async (Type) => {
      const Name = `/cartless/test/notes/${Type}`;
      await new SSMClient({}).send(new PutParameterCommand({ Name, Value: VALUE, Type, Overwrite: true }));
      await expect(readParameter(Name)).rejects.toThrow(
        `it is stored as a ${Type} and not as a SecureString`,
      );
    },
  );

  it('that nobody stored is missed by its kind', async () => {
    await expect(readParameter('/cartless/test/notes/none')).rejects.toEqual(
      new SecretUnusable('ParameterNotFound'),
    );
  });

  it.each([
    ['is broken', 500, ''],
    [
      'is busy',
      400,
      '{"__type":"com.amazon.coral.availability#ThrottlingException","message":"Rate exceeded"}',
    ],
    ['speaks of other things', 200, '<html>'],
  ])('is asked for three times when the store %s', async (_, status, body) => {
    const { calls } = await storeThatSays(status, body);
    await expect(readParameter('/cartless/test/notes/any')).rejects.toBeInstanceOf(StoreUnavailable);
    expect(calls()).toBe(3);
  });

  it('is asked for once when the store says no', async () => {
    const { calls } = await storeThatSays(
      400,
      '{"__type":"AccessDeniedException","message":"not authorized"}',
    );
    await expect(readParameter('/cartless/test/notes/any')).rejects.toEqual(
      new SecretUnusable('AccessDeniedException'),
    );
    expect(calls()).toBe(1);
  });

  it('never reaches the log, whatever is wrong with it', () => {
    const held = { Type: 'SecureString', Value: `placeholder-${VALUE}` };
    const lines = linesOf(
      `import { createServer } from 'node:http';
       import { stageSecret } from './secrets/stage-secret.ts';
       const answer = ${JSON.stringify(JSON.stringify({ Parameter: held }))};
       const server = createServer((_, response) => response.end(answer)).listen(0, '127.0.0.1', async () => {
         process.env.AWS_ENDPOINT_URL_SSM = 'http://127.0.0.1:' + server.address().port;
         await stageSecret('LOG_SECRET_PARAMETER').values().catch(() => undefined);
         server.close();
       });`,
      { POWERTOOLS_LOG_LEVEL: 'DEBUG', LOG_SECRET_PARAMETER: '/cartless/test/notes/log-secret' },
    );
    expect(lines).toMatchObject([
      { message: 'a secret cannot be used', parameter: '/cartless/test/notes/log-secret' },
    ]);
    expect(JSON.stringify(lines)).toContain('it is a placeholder');
    expect(JSON.stringify(lines)).not.toContain('whsec_5WbX5');
  });
});
