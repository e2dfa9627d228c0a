import { GetParametersCommand, paginateDescribeParameters, SSMClient } from '@aws-sdk/client-ssm';
import type { FindStored, Stored } from './readiness.ts';

/** What one question may name, and what one question for values. */
const MOST = 50;
const MOST_VALUES = 10;

/** Asks SSM Parameter Store, with the credentials of whoever deploys. No value of a secret is read. */
export const storedSecrets =
  (settings: Readonly<{ region?: string; profile?: string }>): FindStored =>
  async (names, plain = []) => {
    const client = new SSMClient(settings);
    const found = new Map<string, Stored>();
    for (let at = 0; at < names.length; at += MOST) {
      const ParameterFilters = [{ Key: 'Name', Option: 'Equals', Values: names.slice(at, at + MOST) }];
      for await (const { Parameters = [] } of paginateDescribeParameters({ client }, { ParameterFilters })) {
        for (const { Name = '', Type = '', KeyId } of Parameters) found.set(Name, { type: Type, key: KeyId });
      }
    }
    for (let at = 0; at < plain.length; at += MOST_VALUES) {
      const command = new GetParametersCommand({ Names: plain.slice(at, at + MOST_VALUES) });
      for (const { Name = '', Type = '', Value } of (await client.send(command)).Parameters ?? [])
        found.set(Name, { type: Type, key: undefined, value: Value });
    }
    client.destroy();
    return found;
  };
