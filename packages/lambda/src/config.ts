import * as z from 'zod/mini';

/**
 * Reads a service's settings from the environment, once, and reports all that is wrong together.
 *
 * @param schema names of environment variables and their shapes; `z.coerce.number()` for numbers
 * @throws Error listing every variable that is missing or wrong
 */
export function readConfig<S extends z.ZodMiniType>(
  schema: S,
  env: Readonly<Record<string, string | undefined>> = process.env,
): z.infer<S> {
  const result = z.safeParse(schema, env);
  if (result.success) return result.data;
  const problems = result.error.issues.map(({ path, code, message }) => {
    const name = path.join('.');
    return env[name] === undefined ? `${name} is not set` : `${name} is wrong: ${message || code}`;
  });
  throw new Error(`The environment of this function is not complete:\n${problems.join('\n')}`);
}

/** A setting that is JSON, of a shape. */
export const json = <S extends z.ZodMiniType>(schema: S) =>
  z.pipe(
    z.transform((text: unknown, { issues }): unknown => {
      try {
        return JSON.parse(String(text));
      } catch {
        issues.push({ code: 'custom', message: 'it is not JSON', input: text });
        return z.NEVER;
      }
    }),
    schema,
  );
