import { paramsOf } from '../shop/params.ts';
import { answering, scopesFor } from '../shop/routes.ts';
import { staff } from '../shop/shop.ts';
import type { Request } from '../world/gateway.ts';
import { type Act, drawn } from './actor.ts';
import { keyed } from './rehearsing.ts';
import { BODIES } from './wrong-ids.ts';

/** Routes that are busy at times; what somebody did with their account does nobody else once more. */
const TIRED = answering('BUSY').filter(
  ({ name, route }) => route.method === 'GET' || !name.startsWith('users/'),
);
/** So many routes are tried in one act, each so often at the same moment. */
const ROUTES = 12;
const TIMES = 6;

/** Asks for the same many times at once, as who gets no answer in time: what others asked for last, or to look or decide. */
export const pressAgain: Act = async (person) => {
  const { shop } = person;
  const from = drawn(person, 'first', 0, TIRED.length - 1);
  for (const { name, route } of [...TIRED.slice(from), ...TIRED.slice(0, from)].slice(0, ROUTES)) {
    const [, ...areas] = scopesFor(route);
    const params = paramsOf(shop, route.path);
    const isPlain = route.method === 'GET' || name in BODIES;
    const plain: Request | undefined =
      isPlain && params !== undefined
        ? { caller: staff(...areas), params, body: BODIES[name], headers: keyed(person, name) }
        : undefined;
    const request = shop.done.get(name)?.request ?? plain;
    if (request === undefined) continue;
    await Promise.all(Array.from({ length: TIMES }, () => shop.call(name, request)));
  }
};
