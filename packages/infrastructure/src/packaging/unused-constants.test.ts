import { describe, expect, it } from '@jest/globals';
import { transform } from 'esbuild';
import { markUnused } from './unused-constants.ts';

/** What is left of a module of which only `used` is. */
async function bundled(code: string): Promise<string> {
  const marked = markUnused(code);
  const built = await transform(marked, { format: 'iife', treeShaking: true, minifySyntax: true });
  return built.code;
}

describe('what a file makes', () => {
  it('is left out where nobody uses it, with all that it is made of', async () => {
    const code = await bundled(`
      const part = make('part').check(() => 'checked');
      const whole = make({ part, more: [make('more')] });
      const used = make('used');
      globalThis.result = used;`);
    expect(code).toContain('make("used")');
    expect(code).not.toMatch(/part|more|checked/);
  });

  it('is made once and as it stands where somebody does', async () => {
    const code = await bundled(`
      const a = make(1), b = make(a);
      const read = () => b;
      globalThis.result = read;`);
    expect(code.match(/make\(/g)).toHaveLength(2);
  });

  it('keeps what is done without a name', async () => {
    expect(await bundled(`register('x'); const { y } = found();`)).toContain('register("x")');
  });

  it('is marked where it is exported, and functions need no mark', () => {
    expect(markUnused('export const a = make();')).toBe(
      'export const a = /* @__PURE__ */ (() => (make()))();',
    );
    const functions =
      'export const f = (x) => x;\nexport const text = "a";\nfunction g() { const h = make(); }';
    expect(markUnused(functions)).toBe(functions);
  });
});
