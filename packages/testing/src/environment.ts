/** Variables of a function's environment; undefined takes one away. */
type Variables = Readonly<Record<string, string | undefined>>;

/**
 * Gives the functions under test the environment that `serverless.yml` gives to the deployed ones. What a use case needs
 * is passed to it; this is for tests that go through a handler.
 *
 * @returns puts back what was there before
 */
export function setEnvironment(variables: Variables): () => void {
  const before = Object.fromEntries(Object.keys(variables).map((name) => [name, process.env[name]]));
  write(variables);
  return () => write(before);
}

function write(variables: Variables): void {
  for (const [name, value] of Object.entries(variables)) {
    if (value === undefined) delete process.env[name];
    else process.env[name] = value;
  }
}
