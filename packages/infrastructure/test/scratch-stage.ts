import { createRequire } from 'node:module';
import { scratchService } from './scratch-service.ts';

/** A folder of services for one test: what they need, one stage that has it all, and what else is given. */
export const scratchStage = (files: Readonly<Record<string, string>> = {}): string =>
  scratchService({
    'settings.yml': NEEDS,
    'stages/prod.yml': GIVEN,
    'orders/src/tax-rules.ts': TAX_RULES,
    'orders/src/couriers/horse/choice.yml': HORSE,
    'orders/src/couriers/dove/choice.yml': DOVE,
    ...files,
  });

const NEEDS = `
longestStage: 18
settings:
  region: { services: [orders, users], is: region, says: Where it runs. }
  siteUrl: { services: [orders, users], is: web-address, says: The address of the shop. }
  currency: { services: [orders], is: currency, fixed: true, says: The currency. }
  taxRules: { services: [orders], is: map, shape: 'orders/src/tax-rules.ts#TaxRules', says: The tax. }
  senderEmail: { services: [users], is: mail-address, says: Whom mails come from. }
  edge: { services: [orders], is: choice, optional: true, says: Whether there is an edge. }
  onlyEdge: { services: [orders], is: choice, optional: true, needs: { edge: 'yes' }, says: Whether it is the only way. }
  apiUrl: { services: [orders], is: url, optional: true, emulated: true, says: Who answers for the provider. }
  redis: { services: [orders, users], is: choice, optional: true, says: Whether there is a cache. }
  secretsKey: { services: [orders, users], is: text, optional: true, says: The key of secrets. }
  kept: { services: [orders], is: counts, optional: true, says: What is kept. }
  packaged: { services: [orders, users], is: one-of, oneOf: ['true', 'false'], optional: true, ofCommand: true, says: Whether it is built. }
  couriers: { services: [orders], is: names, optional: true, says: Who carries parcels. }
secrets:
  api-key: { services: [orders], says: A key of the provider. }
  redis-url: { services: [orders, users], when: { redis: 'yes' }, says: The address of the cache. }
published:
  gate: { by: ground, services: [users] }
`;

const TAX_RULES = `
import * as z from '${createRequire(import.meta.url).resolve('zod/mini')}';
const Rate = z.int().check(z.gte(0));
export const TaxRules = z.strictObject({ default: Rate, categories: z.optional(z.record(z.string(), Rate)) });
`;

const HORSE = `
chosenBy: couriers
secrets:
  horse-key: { says: A key of the stable. }
gives:
  calls: { secrets: [horse-key], environment: { HORSE_URL: http://horse } }
  hears: {}
`;

const DOVE = `
chosenBy: couriers
settings:
  loft: { is: map, says: Where the doves live. }
  corn: { is: text, optional: true, says: What they eat. }
secrets:
  dove-key: { says: A key of the loft. }
gives:
  calls: { secrets: [dove-key], environment: { LOFT: '\${param:loft}' } }
local:
  LOFT: http://localhost:{orders}
`;

export const GIVEN = `
region: eu-central-1
siteUrl: https://shop.cartless.dev
currency: EUR
taxRules: { default: 1900 }
senderEmail: shop@cartless.dev
`;
