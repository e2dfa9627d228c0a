/** The folders of carriers; the others in that room are functions. */
const CARRIER = '/carriers/(?!(probe|report)-carriers/)[^/]+/';

/** The files of a service that may touch the outside, each by its role. */
const ROLES = [
  '-(store|item|table|queue|sender|cache|signer|hasher|service|body)\\.ts$',
  '/(service|config|handler|route)\\.ts$',
  '/(stripe|kms)/',
  CARRIER,
  // The one list of carriers, and the one of payment providers.
  '/(carriers|payment-providers)\\.ts$',
  '\\.test\\.ts$',
];

/** Who may import whom. The rules are the ones of the architecture; see docs/adr. */
module.exports = {
  forbidden: [
    {
      name: 'no-service-imports-another',
      comment: 'Services talk only through events.',
      severity: 'error',
      from: { path: '^services/([^/]+)/' },
      to: { path: '^services/(?!common\\.)', pathNot: '^services/$1/' },
    },
    {
      name: 'no-package-imports-a-service',
      comment: 'The simulation plays all of them, and nobody imports it.',
      severity: 'error',
      from: { path: '^packages/(?!simulation/)' },
      to: { path: '^services/' },
    },
    {
      name: 'domain-imports-nothing-of-aws-or-ours',
      comment: 'The shared domain package is vocabulary and contracts only.',
      severity: 'error',
      from: { path: '^packages/domain/src/', pathNot: '\\.test\\.ts$' },
      to: { path: '@aws-|aws-lambda|^packages/(?!domain/)' },
    },
    {
      name: 'rules-and-use-cases-are-pure',
      comment:
        'What a file may touch follows from its role, and its role from its name. Whatever is not named for one of the roles ' +
        'below is a rule or a use case, and knows no database, mailer, boundary or wire format.',
      severity: 'error',
      from: { path: '^services/[^/]+/src/', pathNot: ROLES },
      to: {
        path: `@aws-|aws-lambda|^packages/(aggregate/src/(dynamodb|memory)|mailer|cache|lambda)/|^services/[^/]+/src/[^/]+/(stripe|kms)/|^services/[^/]+/src${CARRIER}`,
        pathNot: '^packages/lambda/src/(lazy|secrets/secret)\\.ts$',
      },
    },
    {
      name: 'only-the-boundary-knows-middy',
      severity: 'error',
      from: { pathNot: '^packages/lambda/' },
      to: { path: 'node_modules/@middy/' },
    },
    {
      name: 'nothing-of-the-laptop-in-production',
      severity: 'error',
      from: {
        path: '^(packages/(aggregate|domain|infrastructure|lambda|mailer|cache)|services/[^/]+)/src/',
        pathNot: '\\.test\\.ts$',
      },
      to: { path: '^packages/(local-aws|simulators|testing)/' },
    },
    {
      name: 'the-client-stands-alone',
      comment: 'It is published: what it needs of ours is generated into it.',
      severity: 'error',
      from: { path: '^packages/api-client/src/', pathNot: '\\.test\\.ts$' },
      to: { pathNot: '^packages/api-client/src/' },
    },
    {
      name: 'pages-know-the-client-and-the-words',
      comment: 'What pages know of the shop comes through the client, and the vocabulary of the domain.',
      severity: 'error',
      from: { path: '^packages/storefront/src/', pathNot: '\\.test\\.tsx?$' },
      to: { path: '^(packages/(?!storefront/|api-client/|domain/|html/tokens.css$)|services/)' },
    },
    {
      name: 'simulators-share-only-their-kit',
      comment:
        'Shared wire types could not catch a mistake. The kit plays nobody; pages and the server beneath have no part in what is played.',
      severity: 'error',
      from: { path: '^packages/simulators/src/(kit|payments|carrier)/' },
      to: {
        path: '^packages/(?!simulators/|eventually/|html/|local-server/)|^packages/simulators/src/(?!kit/)',
        pathNot: '^packages/simulators/src/$1/',
      },
    },
    {
      name: 'nobody-imports-the-simulation',
      severity: 'error',
      from: { path: '^(packages/(?!simulation/)|services/)' },
      to: { path: '^packages/simulation/' },
    },
    { name: 'no-cycles', severity: 'error', from: {}, to: { circular: true } },
    {
      name: 'nothing-unresolvable',
      severity: 'error',
      from: {},
      // Stryker is installed by the command that needs it, beside a copy of the project; the bundle of the simulation makes its shop.
      to: {
        couldNotResolve: true,
        pathNot: '^(bun|deno|simulation|own):|^cloudfront$|^@stryker-mutator/|^jest-environment-node$',
      },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '(\\.esbuild|\\.offline|\\.serverless|packages/[^/]+/dist)/' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default'],
    },
  },
};
