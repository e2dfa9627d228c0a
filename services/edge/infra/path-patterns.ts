/** A pattern of paths as CloudFront has them, and the service that answers them. */
export type PathPattern = Readonly<{ pattern: string; service: string }>;

/**
 * As few patterns as tell the services apart, those that are tried first in front: what all begins with `/orders` is one, and of
 * `/admin`, which services share, one for each of them. A pattern may take in more than the services have; the function at the edge
 * (viewer-request.js) gives that back to the pages.
 */
export function pathPatterns(beginnings: ReadonlyMap<string, string>): PathPattern[] {
  const firsts = [...new Set([...beginnings.keys()].map((path) => `/${path.split('/')[1]}`))].toSorted();
  return firsts.flatMap((first) => {
    const within = [...beginnings].filter(([path]) => path === first || path.startsWith(`${first}/`));
    const counts = new Map<string, number>();
    for (const [, service] of within) counts.set(service, (counts.get(service) ?? 0) + 1);
    const [most = ''] = [...counts.keys()].toSorted((a, b) => (counts.get(b) ?? 0) - (counts.get(a) ?? 0));
    const apart = within
      .filter(
        ([path, service]) =>
          service !== most && !within.some(([above, of]) => of === service && path.startsWith(`${above}/`)),
      )
      .map(([path, service]) => ({ pattern: `${path}*`, service }));
    return [...apart, { pattern: `${first}*`, service: most }];
  });
}
