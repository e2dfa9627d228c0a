import type { Protection } from '../protection.ts';

const ROUTES = 'packages/infrastructure/src/expand-route.ts';
const AUTHORIZER =
  "        ...(access !== 'public' && { authorizer: { name: 'jwt', scopes: [...scopesThatOpen(access)] } }),\n";
const DEPLOYED = 'test/serverless.test.ts';
const PACKAGED = 'test/templates.test.ts';

/** V8 and V13: who may call what, which functions there are, and what they may do. */
export const ACCESS: readonly Protection[] = [
  {
    items: '2.2.2',
    file: ROUTES,
    remove: AUTHORIZER,
    without: '',
    tests: PACKAGED,
    group: 'the compiled template of users',
    named: 'has exactly the routes of the OpenAPI document, each with its access',
  },
  {
    items: '13.4.5',
    file: ROUTES,
    remove: AUTHORIZER,
    without: '',
    tests: PACKAGED,
    group: 'the compiled template of users',
    named: 'opens every route to whom it was decided for, and to nobody else',
  },
  {
    items: '8.2.1',
    file: ROUTES,
    remove: AUTHORIZER,
    without: '',
    tests: 'test/access.test.ts',
    named: 'is checked by API Gateway for every route of %s',
  },
  {
    items: '8.2.1, 8.3.1',
    file: 'packages/lambda/src/caller.ts',
    remove: '  if (!allows(scopes, ...wanted)) throw Forbidden();\n',
    without: '',
    tests: 'test/access.test.ts',
    named: 'is checked by the handler of $route',
  },
  {
    items: '8.2.2',
    file: 'services/orders/src/ordering/own-order.ts',
    remove: '  if (order.userId !== userId) throw OrderNotFound();\n',
    without: '',
    tests: 'services/orders/test/invoices.integration.test.ts',
    named: 'are nobody else’s, except for administrators',
  },
  {
    items: '8.2.2',
    file: 'services/logistics/src/reshipping/request-reship.ts',
    remove:
      '    if (!parcels.some(({ userId }) => userId === caller.userId || caller.isStaff)) throw ShipmentNotFound();\n',
    without: '',
    tests: 'services/logistics/test/reship.integration.test.ts',
    named: 'cannot be had of a parcel that never left, or that is somebody else’s',
  },
  {
    items: '8.2.2',
    file: 'services/orders/src/orders-table.ts',
    remove: "({ pk: `U#${userId}`, sk: 'addresses' });",
    without: "({ pk: `U#${userId.slice(0, 4)}`, sk: 'addresses' });",
    tests: 'services/orders/test/shoppers.integration.test.ts',
    named: "sends an order to an address of the shopper's own book, and to nobody else's",
  },
  {
    items: '7.4.2',
    file: 'services/orders/src/ordering/wanted-goods.ts',
    remove: '  mayAct(standing);\n',
    without: '',
    tests: 'services/orders/src/accounts/refused-shoppers.test.ts',
    named: 'orders nothing: %s',
  },
  {
    items: '13.4.3, 13.4.4, 15.2.3',
    file: ROUTES,
    remove: '        method,\n        path,\n',
    without: "        method: 'ANY',\n        path,\n",
    tests: DEPLOYED,
    named: 'deploys exactly the routes that its OpenAPI document tells of',
  },
  {
    items: '15.2.3',
    file: 'packages/infrastructure/src/function-folders.ts',
    remove: "globSync('src/**/function.yml'",
    without: "globSync('src/*/*/function.yml'",
    tests: DEPLOYED,
    named: 'deploys every handler that there is',
  },
  {
    items: '13.4.1',
    file: 'services/analytics/serverless.yml',
    remove: 'package:\n  individually: true\n',
    without: "package:\n  individually: true\n  patterns: ['README.md']\n",
    tests: PACKAGED,
    group: 'the compiled template of analytics',
    named: 'packs nothing with a function but its bundle',
  },
  {
    items: '13.2.1',
    file: 'packages/infrastructure/src/expand-function.ts',
    remove: 'iamRoleStatementsName: stageName(owner, key),',
    without: "iamRoleStatementsName: stageName(owner, 'functions'),",
    tests: DEPLOYED,
    named: 'gives every function a role of its own',
  },
  {
    items: '13.2.1',
    file: 'services/logistics/src/carriers/easypost/easypost-webhook.ts',
    remove:
      "    if (!(await provenBy(secret, signatureFits(headers[SIGNATURE] ?? '', body)))) throw BadSignature();\n",
    without: '',
    tests: 'services/logistics/test/webhooks.integration.test.ts',
    named: 'are refused when unsigned, signed with another secret, or changed',
  },
  {
    items: '13.2.1',
    file: 'services/logistics/src/carriers/kuaidi100/kuaidi100-webhook.ts',
    remove:
      "    if (!(await provenBy(salt, signatureFits(form.get('sign') ?? '', param)))) throw BadSignature();\n",
    without: '',
    tests: 'services/logistics/src/carriers/kuaidi100/kuaidi100-webhook.test.ts',
    named: 'is refused when it bears no signature, that of another salt, or was changed',
  },
  {
    items: '13.2.2',
    file: 'services/orders/src/ordering/get-order/function.yml',
    remove: 'Action: dynamodb:GetItem',
    without: 'Action: dynamodb:*',
    tests: DEPLOYED,
    named: 'allows no function more than it names',
  },
  {
    items: '16.2.3, 16.4.2, 16.4.3',
    file: 'services/orders/src/ordering/get-order/function.yml',
    remove: 'Action: dynamodb:GetItem',
    without: 'Action: [dynamodb:GetItem, logs:DeleteLogStream]',
    tests: DEPLOYED,
    named: 'lets no function read or change a log',
  },
  {
    items: '13.2.2',
    file: 'services/users/src/accounts/list-users/function.yml',
    remove: 'Action: dynamodb:Query\n',
    without: 'Action: [dynamodb:Query, dynamodb:Scan]\n',
    tests: DEPLOYED,
    named: 'lets no function that answers calls scan a table',
  },
];
