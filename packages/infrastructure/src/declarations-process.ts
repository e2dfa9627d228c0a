import { pathToFileURL } from 'node:url';
import type { DeclaredRoute } from './expand-route.ts';
import type { Answer, Declared } from './load-declarations.ts';

/** The process that loads a service's modules for {@link loadDeclarations}, answers, and ends when the answer is taken. */
process.once('disconnect', () => process.exit());
process.once('message', (files) => {
  void answer(files as string[]).then((message) => process.send?.(message));
});

async function answer(files: readonly string[]): Promise<Answer> {
  const declared: Record<string, Declared> = {};
  for (const file of files) {
    try {
      declared[file] = declaredBy(await import(pathToFileURL(file).href));
    } catch (error) {
      return {
        problem: `${file} cannot be loaded: ${error instanceof Error ? error.message : String(error)}`,
      };
    }
  }
  return { declared };
}

function declaredBy(module: Readonly<{ route?: Declared['route']; handler?: Declared }>): Declared {
  const { route, handler } = module;
  return {
    // Schemas cannot travel, and nobody here needs them.
    ...(route && { route: routeIn(route) }),
    ...(handler?.reads && { reads: handler.reads }),
  };
}

const routeIn = ({ id, method, path, access, throttle }: DeclaredRoute): DeclaredRoute => ({
  id,
  method,
  path,
  access,
  ...(throttle && { throttle }),
});
