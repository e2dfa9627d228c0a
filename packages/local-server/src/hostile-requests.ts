import { connect } from 'node:net';

/** Requests that are known to have ended some server. */
export const KNOWN_HOSTILE: readonly string[] = [
  'GET // HTTP/1.1\r\nHost: localhost\r\n\r\n',
  'GET http://% HTTP/1.1\r\nHost: localhost\r\n\r\n',
  'GET http://[ HTTP/1.1\r\nHost: localhost\r\n\r\n',
  'GET //[ HTTP/1.1\r\nHost: localhost\r\n\r\n',
  'GET /% HTTP/1.1\r\nHost: localhost\r\n\r\n',
  'GET /%c0%ae HTTP/1.1\r\nHost: localhost\r\n\r\n',
  'GET /orders/../users HTTP/1.1\r\nHost: localhost\r\n\r\n',
  'GET http://evil.example/products HTTP/1.1\r\nHost: localhost\r\n\r\n',
  'OPTIONS * HTTP/1.1\r\nHost: localhost\r\n\r\n',
  'CONNECT evil.example:443 HTTP/1.1\r\nHost: evil.example:443\r\n\r\n',
  'GET / HTTP/1.1\r\nHost: localhost\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Key: x\r\n\r\n',
  'GET /products HTTP/1.1\r\nHost: localhost\r\nConnection: Upgrade, HTTP2-Settings\r\nUpgrade: h2c\r\nHTTP2-Settings: x\r\n\r\n',
  'PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n',
  `GET /${'a'.repeat(20_000)} HTTP/1.1\r\nHost: localhost\r\n\r\n`,
  `GET / HTTP/1.1\r\nHost: localhost\r\n${'x: y\r\n'.repeat(3_000)}\r\n`,
  `GET / HTTP/1.1\r\nHost: localhost\r\ncookie: ${'a=b; '.repeat(2_000)}\r\n\r\n`,
  'GET / HTTP/1.1\r\nHost: [\r\n\r\n',
  'GET / HTTP/1.1\r\nHost: localhost\r\nHost: evil.example\r\n\r\n',
  'GET / HTTP/1.1\r\n\r\n',
  'GET / HTTP/1.0\r\n\r\n',
  'POST /login HTTP/1.1\r\nHost: localhost\r\nContent-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\nGET /x HTTP/1.1\r\n\r\n',
  'POST /login HTTP/1.1\r\nHost: localhost\r\nContent-Length: 4\r\nContent-Length: 5\r\n\r\nabcde',
  'POST /login HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n\r\n',
  'POST /login HTTP/1.1\r\nHost: localhost\r\nContent-Length: -1\r\n\r\n',
  'POST /login HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: 100\r\n\r\n{"iden',
  'POST /login HTTP/1.1\r\nHost: localhost\r\nExpect: 200-maybe\r\nContent-Length: 2\r\n\r\n{}',
  'GET / HTTP/1.1\r\nHost: localhost\r\nAccept-Language: \u0000\r\n\r\n',
  '\u0016\u0003\u0001\u0002\u0000\u0001\u0000',
  '\r\n\r\n\r\n',
  'GET',
  '',
];

const PIECES = [
  'GET',
  'POST',
  'HEAD',
  'OPTIONS',
  'DELETE',
  'CONNECT',
  'FOO',
  'get',
  '',

  '/',
  '//',
  '*',
  '/%',
  '/orders',
  '/users/me',
  '/..',
  '/%2e%2e/',
  'http://',
  '?',
  '#',
  '[',
  ']',
  '\\',
  '@',
  ':0',
  ' HTTP/1.1\r\n',
  ' HTTP/1.0\r\n',
  ' HTTP/9.9\r\n',
  '\r\n',
  '\n',
  '\r',
  ' ',
  '\t',
  '\u0000',
  '\u00ff',

  'Host: localhost\r\n',
  'Host: evil.example\r\n',
  'Origin: null\r\n',
  'Connection: upgrade\r\n',
  'Upgrade: x\r\n',

  'Content-Length: 3\r\n',
  'Transfer-Encoding: chunked\r\n',
  'Content-Type: application/json\r\n',
  '5\r\nhello\r\n',
  'false',
  '{}',
  '{"a":',
  'x'.repeat(300),
];

/** Makes requests of such pieces in any order, always the same ones for the same seed. */
export function randomHostile(seed: number, count: number): string[] {
  let state = seed >>> 0;
  // The linear congruential generator of Numerical Recipes: any would do, as long as it can be repeated.
  const below = (limit: number): number => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state % limit;
  };
  return Array.from({ length: count }, () => {
    const begin =
      below(3) === 0 ? '' : `${PIECES[below(9)]} ${PIECES[9 + below(16)]} HTTP/1.1\r\nHost: localhost\r\n`;
    return begin + Array.from({ length: 1 + below(8) }, () => PIECES[below(PIECES.length)]).join('');
  });
}

/**
 * Sends bytes to a server and reads what comes back until the server ends the connection, or so many milliseconds have passed. With
 * no patience at all it hangs up at once, so that the server finds nobody to answer.
 *
 * @returns what the server said
 */
export async function sendRaw(port: number, request: string, patience: number): Promise<string> {
  const socket = connect(port, '127.0.0.1');
  const heard: Buffer[] = [];
  const closed = new Promise((resolve) => socket.once('close', resolve));
  socket.on('data', (chunk: Buffer) => heard.push(chunk));
  socket.on('error', () => undefined); // The server may have hung up first, which is an answer too.
  socket.write(request, 'latin1');
  const timer = setTimeout(() => socket.resetAndDestroy(), patience);
  await closed;
  clearTimeout(timer);
  return Buffer.concat(heard).toString('latin1');
}
