/** What looks like one letter, and which; signs one by one before two that look like one. */
const LOOKALIKES: readonly (readonly [RegExp, string])[] = [
  [/[1i|]/g, 'l'],
  [/0/g, 'o'],
  [/2/g, 'z'],
  [/3/g, 'e'],
  [/4/g, 'a'],
  [/5/g, 's'],
  [/[68]/g, 'b'],
  [/7/g, 't'],
  [/9/g, 'g'],
  [/rn/g, 'm'],
  [/vv/g, 'w'],
  [/cl/g, 'd'],
];

/**
 * The form in which user names look alike, after the idea of Unicode's UTS 39 and for the letters, digits, dots and underscores
 * that user names have: `rn` and `m`, `1`, `I` and `l`, `0` and `O` are the same, and what separates words is nothing. Skeletons are
 * for comparing with each other, not for showing.
 */
export const skeletonOf = (name: string): string =>
  LOOKALIKES.reduce(
    (text, [what, letter]) => text.replaceAll(what, letter),
    name
      .normalize('NFKC')
      .toLowerCase()
      .replaceAll(/[^\p{L}\p{N}|]/gu, ''),
  );
