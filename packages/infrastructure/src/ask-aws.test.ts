import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { askAws } from './ask-aws.ts';

const ANSWERS: Readonly<Record<string, object>> = {
  'AmazonSSM.GetParameter': { Parameter: { Name: '/shop/prod/edge/edge-proof', Value: 'hush' } },
  'DynamoDB_20120810.DescribeTable': { Table: { TableName: 'orders', LatestStreamArn: 'arn:aws:stream' } },
};

describe('what is asked of AWS while a stack is deployed', () => {
  let server: Server;
  let regions: string[] = [];
  const provider = {
    getAwsSdkV3Config: async ({ region = 'eu-central-1' }: Readonly<{ region?: string }> = {}) => ({
      region,
      endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
      credentials: { accessKeyId: 'a', secretAccessKey: 'b' },
    }),
  };

  beforeAll(async () => {
    server = createServer(({ headers }, response) => {
      regions.push(/Credential=a\/\d+\/([^/]+)\//.exec(headers.authorization ?? '')?.[1] ?? '');
      response.setHeader('content-type', 'application/x-amz-json-1.1');
      response.end(JSON.stringify(ANSWERS[String(headers['x-amz-target'])]));
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  });
  afterAll(() => void server.close());

  it('is answered as whoever deploys may hear it, from the region that is named', async () => {
    regions = [];
    const aws = askAws(provider);
    expect(await aws.parameter('/shop/prod/edge/edge-proof')).toBe('hush');
    expect(await aws.parameter('/shop/prod/edge/edge-proof', 'eu-west-1')).toBe('hush');
    expect(await aws.stream('orders')).toBe('arn:aws:stream');
    expect(regions).toEqual(['eu-central-1', 'eu-west-1', 'eu-central-1']);
  });
});
