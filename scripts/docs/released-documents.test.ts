import { describe, expect, it } from '@jest/globals';
import { apiBreaks } from './api-changes.ts';
import { withMoved } from './released-documents.ts';

const keys = (type: string) => ({
  openapi: '3.1.0',
  paths: {
    '/keys': {
      get: {
        operationId: 'readKeys',
        responses: {
          200: { content: { 'application/json': { schema: { $ref: '#/components/schemas/Keys' } } } },
        },
      },
    },
  },
  components: {
    schemas: { Keys: { type: 'object', properties: { keys: { type } }, required: ['keys'] } },
  },
});
const NOTHING = { openapi: '3.1.0', paths: {} };

describe('a route that has moved to another service', () => {
  it('is not gone for whoever knows the address of the shop', () => {
    expect(apiBreaks(keys('string'), NOTHING)).toMatchObject([{ route: 'GET /keys', what: 'it is gone' }]);
    expect(apiBreaks(keys('string'), withMoved(NOTHING, [keys('string')]))).toEqual([]);
  });

  it('may not change on the way', () => {
    expect(apiBreaks(keys('string'), withMoved(NOTHING, [keys('integer')]))).toMatchObject([
      { route: 'GET /keys' },
    ]);
  });
});
