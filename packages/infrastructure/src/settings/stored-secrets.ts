import { paginateDescribeParameters, SSMClient } from '@aws-sdk/client-ssm';
import type { FindStored } from './readiness.ts';

/** What one question may name. */
const MOST = 50;

/** Asks SSM Parameter Store, with the credentials of whoever deploys. No value is read. */
export const storedSecrets =
  (settings: Readonly<{ region?: string; profile?: string }>): FindStored =>
  async (names) => {
    const client = new SSMClient(settings);
    const found = new Map<string, Readonly<{ type: string; key: string | undefined }>>();
    for (let at = 0; at < names.length; at += MOST) {
      const ParameterFilters = [{ Key: 'Name', Option: 'Equals', Values: names.slice(at, at + MOST) }];
      for await (const { Parameters = [] } of paginateDescribeParameters({ client }, { ParameterFilters })) {
        for (const { Name = '', Type = '', KeyId } of Parameters) found.set(Name, { type: Type, key: KeyId });
      }
    }
    client.destroy();
    return found;
  };
