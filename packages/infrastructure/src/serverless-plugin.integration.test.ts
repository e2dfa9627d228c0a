import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { scratchStage } from '../test/scratch-stage.ts';
import { PutParameterCommand, SSMClient } from '@aws-sdk/client-ssm';
import InfrastructurePlugin from './serverless-plugin.ts';

class Refused extends Error {
  readonly code: string;
  constructor(message: string, code: string) {
    super(message);
    this.code = code;
  }
}

const QUEUE = {
  'orders/src/a/function.yml': 'a:\n  consumes: { queue: jobs, alarm: Jobs wait., messages: own }',
  'orders/src/a/handler.ts': 'export const handler = () => {};',
};

/** The framework, as far as a plugin that only extends the configuration sees it. */
function framework(
  files: Readonly<Record<string, string>>,
  command: string,
  options: object = { stage: 'prod' },
) {
  const extended = new Map<string, unknown>();
  return {
    extended,
    serviceDir: join(scratchStage(files), 'orders'),
    classes: { Error: Refused },
    processedInput: { commands: command.split(' '), options },
    configurationInput: {
      service: 'shop-orders',
      provider: { stage: 'dev', timeout: 20, tracing: { lambda: true } },
      resources: [{ Resources: {} }],
    },
    extendConfiguration: (path: readonly string[], value: unknown) =>
      void extended.set(path.join('.'), value),
  };
}
const init = (serverless: ReturnType<typeof framework>) => new InfrastructurePlugin(serverless).asyncInit();

describe('the plugin', () => {
  it('gives the framework all functions, and their resources beside those that are written out', async () => {
    const serverless = framework(QUEUE, 'package');
    await init(serverless);
    expect(serverless.extended.get('functions')).toMatchObject({ a: { handler: 'src/a/handler.handler' } });
    expect(serverless.extended.get('resources.1')).toMatchObject({
      Resources: { JobsQueue: { Properties: { VisibilityTimeout: 120 } } },
    });
    expect(JSON.stringify(serverless.extended.get('functions'))).toContain('xray:PutTraceSegments');
  });

  it('says what is wrong as an error of the framework, which needs no stack', async () => {
    await expect(init(framework({ 'orders/src/a/function.yml': 'b: {}' }, 'package'))).rejects.toMatchObject({
      code: 'INFRASTRUCTURE',
      message: 'src/a/function.yml must hold the function a, after its folder, and nothing else',
    });
  });

  it('gives the service the settings of its stage, maps as JSON, and those of the command line', async () => {
    const serverless = framework(QUEUE, 'package', { stage: 'prod', param: ['currency=CNY', 'edge=no'] });
    await init(serverless);
    expect(serverless.extended.get('params')).toEqual({
      default: {
        region: 'eu-central-1',
        siteUrl: 'https://shop.cartless.dev',
        currency: 'CNY',
        taxRules: '{"default":1900}',
        senderEmail: 'shop@cartless.dev',
        edge: 'no',
      },
    });
  });

  it('refuses a name that nothing reads, and what other services read too', async () => {
    const serverless = framework(QUEUE, 'package', { stage: 'prod', param: ['siteURL=x', 'redis=no'] });
    const refused = init(serverless);
    await expect(refused).rejects.toThrow('siteURL is a setting that nothing reads. Did you mean siteUrl?');
    await expect(refused).rejects.toThrow('redis may not be given by --param');
    expect(serverless.extended.size).toBe(0);
  });

  it.each(['print', 'package', 'deploy', 'deploy function', 'info'])(
    'refuses to %s a stage that lacks settings',
    async (command) => {
      const serverless = framework(QUEUE, command, { stage: 'other' });
      await expect(init(serverless)).rejects.toThrow('services/stages/other.yml');
      expect(serverless.extended.size).toBe(0);
    },
  );

  it.each(['deploy', 'deploy function'])('refuses to %s a stage that lacks a secret', async (command) => {
    const serverless = framework(QUEUE, command);
    await expect(init(serverless)).rejects.toThrow('/shop/prod/orders/api-key is not stored');
    expect(serverless.extended.size).toBe(0);
  });

  it('takes the settings of the laptop for the shop on it, whatever the stage is called', async () => {
    const local =
      'region: us-east-1\nsiteUrl: http://localhost:4000\ncurrency: CNY\ntaxRules: { default: 0 }';
    const serverless = framework({ ...QUEUE, 'stages/local.yml': local }, 'offline');
    await init(serverless);
    expect(serverless.extended.get('params')).toMatchObject({
      default: { siteUrl: 'http://localhost:4000' },
    });
  });

  it('gives CloudFormation the secrets that its template takes, from the store and at the last moment', async () => {
    const stage = `mei-${randomUUID().slice(0, 8)}`;
    const Name = `/shop/${stage}/orders/edge-proof`;
    await new SSMClient({}).send(new PutParameterCommand({ Name, Value: 'new\nold', Type: 'SecureString' }));
    const Parameters = { EdgeProof: { Type: 'String', NoEcho: true }, Issuer: { Type: 'String' } };
    const compiledCloudFormationTemplate = { Parameters, Resources: {} };
    const provider: { stage: string; compiledCloudFormationTemplate: object; stackParameters?: unknown } = {
      stage,
      compiledCloudFormationTemplate,
    };
    await new InfrastructurePlugin({
      ...framework(QUEUE, 'deploy'),
      service: { service: 'shop-orders', provider },
      getProvider: () => ({
        getAwsSdkV3Config: async () => ({ region: 'eu-central-1' }),
        naming: { getStackName: () => 'unused' },
      }),
    } as never).giveParameters();
    expect(provider.stackParameters).toEqual([{ ParameterKey: 'EdgeProof', ParameterValue: 'new' }]);
  });

  it.each([
    ['personal', 1],
    ['shared', 0],
    ['protected', 0],
  ])('empties the buckets of a %s stage before it is removed: %d times', async (kind, times) => {
    const asked: string[] = [];
    const settings = 'settings: { kind: { services: [orders], is: text, says: Whose it is. } }\nsecrets: {}';
    const plugin = new InfrastructurePlugin({
      ...framework({ ...QUEUE, 'settings.yml': settings, 'stages/prod.yml': `kind: ${kind}` }, 'remove'),
      getProvider: () => ({
        getAwsSdkV3Config: async () => ({ region: 'eu-central-1' }),
        naming: {
          getStackName: () => {
            asked.push('shop-orders-prod');
            throw new Error('no such stack');
          },
        },
      }),
    });
    await plugin.asyncInit();
    await plugin.hooks['before:remove:remove']().catch((error: unknown) =>
      expect(error).toMatchObject({ code: 'BUCKETS', message: 'no such stack' }),
    );
    expect(asked.length).toBe(times);
  });

  it('asks for nothing to show its help', async () => {
    await init(framework(QUEUE, 'package', { stage: 'other', help: true }));
  });
});
