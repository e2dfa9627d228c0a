import { currentLocale } from '../texts/current-locale.ts';

/** An answer that nobody has taken by then is not the newest any more. */
const FRESH_MS = 15_000;

/** What was asked before the client of the shop was there. */
const asked = new Map<string, Promise<Response>>();
const keyOf = ({ method, url, headers }: Request): string =>
  [method, url, headers.get('accept-language')].join(' ');

/** Asks the shop for something public that the page is going to ask for. @param path with its query, as the client writes it @returns the answer, whose body is the client's */
export function askEarly(path: string): Promise<Response> {
  const headers = { 'accept-language': currentLocale(), accept: 'application/json, */*;q=0.1' };
  const request = new Request(new URL(path, location.origin), {
    headers,
    signal: AbortSignal.timeout(FRESH_MS),
  });
  const key = keyOf(request);
  const answer = fetch(request);
  answer.catch(() => asked.delete(key));
  asked.set(key, answer);
  setTimeout(() => asked.delete(key), FRESH_MS);
  return answer;
}

/** Sends what the client of the shop sends, but for what was asked early: its answer is taken, once. */
export function sendOrTake(request: Request): Promise<Response> {
  const key = keyOf(request);
  const answer = asked.get(key);
  asked.delete(key);
  return answer === undefined ? fetch(request) : answer.catch(() => fetch(request));
}
