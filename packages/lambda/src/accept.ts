/**
 * Whether a page is what somebody wants who can have it or JSON (RFC 9110 §12.5.1): a browser, and whoever does not say.
 * @param accept the `Accept` header
 */
export function wantsPage(accept: string | undefined): boolean {
  if (accept === undefined || accept.trim() === '') return true;
  return weightOf(accept, 'text/html') >= weightOf(accept, 'application/json');
}

/** The weight of a media type, by the most specific range that it is in. */
function weightOf(accept: string, type: string): number {
  const ranges = accept.split(',').map((part) => {
    const [range = '', ...parameters] = part
      .trim()
      .toLowerCase()
      .split(/\s*;\s*/);
    const weight = parameters.map((one) => /^q=([\d.]+)$/.exec(one)?.[1]).find((q) => q !== undefined);
    return { range, weight: weight === undefined ? 1 : Number(weight) };
  });
  const wider = [type, type.replace(/\/.*/, '/*'), '*/*'];
  const closest = wider.map((name) => ranges.find(({ range }) => range === name)).find((one) => one);
  return closest?.weight ?? 0;
}
