/** How many seconds an answer asks to wait (RFC 9110 §10.2.3), said in seconds or as a time; undefined when it does not. */
export function secondsToWait(headers: Headers, now: number): number | undefined {
  const text = headers.get('retry-after')?.trim() ?? '';
  if (/^\d+$/.test(text)) return Number(text);
  const at = Date.parse(text);
  return Number.isNaN(at) ? undefined : Math.max(0, Math.ceil((at - now) / 1000));
}
