/** What a request asks for. */
export type Target = Readonly<{
  /** As it was sent, escapes and all. */
  path: string;
  /** Begins with `?`, or is empty. */
  search: string;
}>;

/** Control characters, and the sign that some programs take for a slash. */
// oxlint-disable-next-line no-control-regex -- these are what is looked for
const ODD = /[\u0000-\u001f\u007f\\]/;

/**
 * Reads the target of a request. Only a path is taken, whose escapes are whole and whose segments are names: what `..` means would
 * be up to whoever resolves it first.
 *
 * @returns undefined for anything else: a whole address, `*`, `/%`, `/a/../b`, `/%2e%2e/`.
 */
export function readTarget(url: string): Target | undefined {
  const [sent = ''] = url.split('#', 1);
  const cut = sent.indexOf('?');
  const path = cut === -1 ? sent : sent.slice(0, cut);
  const plain = decoded(path);
  if (plain === undefined || !plain.startsWith('/') || ODD.test(plain)) return undefined;
  if (plain.split('/').some((segment) => segment === '.' || segment === '..')) return undefined;
  return { path, search: sent.slice(path.length) };
}

function decoded(path: string): string | undefined {
  try {
    return decodeURIComponent(path);
  } catch {
    return undefined;
  }
}
