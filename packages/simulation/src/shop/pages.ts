import type { Reply, Request } from '../world/gateway.ts';

/** By which route a page of the shop does what a program does by another: it keeps its tokens in cookies. */
const OF_PAGES: Readonly<Record<string, string>> = {
  'users/logIn': 'users/beginPageSession',
  'users/logInByCode': 'users/beginPageSessionByCode',
  'users/refreshToken': 'users/renewPageSession',
  'users/logOut': 'users/endPageSession',
};
const COOKIES = {
  refreshToken: '__Secure-cartless-session',
  deviceToken: '__Secure-cartless-device',
} as const;
const KEPT = Object.entries(COOKIES);

/** A call as a page makes it, with its tokens in cookies; undefined when pages have no other route for it. */
export function throughPage(name: string, { body, ...request }: Request) {
  const route = OF_PAGES[name];
  if (route === undefined) return undefined;
  const typed = { ...(body as Readonly<Record<string, string | undefined>> | undefined) };
  const cookies = KEPT.flatMap(([token, cookie]) =>
    typed[token] === undefined ? [] : [`${cookie}=${typed[token]}`],
  );
  for (const token of Object.keys(COOKIES)) delete typed[token];
  return {
    name: route,
    request: {
      ...request,
      headers: { ...request.headers, 'x-requested-with': 'cartless' },
      cookies,
      ...(Object.keys(typed).length > 0 && { body: typed }),
    },
  };
}

/** The answer with what the browser keeps of it where a program would find it. */
export function keptOf(reply: Reply): Reply {
  const kept = KEPT.flatMap(([token, cookie]) => {
    const value = reply.cookies?.find((one) => one.startsWith(`${cookie}=`))?.slice(cookie.length + 1);
    const [text = ''] = value?.split(';') ?? [];
    return text === '' ? [] : [[token, text] as const];
  });
  return { ...reply, body: { ...reply.body, ...Object.fromEntries(kept) } };
}
