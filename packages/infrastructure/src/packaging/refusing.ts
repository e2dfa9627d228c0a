const REASON = 'is not packaged; see packages/infrastructure/src/packaging';

/** A module whose parts can be had and not called: whoever does is told so loudly. */
export const refusing = (what: string, names: readonly string[]): string =>
  names
    .map((name) => `export function ${name}() { throw new Error('${name} of ${what} ${REASON}'); }`)
    .join('\n');

/**
 * A module whose parts can be made, classes by `new` and what is named `create…` by a call, as their library does with all of them, and
 * not used: whoever does, or calls anything else, is told so loudly.
 */
export const idle = (what: string, names: readonly string[]): string =>
  [
    `const refuse = (what) => { throw new Error(\`\${what} of ${what} ${REASON}\`); };
     const part = (name) => new Proxy({}, {
       get: (_, member) => (typeof member === 'symbol' ? undefined : refuse(\`\${member} of \${name}\`)),
     });
     const idle = (name) => function () { return new.target ? part(name) : refuse(name); };`,
    ...names.map((name) =>
      name.startsWith('create')
        ? `export const ${name} = () => part('${name}');`
        : `export const ${name} = idle('${name}');`,
    ),
  ].join('\n');
