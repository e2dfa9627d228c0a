/** Header names and values in turn, as Node keeps them for a request. */
export type RawHeaders = readonly string[];

/** Every value of a header, in order; Node's parsed headers would keep only the first of some. */
export function headerValues(rawHeaders: RawHeaders, name: string): readonly string[] {
  return rawHeaders.filter((_value, at) => at % 2 === 1 && rawHeaders[at - 1]?.toLowerCase() === name);
}

/** The headers with exactly one value for a header, whatever they had of it before. */
export function withHeader(rawHeaders: RawHeaders, name: string, value: string): string[] {
  const others = rawHeaders.filter((_value, at) => rawHeaders[at - (at % 2)]?.toLowerCase() !== name);
  return [...others, name, value];
}
