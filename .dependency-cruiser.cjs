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
      severity: 'error',
      from: { path: '^packages/' },
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
      name: 'pure-domain-of-a-service',
      comment: "A service's rules know no SDK, no adapter, no boundary.",
      severity: 'error',
      from: { path: '^services/[^/]+/src/domain/', pathNot: '\\.test\\.ts$' },
      to: { path: '@aws-|@middy|^packages/(?!domain/)|^services/[^/]+/src/(?!domain/)' },
    },
    {
      name: 'use-cases-know-no-adapter',
      severity: 'error',
      from: { path: '^services/[^/]+/src/application/', pathNot: '\\.test\\.ts$' },
      to: { path: '@aws-|@middy|^services/[^/]+/src/(adapters|functions)/' },
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
        path: '^(packages/(domain|infrastructure|lambda|dynamodb|mailer|cache)|services/[^/]+)/src/',
        pathNot: '\\.test\\.ts$',
      },
      to: { path: '^packages/(local-aws|testing)/' },
    },
    { name: 'no-cycles', severity: 'error', from: {}, to: { circular: true } },
    {
      name: 'nothing-unresolvable',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true, pathNot: '^(bun|deno):' },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '(\\.esbuild|\\.offline|\\.serverless)/' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default'],
    },
  },
};
