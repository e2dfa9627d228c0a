const REASON = 'is not packaged; see packages/infrastructure/src/packaging';

/** A module whose parts can be had and not called: whoever does is told so loudly. */
export const refusing = (what: string, names: readonly string[]): string =>
  names
    .map((name) => `export function ${name}() { throw new Error('${name} of ${what} ${REASON}'); }`)
    .join('\n');

/** A module whose classes can be made, as their library does with all of them, and not used: whoever does is told so loudly. */
export const idle = (what: string, names: readonly string[]): string =>
  [
    `const part = (name) => new Proxy({}, { get(_, member) {
       if (typeof member !== 'symbol') throw new Error(\`\${member} of \${name} of ${what} ${REASON}\`);
     } });`,
    ...names.map((name) => `export function ${name}() { return part('${name}'); }`),
  ].join('\n');
