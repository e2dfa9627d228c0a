import { describe, expect, it } from '@jest/globals';
import { clientDocument } from './client-document.ts';
import { routesFile } from './routes-file.ts';

const header = (name: string, required = false) => ({ in: 'header', name, required });
const merged = {
  components: { parameters: { Language: header('Accept-Language'), Tag: header('If-None-Match') } },
  paths: {
    '/notes': {
      get: {
        security: [],
        parameters: [
          { $ref: '#/components/parameters/Language' },
          { $ref: '#/components/parameters/Tag' },
          { in: 'query', name: 'user-agent' },
        ],
      },
      post: {
        security: [{ accessToken: ['shop'] }],
        parameters: [header('Idempotency-Key', true), header('User-Agent'), header('if-match')],
        requestBody: { content: { 'application/json': {} } },
      },
    },
    '/webhook': { post: { security: [], requestBody: { content: { '*/*': {} } } } },
  },
};

describe('the document of the client', () => {
  const { paths } = clientDocument(merged);

  it('leaves out webhooks, and the headers that the client writes itself', () => {
    expect(Object.keys(paths)).toEqual(['/notes']);
    expect(paths['/notes']?.['get']?.parameters).toEqual([
      header('If-None-Match'),
      { in: 'query', name: 'user-agent' },
    ]);
    expect(paths['/notes']?.['post']?.parameters).toEqual([
      header('Idempotency-Key', false),
      header('if-match'),
    ]);
  });

  it('says which routes want no token, and which take a key', () => {
    const [open = '', keyed = ''] = routesFile({ paths }).split('KEYED_ROUTES');
    expect(open.match(/'.*'/g)).toEqual(["'GET /notes'"]);
    expect(keyed.match(/'.*'/g)).toEqual(["'POST /notes'"]);
  });

  it('is refused when the client would write it otherwise, or it refers to nothing', () => {
    const withParameter = (parameter: object) => () =>
      clientDocument({ paths: { '/notes': { get: { parameters: [parameter as never] } } } });
    const tags = { in: 'query', name: 'tags', schema: { type: 'array' } };
    expect(withParameter(tags)).toThrow('the client writes tags with commas; say explode: false');
    expect(withParameter({ ...tags, explode: false })).not.toThrow();
    expect(withParameter({ $ref: '#/components/parameters/Nothing' })).toThrow('is not there');
  });
});
