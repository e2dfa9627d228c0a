import { basename } from 'node:path';
import type { Access } from '@cartless/domain';
import type { Route } from '@cartless/lambda';
import type { Files } from './write-files.ts';

type Declared = Pick<Route, 'id' | 'method' | 'path' | 'access'>;

/** The files of a function that answers a route, in its folder. */
export const routeFiles = (folder: string, route: Declared): Files => ({
  [`${folder}/route.ts`]: routeFile(route),
  [`${folder}/handler.ts`]: handlerFile(route),
  [`${folder}/function.yml`]: functionFile(route),
  [`${folder}/${basename(folder)}.test.ts`]: testFile(route),
});

/** The names of the parts of a path that are given with a call. */
const paramsOf = ({ path }: Declared): string[] => path.match(/(?<=\{)\w+(?=\})/g) ?? [];

function routeFile(route: Declared): string {
  const shape = `z.object({ ${paramsOf(route)
    .map((name) => `${name}: z.string()`)
    .join(', ')} })`;
  return `
    import { defineRoute } from '@cartless/lambda';
    import * as z from 'zod/mini';

    export const route = defineRoute({
      id: '${route.id}',
      method: '${route.method}',
      path: '${route.path}',
      access: ${written(route.access)},
      summary: 'What it does, in one line',
      ${paramsOf(route).length > 0 ? `params: ${shape},` : ''}
      success: { status: 200, description: 'What the caller gets', body: ${shape} },
    });
  `;
}

const handlerFile = (route: Declared): string => `
  import { apiHandler } from '@cartless/lambda';
  import { route } from './route.ts';

  export const handler = apiHandler(route, ${paramsOf(route).length > 0 ? '({ params }) => params' : '() => ({})'});
`;

const functionFile = ({ id }: Declared): string => `
# What the function may do beyond being called; its name, handler, route and role follow from the folder.
${id}:
  iamRoleStatements: []
`;

function testFile(route: Declared): string {
  const params = paramsOf(route).map((name) => `${name}: 'x1'`);
  return `
    import { describe, expect, it } from '@jest/globals';
    import { apiEvent, lambdaContext } from '@cartless/testing';
    import { handler } from './handler.ts';

    const call = apiEvent({
      method: '${route.method}',
      path: '${route.path.replaceAll(/\{\w+\}/g, 'x1')}',
      ${params.length > 0 ? `params: { ${params.join(', ')} },` : ''}
      ${callerOf(route.access)}
    });

    describe('${route.method} ${route.path}', () => {
      it('answers what its callers need', async () => {
        const { statusCode, body = '' } = await handler(call, lambdaContext());
        expect({ statusCode, body: JSON.parse(body) }).toEqual({ statusCode: 200, body: 'what they need' });
      });
    });
  `;
}

const callerOf = (access: Access): string =>
  access === 'public' ? '' : `caller: { userId: 'usr_0demo', scopes: ['${[access].flat()[0]}'] },`;

const written = (access: Access): string =>
  typeof access === 'string' ? `'${access}'` : `[${access.map((scope) => `'${scope}'`).join(', ')}]`;
