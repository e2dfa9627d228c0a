// oxlint-disable-next-line typescript/no-explicit-any -- answers have every shape, and the assertions check them
type Body = Record<string, any>;

/** An answer of the shop. */
export type Answer = Readonly<{ status: number; headers: Headers; body: Body }>;

type Call = Readonly<{ token?: string; body?: unknown; headers?: Record<string, string>; raw?: string }>;

/** Calls the shop as a frontend does; redirects are not followed. */
export const apiAt =
  (url: string) =>
  async (method: string, path: string, { token, body, headers, raw }: Call = {}): Promise<Answer> => {
    const response = await fetch(new URL(path, url), {
      method,
      redirect: 'manual',
      headers: {
        ...(body !== undefined && { 'content-type': 'application/json' }),
        ...(token !== undefined && { authorization: `Bearer ${token}` }),
        ...headers,
      },
      ...((raw ?? body) !== undefined && { body: raw ?? JSON.stringify(body) }),
    });
    const text = await response.text();
    const json = (response.headers.get('content-type') ?? '').includes('json') && text !== '';
    return { status: response.status, headers: response.headers, body: json ? JSON.parse(text) : { text } };
  };
export type Api = ReturnType<typeof apiAt>;

/** What a list has, page by page as it is asked for. @param path without a query @throws Error for a page that is refused */
export async function* itemsOf<T>(api: Api, token: string, path: string): AsyncGenerator<T> {
  for (let cursor: string | null = ''; cursor !== null;) {
    const query = new URLSearchParams({ limit: '100', ...(cursor !== '' && { cursor }) });
    const { status, body } = await api('GET', `${path}?${query.toString()}`, { token });
    if (status !== 200) throw new Error(`GET ${path} is answered ${status}: ${JSON.stringify(body)}`);
    yield* body['items'] as readonly T[];
    cursor = body['nextCursor'] as string | null;
  }
}

/** A mail as the local mailbox keeps it. */
export type StoredMail = Readonly<{ subject: string; text: string; html: string; to: readonly string[] }>;

/** The mails that were sent to an address, oldest first. */
export async function mailsTo(mailbox: string, address: string): Promise<StoredMail[]> {
  const { emails } = (await (await fetch(`${mailbox}/store`)).json()) as {
    emails: { subject: string; body: { text?: string; html?: string }; destination: { to: string[] } }[];
  };
  return emails
    .filter(({ destination }) => destination.to.includes(address))
    .map(({ subject, body, destination }) => ({
      subject,
      text: body.text ?? '',
      html: body.html ?? '',
      to: destination.to,
    }));
}
