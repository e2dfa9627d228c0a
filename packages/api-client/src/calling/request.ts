import type { Method, ParseAs } from './operations.ts';

type Value = string | number | boolean;

/** The parameters of a call, by where they stand. */
export type Params = Readonly<{
  path?: Readonly<Record<string, unknown>>;
  query?: Readonly<Record<string, unknown>>;
  header?: Readonly<Record<string, string | undefined>>;
}>;

/** What is sent by a call, and how; its types were checked where it was made. */
type Sent = Readonly<{
  baseUrl: string;
  params?: Params;
  body?: unknown;
  headers: Readonly<Record<string, string>>;
  signal?: AbortSignal | undefined;
}>;

/**
 * The address of a call. Parameters are written as the shop's documents say of all of them: those in the path simply, a list in the query with
 * commas between its values.
 *
 * @see https://spec.openapis.org/oas/v3.1.0#style-values
 */
export function addressOf(path: string, { path: names = {}, query = {} }: Params = {}): string {
  const filled = path.replace(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(String(names[name])));
  const asked = Object.entries(query).flatMap(([name, value]) => {
    const values = [(value ?? []) as Value | readonly Value[]].flat().map((one) => encodeURIComponent(one));
    return values.length === 0 ? [] : [`${name}=${values.join(',')}`];
  });
  return asked.length === 0 ? filled : `${filled}?${asked.join('&')}`;
}

/** The request of a call. */
export function requestOf(method: Method, path: string, call: Sent): Request {
  const { baseUrl, params = {}, body, headers, signal } = call;
  const all = new Headers(headers);
  if (body !== undefined) all.set('content-type', 'application/json');
  // However a name is spelt, it is one header.
  for (const [name, value] of Object.entries(params.header ?? {}))
    if (value !== undefined) all.set(name, value);
  return new Request(baseUrl.replace(/\/$/, '') + addressOf(path, params), {
    method: method.toUpperCase(),
    headers: all,
    ...(body !== undefined && { body: JSON.stringify(body) }),
    ...(signal !== undefined && { signal }),
  });
}

/** What a good answer says: JSON where it says that it is, or as it is wanted. @throws SyntaxError when it says that it is JSON and is not */
export async function readAnswer(response: Response, as?: ParseAs): Promise<unknown> {
  if (response.status === 204) return undefined;
  if (as === 'stream') return response.body;
  if (as !== undefined) return response[as]();
  const text = await response.text();
  return /[/+]json\b/.test(response.headers.get('content-type') ?? '') ? JSON.parse(text) : text;
}
