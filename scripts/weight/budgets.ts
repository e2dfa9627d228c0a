import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { ownerOf, type PackagedFunction, shortName, type Weighed } from './bundle.ts';

/** How many kilobytes (of 1024 bytes) a packaged function may have, by what it works with. */
const KILOBYTES = { 'without the SDK': 60, 'with the SDK': 330, 'with a heavy library': 400 } as const;
type Kind = keyof typeof KILOBYTES;

/** How long a function may take to start, as a multiple of a bare handler on the same Node in the same run. */
export const START_RATIO = 2.5;

type Library = Readonly<{
  packages: readonly string[];
  /** Looked for in the function's name (`orders place-order`) and, below it, its function.yml: who may carry them. */
  by: RegExp;
  heavy?: true;
}>;

/** What every function carries: the boundary. */
const EVERYWHERE = new Set([
  "the service's own",
  ...['aggregate', 'cache', 'domain', 'html', 'lambda', 'mailer'].map((name) => `@cartless/${name}`),
  'zod',
  '@middy/core',
  '@middy/util',
  '@middy/http-json-body-parser',
  '@aws-lambda-powertools/commons',
  '@aws/lambda-invoke-store',
  '@smithy/core',
  '@smithy/signature-v4',
  '@smithy/types',
  '@aws-sdk/core',
  '@aws-sdk/credential-provider-env',
]);

const CACHED = ['@cacheable/memory', '@cacheable/utils', 'hashery', 'hookified'];

/** What is in those alone that have a use for it. */
const LIBRARIES: readonly Library[] = [
  { packages: ['@smithy/node-http-handler'], by: /dynamodb:|kms:|relays:|shows:|redrives:/ },
  {
    packages: [
      '@aws-sdk/client-dynamodb',
      '@aws-sdk/dynamodb-codec',
      '@aws-sdk/endpoint-cache',
      '@aws-sdk/lib-dynamodb',
      '@aws-sdk/middleware-endpoint-discovery',
    ],
    by: /dynamodb:/,
  },
  // A dead letter may be an item of a stream.
  { packages: ['@aws-sdk/util-dynamodb'], by: /dynamodb:|relays:|shows:/ },
  {
    packages: ['@aws-sdk/client-sqs', '@aws-sdk/middleware-sdk-sqs'],
    by: /consumes:|relays:|sweeps:|shows:|redrives:|sqs:/,
  },
  { packages: ['@aws-sdk/client-sns', '@aws-sdk/xml-builder'], by: /relays:/ },
  { packages: ['@aws-sdk/client-ses', '@aws-sdk/xml-builder'], by: /ses:/, heavy: true },
  { packages: ['@aws-sdk/client-kms'], by: /kms:|signing\.yml/ },
  { packages: ['stripe'], by: /stripe-secret-key/, heavy: true },
  { packages: ['cockatiel'], by: /carriers:/, heavy: true },
  { packages: ['hucre'], by: /^analytics (?:export-xlsx|write-export)\n/, heavy: true },
  { packages: ['minisearch'], by: /^orders (?:list-products|rebuild-search)\n/ },
  { packages: ['fast-png', 'fflate', 'iobuffer', 'nodemailer'], by: /^users send-report\n/ },
  {
    packages: CACHED,
    by: /^analytics (?:get-|export-|write-export|list-leaders)|^logistics track-shipment\n/,
  },
];

/** Functions that weigh more than their kind, by how much, and why. Each is a debt. */
const MORE: Readonly<Record<string, Readonly<{ kilobytes: number; why: string }>>> = {
  'platform read-issuer': {
    kilobytes: 62,
    why: 'its answer is made of addresses and lists, and so of more kinds of schemas',
  },
  'users send-report': { kilobytes: 405, why: 'it draws a picture and packs it into a mail' },
  'orders place-order': {
    kilobytes: 360,
    why: 'it reads addresses, phone numbers, promotions and limits at once',
  },
  'orders quote-order': { kilobytes: 344, why: 'the same, without writing' },
  'orders follow-shipment': { kilobytes: 336, why: 'all that a parcel changes in its order, and a queue' },
  'orders note-dispute': { kilobytes: 410, why: 'Stripe and a queue' },
  'orders settle-payments': { kilobytes: 415, why: 'Stripe and a queue' },
  'analytics export-csv': { kilobytes: 373, why: 'every report is a file, and long ones go through a queue' },
  'analytics export-xlsx': { kilobytes: 405, why: 'the same, as a workbook' },
};

/** What is wrong with a function's weight, a sentence each. */
export function complaints(root: string, weighed: Weighed): string[] {
  const { name, bytes, files } = weighed;
  const own = LIBRARIES.filter(({ by }) => by.test(`${name}\n${declared(root, weighed)}`));
  const allowed = new Set([...EVERYWHERE, ...own.flatMap(({ packages }) => packages)]);
  const owners = Map.groupBy(files.keys(), ownerOf);
  const foreign = [...owners].flatMap(([owner, all]) =>
    allowed.has(owner)
      ? []
      : [
          `${name} carries ${owner} (${kilobytes(sumOf(files, all))} KB): ${all.slice(0, 3).map(shortName).join(', ')}`,
        ],
  );
  const most = MORE[name]?.kilobytes ?? KILOBYTES[kindOf(owners, own)];
  if (bytes <= most * 1024) return foreign;
  const heaviest = [...owners]
    .map(([owner, all]) => ({ owner, bytes: sumOf(files, all) }))
    .toSorted((a, b) => b.bytes - a.bytes)
    .slice(0, 8);
  const parts = heaviest.map((one) => `${one.owner} ${kilobytes(one.bytes)}`).join(', ');
  return [...foreign, `${name} has ${kilobytes(bytes)} KB and may have ${most}: ${parts}`];
}

function kindOf(owners: ReadonlyMap<string, unknown>, own: readonly Library[]): Kind {
  if (own.some(({ heavy, packages }) => heavy && packages.some((name) => owners.has(name))))
    return 'with a heavy library';
  return [...owners.keys()].some((name) => name.startsWith('@aws-sdk/client-'))
    ? 'with the SDK'
    : 'without the SDK';
}

const declared = (root: string, { handler }: PackagedFunction): string =>
  readFileSync(join(root, dirname(handler), 'function.yml'), 'utf8');
const sumOf = (files: ReadonlyMap<string, number>, some: readonly string[]): number =>
  some.reduce((sum, file) => sum + (files.get(file) ?? 0), 0);
const kilobytes = (bytes: number): string => (bytes / 1024).toFixed(1);
