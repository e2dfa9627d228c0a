import { describe, expect, it } from '@jest/globals';
import { scratchService } from '../test/scratch-service.ts';
import InfrastructurePlugin from './serverless-plugin.ts';

class Refused extends Error {
  readonly code: string;
  constructor(message: string, code: string) {
    super(message);
    this.code = code;
  }
}

/** The framework, as far as a plugin that only extends the configuration sees it. */
function framework(serviceDir: string) {
  const extended = new Map<string, unknown>();
  return {
    extended,
    serviceDir,
    classes: { Error: Refused },
    configurationInput: {
      service: 'shop-orders',
      provider: { timeout: 20, tracing: { lambda: true } },
      resources: [{ Resources: {} }],
    },
    extendConfiguration: (path: readonly string[], value: unknown) =>
      void extended.set(path.join('.'), value),
  };
}

describe('the plugin', () => {
  it('gives the framework all functions, and their resources beside those that are written out', async () => {
    const serverless = framework(
      scratchService({
        'src/a/function.yml': 'a:\n  consumes: { queue: jobs, alarm: Jobs wait., messages: own }',
        'src/a/handler.ts': 'export const handler = () => {};',
      }),
    );
    await new InfrastructurePlugin(serverless).asyncInit();
    expect(serverless.extended.get('functions')).toMatchObject({ a: { handler: 'src/a/handler.handler' } });
    expect(serverless.extended.get('resources.1')).toMatchObject({
      Resources: { JobsQueue: { Properties: { VisibilityTimeout: 120 } } },
    });
    expect(JSON.stringify(serverless.extended.get('functions'))).toContain('xray:PutTraceSegments');
  });

  it('says what is wrong as an error of the framework, which needs no stack', async () => {
    const serverless = framework(scratchService({ 'src/a/function.yml': 'b: {}' }));
    await expect(new InfrastructurePlugin(serverless).asyncInit()).rejects.toMatchObject({
      code: 'INFRASTRUCTURE',
      message: 'src/a/function.yml must hold the function a, after its folder, and nothing else',
    });
  });
});
