import { describe, expect, it } from '@jest/globals';
import type { Access } from '@cartless/domain';
import { apiEvent } from '../packages/testing/src/lambda-events.ts';
import { readCaller } from '../packages/lambda/src/caller.ts';
import { ownedRoutes } from '../packages/local-aws/src/gateway/service-routes.ts';
import { ADMITTED, HOLDERS, takenBy, TOKENS } from './access-decisions.ts';
import { eventsOf, readService, ROOT, SERVICES } from './serverless-yaml.ts';

const routes = (await ownedRoutes(ROOT)).map(({ method, path, access }) => ({
  route: `${method} ${path}`,
  access: access as Access,
}));

describe('who may call a route', () => {
  it('is decided for every route that is declared, in test/access-decisions.ts, and for no other', () => {
    expect(routes.map(({ route }) => route).toSorted()).toEqual(Object.keys(ADMITTED).toSorted());
  });

  it.each(routes)('is checked by the handler of $route', ({ route, access }) => {
    const admitted =
      access === 'public' ? 'anybody' : HOLDERS.filter((holder) => isAdmitted(TOKENS[holder], access));
    expect(admitted).toEqual(ADMITTED[route]);
  });

  it.each(SERVICES)('is checked by API Gateway for every route of %s', (service) => {
    const events = Object.values(readService(service).functions).flatMap((lambda) =>
      eventsOf(lambda, 'httpApi'),
    ) as { method: string; path: string; authorizer?: { scopes: readonly string[] } }[];
    for (const { method, path, authorizer } of events) {
      const route = `${method} ${path}`;
      expect([route, authorizer ? takenBy(authorizer.scopes) : 'anybody']).toEqual([route, ADMITTED[route]]);
    }
  });
});

function isAdmitted(scopes: readonly string[], access: Exclude<Access, 'public'>): boolean {
  try {
    readCaller(apiEvent({ method: 'GET', path: '/', caller: { userId: 'usr_1', scopes } }), access);
    return true;
  } catch (error) {
    expect(error).toMatchObject({ code: 'FORBIDDEN' });
    return false;
  }
}
