import { type ClientDocument, isKey } from './client-document.ts';

/** What the client has to know of routes while it runs, as TypeScript. */
export function routesFile({ paths }: ClientDocument): string {
  const routes = Object.entries(paths).flatMap(([path, item]) =>
    Object.entries(item).map(([method, operation]) => ({
      name: `${method.toUpperCase()} ${path}`,
      isPublic: (operation.security ?? []).length === 0,
      takesKey: operation.parameters.some(isKey),
    })),
  );
  const names = (wanted: (route: (typeof routes)[number]) => boolean): string =>
    routes
      .filter(wanted)
      .map(({ name }) => `  '${name}',\n`)
      .toSorted()
      .join('');
  return `/** Routes that want no token. */
export const PUBLIC_ROUTES: ReadonlySet<string> = /* @__PURE__ */ new Set([
${names(({ isPublic }) => isPublic)}]);

/** Routes that take an \`Idempotency-Key\`. */
export const KEYED_ROUTES: ReadonlySet<string> = /* @__PURE__ */ new Set([
${names(({ takesKey }) => takesKey)}]);
`;
}
