import { readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Plugin } from 'esbuild';
import { idle, refusing } from './refusing.ts';

type Part = Readonly<{
  /** The package, and the file in it that is not packaged. */
  of: string;
  file: string;
  /** The module that stands in its place. */
  instead: string;
}>;

/**
 * What no function of ours can come to, by where it is in the SDK. A Lambda function has its region, its credentials and its endpoints
 * in its environment, hashes by Node, retries in one way, and talks in single requests and answers.
 */
export const PARTS: readonly Part[] = [
  {
    of: '@smithy/core',
    file: 'dist-es/submodules/event-streams/index.js',
    instead: refusing('@smithy/core/event-streams', [
      'EventStreamSerde',
      'eventStreamSerdeProvider',
      'resolveEventStreamSerdeConfig',
    ]),
  },
  {
    of: '@smithy/core',
    file: 'dist-es/submodules/checksum/sha256/Sha256Js.js',
    instead: refusing('@smithy/core/checksum', ['Sha256Js']),
  },
  {
    of: '@smithy/core',
    file: 'dist-es/submodules/retry/util-retry/AdaptiveRetryStrategy.js',
    instead: refusing('@smithy/core/retry', ['AdaptiveRetryStrategy']),
  },
  {
    of: '@smithy/core',
    file: 'dist-es/submodules/config/node-config-provider/fromSharedConfigFiles.js',
    // As where nobody has such files: what stands behind them is asked next.
    instead: `import { CredentialsProviderError } from '../property-provider/CredentialsProviderError';
      export const fromSharedConfigFiles = () => async () => {
        throw new CredentialsProviderError('there are no files of settings');
      };`,
  },
  {
    of: '@smithy/core',
    file: 'dist-es/submodules/config/config-resolver/regionConfig/getInstanceMetadataRegion.js',
    // No region in the environment is then said to be missing.
    instead: 'export const getInstanceMetadataRegion = async () => undefined;',
  },
  {
    of: '@smithy/signature-v4',
    file: 'dist-es/HeaderFormatter.js',
    // Of the messages of event streams; made with every signer.
    instead: idle('@smithy/signature-v4', ['HeaderFormatter']),
  },
  {
    of: '@aws-sdk/endpoint-cache',
    file: 'dist-es/index.js',
    // Made with every client of DynamoDB.
    instead: idle('@aws-sdk/endpoint-cache', ['EndpointCache']),
  },
];

/** Packages whose own version is all that they read of their package.json. */
const CLIENT_MANIFEST = /\/node_modules\/@aws-sdk\/client-[^/]+\/package\.json$/;
/** Said of what is asked a second time, by ourselves. */
const AGAIN = Symbol('again');
const escaped = (text: string): string => text.replaceAll(/[.*+?^${}()|[\]\\/]/g, String.raw`\$&`);

/** Packages the AWS SDK without the parts that no function of ours can come to; what is called all the same refuses loudly. */
export const leanSdk: Plugin = {
  name: 'lean-sdk',
  setup(build) {
    for (const { of, file, instead } of PARTS) {
      const filter = new RegExp(`/node_modules/${escaped(of)}/${escaped(file)}$`);
      build.onLoad({ filter }, () => ({ contents: instead, loader: 'js' }));
    }
    // Of credentials from the environment only their source is noted; the index brings along the regions of the world.
    build.onResolve(
      { filter: /^@aws-sdk\/core\/client$/ },
      async ({ path, importer, pluginData, ...where }) => {
        if (!importer.includes('/credential-provider-env/') || pluginData === AGAIN) return undefined;
        const index = await build.resolve(path, { ...where, importer, pluginData: AGAIN });
        return { path: join(dirname(index.path), 'setCredentialFeature.js') };
      },
    );
    build.onLoad({ filter: CLIENT_MANIFEST }, async ({ path }) => {
      const { version } = JSON.parse(await readFile(path, 'utf8')) as { version: string };
      return { contents: JSON.stringify({ version }), loader: 'json' };
    });
  },
};
