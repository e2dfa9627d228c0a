import type { Protection } from '../protection.ts';

const PACKAGED = 'test/templates.test.ts';

/** V11.3, V12 and V13.3: encryption, TLS and secrets. */
export const SECRETS: readonly Protection[] = [
  {
    items: '11.3.1, 11.3.2, 11.3.3',
    file: 'packages/infrastructure/src/queues.ts',
    remove: '    SqsManagedSseEnabled: true,\n',
    without: '',
    tests: 'test/infrastructure.test.ts',
    named: 'encrypts every queue and names it after the stage and the service',
  },
  {
    items: '11.3.1, 11.3.2, 11.3.3',
    file: 'packages/infrastructure/src/protection/encrypt.ts',
    remove: "properties['KmsKeyId'] = key.arn();",
    without: 'void properties;',
    tests: PACKAGED,
    group: 'the compiled template of users',
    named:
      'holds nothing that the key of a stage leaves out, and gives every function the rights that it needs',
  },
  {
    items: '12.1.1, 12.1.2, 12.2.1, 12.2.2, 12.3.1, 12.3.3',
    file: 'packages/infrastructure/src/protection/transport.ts',
    remove: '  if (policy.Statement.some((statement) => refuses(statement, Action))) return;\n',
    without: '  if (policy.Statement.some((statement) => refuses(statement, Action)) || Action) return;\n',
    tests: PACKAGED,
    group: 'the compiled template of users',
    named: 'holds nothing that is open, kept for ever, or taken without TLS',
  },
  {
    items: '12.3.2, 12.3.4',
    file: 'packages/mailer/src/ses.ts',
    remove: 'httpsAgent: ANEW }',
    without: 'httpsAgent: { rejectUnauthorized: false } }',
    tests: 'test/deployed-sources.test.ts',
    named: 'turns no check of certificates off',
  },
  {
    items: '13.2.3, 13.3.1, 13.3.2',
    file: 'packages/lambda/src/secrets/secret-values.ts',
    remove: '  for (const value of values) refuseWeak(value);\n',
    without: '',
    tests: 'services/orders/test/webhook-secrets.integration.test.ts',
    named: 'is not believed when the secret is %s, and is sent again later',
  },
  {
    items: '13.2.3, 13.3.1, 13.3.2',
    file: 'services/orders/serverless.yml',
    remove: '    POWERTOOLS_SERVICE_NAME: orders\n',
    without: "    POWERTOOLS_SERVICE_NAME: orders\n    STRIPE_SECRET: ${param:stripeSecretKey, 'not-set'}\n",
    tests: PACKAGED,
    group: 'the compiled template of orders',
    named: 'holds no secret',
  },
  {
    items: '13.2.3, 13.3.1, 13.3.2',
    file: 'packages/infrastructure/src/expand-secrets.ts',
    remove: "allow('ssm:GetParameter', arns)",
    without: "allow('ssm:GetParameter', '*')",
    tests: PACKAGED,
    group: 'the compiled template of users',
    named: 'lets each function read the secrets that it has code for, and no other parameter',
  },
];
