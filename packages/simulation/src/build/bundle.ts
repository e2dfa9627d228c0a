import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build, type Plugin } from 'esbuild';
import type { Defect } from '../defects/defects.ts';
import { readDeployment } from './deployment.ts';

const HERE = dirname(fileURLToPath(import.meta.url));
export const ROOT = join(HERE, '../../../..');
const STRIPE = join(HERE, '../world/replaced/stripe.ts');
const ATTRIBUTES = join(HERE, '../world/replaced/util-dynamodb.ts');
const OWN_ATTRIBUTES = join(
  dirname(createRequire(import.meta.url).resolve('@aws-sdk/util-dynamodb')),
  '../dist-es/index.js',
);
/** Finds the packages of the service that speaks to the payment provider. */
const OF_ORDERS = createRequire(join(ROOT, 'services/orders/package.json'));

/**
 * What of the product has another module in its place: the edges to the outside that time, chance and faults come from. All
 * else is the product's own code, handlers and wiring included.
 */
const REPLACED: Readonly<Record<string, string>> = {
  'packages/lambda/src/config.ts': 'config.ts',
  'packages/mailer/src/mime-message.ts': 'mime-message.ts',
  'packages/lambda/src/lazy.ts': 'lazy.ts',
  'packages/lambda/src/logger.ts': 'logger.ts',
  'packages/lambda/src/metrics.ts': 'metrics.ts',
  'packages/lambda/src/secrets/stage-secret.ts': 'stage-secret.ts',
  'packages/aggregate/src/dynamodb/index.ts': 'dynamodb.ts',
  'services/users/src/passwords/argon2-hasher.ts': 'argon2-hasher.ts',
};

/**
 * Bundles the whole shop with the simulation around it into one module.
 * @param planted deliberate defects, for the tests of the simulation; each sleeps until its name is in `globalThis.plantedDefect`
 */
export async function bundleShop(outfile: string, planted: readonly Defect[] = []): Promise<void> {
  const deployment = await readDeployment(ROOT);
  const modules = [...new Set(deployment.functions.map(({ module }) => module))];
  const routes = modules
    .map((module) => join(dirname(module), 'route.ts'))
    .filter((file) => existsSync(file));
  const shop = [
    ...modules.map((module, index) => `import { handler as h${index} } from ${JSON.stringify(module)};`),
    `export const handlers = {${modules.map((module, index) => `${JSON.stringify(module)}: h${index}`).join(',')}};`,
    ...routes.map((file, index) => `import { route as r${index} } from ${JSON.stringify(file)};`),
    `export const routes = [${routes.map((_, index) => `r${index}`).join(',')}];`,
    `export const deployment = ${JSON.stringify(deployment)};`,
  ].join('\n');
  await build({
    entryPoints: [join(HERE, '../playing.ts')],
    outfile,
    bundle: true,
    platform: 'node',
    format: 'esm',
    target: 'node24',
    sourcemap: 'linked',
    legalComments: 'none',
    logLevel: 'error',
    mainFields: ['module', 'main'],
    // Some of what is bundled asks for modules the old way.
    banner: {
      js: "import { createRequire as requireFrom } from 'node:module'; const require = requireFrom(import.meta.url);",
    },
    plugins: [
      virtual('simulation:shop', shop),
      virtual('stripe', `export { Stripe as default } from ${JSON.stringify(STRIPE)};`),
      // No stage of the simulation has a shared cache.
      virtual('iovalkey', 'export const Redis = class {};'),
      replacements(planted),
    ],
  });
}

const virtual = (name: string, contents: string): Plugin => ({
  name,
  setup(build) {
    build.onResolve({ filter: new RegExp(`^${name}$`) }, () => ({ path: name, namespace: name }));
    build.onLoad({ filter: /.*/, namespace: name }, () => ({ contents, resolveDir: ROOT, loader: 'js' }));
  },
});

function replacements(planted: readonly Defect[]): Plugin {
  return {
    name: 'replacements',
    setup(build) {
      // The build for workers calls by `fetch`, which is the one way out here.
      build.onResolve({ filter: /^own:stripe$/ }, () => ({
        path: join(dirname(OF_ORDERS.resolve('stripe')), '../esm/stripe.esm.worker.js'),
      }));
      // Objects are checked by code that is made for their schema, as in the large zod: to make it pays when histories are many.
      build.onLoad({ filter: /zod\/v4\/mini\/schemas\.js$/ }, ({ path }) => {
        const [before, after, ...others] = readFileSync(path, 'utf8').split('core.$ZodObject.init(');
        if (after === undefined || others.length > 0) throw new Error(`${path} makes objects in another way`);
        return { contents: `${before}core.$ZodObjectJIT.init(${after}`, loader: 'js' };
      });
      build.onResolve({ filter: /^(own:)?@aws-sdk\/util-dynamodb$/ }, ({ path }) => ({
        path: path.startsWith('own:') ? OWN_ATTRIBUTES : ATTRIBUTES,
      }));
      build.onResolve({ filter: /^@aws-sdk\/client-(ses|sns|sqs)$/ }, () => ({
        path: join(HERE, '../world/replaced/aws-clients.ts'),
      }));
      // What takes a module's place may build on it.
      build.onResolve({ filter: /^own:.*\.ts$/ }, ({ path }) => ({
        path: join(ROOT, path.slice('own:'.length)),
        namespace: 'own',
      }));
      build.onLoad({ filter: /.*/, namespace: 'own' }, ({ path }) => ({
        contents: readFileSync(path, 'utf8'),
        loader: 'ts',
        resolveDir: dirname(path),
      }));
      build.onLoad({ filter: /\.ts$/, namespace: 'file' }, ({ path }) => {
        const file = relative(ROOT, path).replaceAll('\\', '/');
        const other = REPLACED[file];
        const source = other === undefined ? path : join(HERE, '../world/replaced', other);
        const text = readFileSync(source, 'utf8');
        return {
          contents: plantedInto(file, text, planted),
          loader: 'ts',
          resolveDir: dirname(source),
        };
      });
    },
  };
}

function plantedInto(file: string, text: string, planted: readonly Defect[]): string {
  return planted
    .filter((one) => one.file === file)
    .reduce((source, { name, find, instead }) => {
      if (source.split(find).length !== 2)
        throw new Error(
          `${file} does not hold exactly once what a planted defect is put in the place of: ${find}`,
        );
      const either = (expression: string, other: string): string =>
        `(globalThis.plantedDefect === ${JSON.stringify(name)} ? (${other}) : (${expression}))`;
      // A declaration stays what it is; only its value has two forms.
      const [declared = ''] = /^let \w+ = /.exec(find) ?? [];
      return source.replace(
        find,
        () => `${declared}${either(find.slice(declared.length), instead.slice(declared.length))}`,
      );
    }, text);
}
