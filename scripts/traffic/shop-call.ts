import { setTimeout as pause } from 'node:timers/promises';

/** Where the shop and its mailbox are. */
export type ShopAddress = Readonly<{ url: string; mailbox: string }>;
export type Reply = Readonly<{ status: number; text: string; body: Readonly<Record<string, unknown>> }>;
type Options = Readonly<{ token?: string; body?: unknown; headers?: Readonly<Record<string, string>> }>;

const LIMIT_MS = 15_000;
const TRIES = 4;
const LONGEST_WAIT_SECONDS = 30;

/** Calls the shop as a frontend does. When it says it is busy, waits as long as it asks and tries again a few times. */
export async function call(
  shop: ShopAddress,
  method: string,
  path: string,
  options: Options,
): Promise<Reply> {
  for (let attempt = 1; ; attempt += 1) {
    const response = await fetch(new URL(path, shop.url), {
      method,
      redirect: 'manual',
      signal: AbortSignal.timeout(LIMIT_MS),
      headers: {
        ...(options.body !== undefined && { 'content-type': 'application/json' }),
        ...(options.token !== undefined && { authorization: `Bearer ${options.token}` }),
        ...options.headers,
      },
      ...(options.body !== undefined && { body: JSON.stringify(options.body) }),
    });
    const text = await response.text();
    const isBusy = response.status === 429 || response.status === 503;
    if (!isBusy || attempt === TRIES) return { status: response.status, text, body: jsonOf(text) };
    const asked = Number(response.headers.get('retry-after') ?? attempt);
    await pause(Math.min(LONGEST_WAIT_SECONDS, Number.isFinite(asked) ? asked : attempt) * 1000);
  }
}

function jsonOf(text: string): Readonly<Record<string, unknown>> {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
  } catch {
    return {};
  }
}
