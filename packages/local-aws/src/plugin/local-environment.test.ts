import { afterEach, expect, test } from '@jest/globals';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readPorts } from '../ports.ts';
import { localSigningKey } from '../signing-key.ts';
import { forgetAwsProfile, localiseEnvironment } from './local-environment.ts';
import type { Environment, Serverless } from './serverless-api.ts';

const root = mkdtempSync(join(tmpdir(), 'cartless-environment-'));
afterEach(() => rmSync(join(root, '.cartless'), { recursive: true, force: true }));

const endpoints = {
  dynamodb: 'http://localhost:4011',
  messaging: 'http://localhost:4012',
  mailbox: 'http://localhost:4013',
  payments: 'http://localhost:4014',
  carrier: 'http://localhost:4015',
  kuaidi100: 'http://localhost:4017',
  parameters: 'http://localhost:4016',
};

function resolve(value: unknown): unknown {
  if (typeof value !== 'object') return value;
  if (JSON.stringify(value) === '{"Ref":"Table"}') return 'cartless-dev-orders';
  throw new Error(`cannot resolve ${JSON.stringify(value)}`);
}

function localised(
  provider: Environment,
  ownFunction: Environment,
  overrides: Record<string, string>,
): { provider: Environment; ownFunction: Environment } {
  const placeOrder = { handler: 'h', name: 'n', environment: ownFunction };
  const service = {
    provider: { stage: 'dev', environment: provider },
    functions: { placeOrder },
    custom: { localAws: { environment: overrides } },
  };
  const values = { root, ports: readPorts({ CARTLESS_PORT_BASE: '5000' }), endpoints, resolve };
  localiseEnvironment({ service } as unknown as Serverless, values);
  return { provider: service.provider.environment, ownFunction: placeOrder.environment };
}

test('intrinsic functions become local values, for the provider and for each function', () => {
  const made = localised({ TABLE: { Ref: 'Table' }, STAGE: 'dev' }, { OTHER: { Ref: 'Table' } }, {});
  expect(made.provider).toMatchObject({ TABLE: 'cartless-dev-orders', STAGE: 'dev' });
  expect(made.ownFunction).toEqual({ OTHER: 'cartless-dev-orders' });
});

test('the SDK finds the emulators and credentials by itself', () => {
  expect(localised({}, {}, {}).provider).toEqual({
    AWS_REGION: 'us-east-1',
    AWS_DEFAULT_REGION: 'us-east-1',
    AWS_ACCESS_KEY_ID: 'local',
    AWS_SECRET_ACCESS_KEY: 'local',
    AWS_ENDPOINT_URL_DYNAMODB: endpoints.dynamodb,
    AWS_ENDPOINT_URL_S3: endpoints.messaging,
    AWS_ENDPOINT_URL_SNS: endpoints.messaging,
    AWS_ENDPOINT_URL_SQS: endpoints.messaging,
    AWS_ENDPOINT_URL_SES: endpoints.mailbox,
    AWS_ENDPOINT_URL_SSM: endpoints.parameters,
  });
});

test('local values win over what cannot be resolved, with ports and the signing key filled in', () => {
  const overrides = {
    KEY_ID: '{signingKey}',
    PAY_URL: 'http://localhost:{payments}/v1',
    EXTRA: '{"a":1}',
    LINK: '/verify?t={token}',
  };
  const made = localised({ KEY_ID: { 'Fn::GetAtt': ['Key', 'Arn'] } }, { PAY_URL: 'https://pay' }, overrides);
  expect(JSON.parse(String(made.provider['KEY_ID']))).toEqual(localSigningKey(root));
  expect(made.provider).toMatchObject({ EXTRA: '{"a":1}', LINK: '/verify?t={token}' });
  expect(made.ownFunction).toEqual({ PAY_URL: 'http://localhost:5014/v1' });
});

test('every variable without a local value is named at once', () => {
  const call = (): unknown =>
    localised({ KEY: { Ref: 'Key' } }, { TOPIC: { Ref: 'T' } }, { URL: 'http://localhost:{shop}' });
  expect(call).toThrow(
    /environment\.URL: no port is called \{shop\}\nprovider\.environment\.KEY: .*\nfunctions\.placeOrder\.environment\.TOPIC: /,
  );
});

test("the developer's own AWS profile is forgotten", () => {
  const env = { AWS_PROFILE: 'work', AWS_SESSION_TOKEN: 'x', PATH: '/bin' };
  forgetAwsProfile(env);
  expect(env).toEqual({ PATH: '/bin' });
});

test('a function that the template tells the address of a service of AWS finds the emulator', () => {
  const address = { 'Fn::Sub': 'https://ssm.${AWS::Region}.${AWS::URLSuffix}' };
  const { ownFunction } = localised({}, { AWS_ENDPOINT_URL_SSM: address }, {});
  expect(ownFunction).toEqual({ AWS_ENDPOINT_URL_SSM: endpoints.parameters });
});
