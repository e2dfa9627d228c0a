/** Lets calls of a process run one after the other, where they would fight for the same thing at the same time. */
export function inTurn<Given extends unknown[], Answer>(
  run: (...given: Given) => Promise<Answer>,
): (...given: Given) => Promise<Answer> {
  let last: Promise<unknown> = Promise.resolve();
  return (...given) => {
    const next = last.then(() => run(...given));
    last = next.catch(() => undefined);
    return next;
  };
}
