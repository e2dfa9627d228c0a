import { randomUUID } from 'node:crypto';
import { DescribeParametersCommand, PutParameterCommand, SSMClient } from '@aws-sdk/client-ssm';
import { describe, expect, it, jest } from '@jest/globals';
import { storedSecrets } from './stored-secrets.ts';

describe('the secrets that are stored', () => {
  it('are found by name, with their kind and without their values, however many are asked for', async () => {
    const names = Array.from({ length: 120 }, (_, n) => `/shop/${randomUUID()}/secret-${n}`);
    const client = new SSMClient({});
    const put = (Name: string | undefined, Type: 'SecureString' | 'String') =>
      client.send(new PutParameterCommand({ Name, Value: 'whsec_of_nobody', Type }));
    await put(names[0], 'SecureString');
    await put(names[119], 'String');
    const send = jest.spyOn(SSMClient.prototype, 'send');
    const found = await storedSecrets({})(names, []);
    expect([...found].map(([name, { type }]) => [name, type])).toEqual([
      [names[0], 'SecureString'],
      [names[119], 'String'],
    ]);
    // A question names fifty at most.
    expect(send.mock.calls.map(([command]) => command.constructor)).toEqual(
      Array.from({ length: 3 }, () => DescribeParametersCommand),
    );
    send.mockRestore();
  });

  it('are told with their values where those are no secrets and were asked for', async () => {
    const name = `/shop/${randomUUID()}/fixed/currency`;
    await new SSMClient({}).send(new PutParameterCommand({ Name: name, Value: 'CNY', Type: 'String' }));
    expect((await storedSecrets({})([], [name, `${name}-of-nobody`])).get(name)).toMatchObject({
      value: 'CNY',
    });
  });
});
