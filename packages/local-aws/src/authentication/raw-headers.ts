/**
 * Every value of a header, in order; Node's parsed headers would keep only the first of some.
 *
 * @param rawHeaders names and values in turn, as Node keeps them for a request
 */
export function headerValues(rawHeaders: readonly string[], name: string): readonly string[] {
  return rawHeaders.filter((_value, at) => at % 2 === 1 && rawHeaders[at - 1]?.toLowerCase() === name);
}
