/** What is told instead of a city that is not. */
export const NO_CITY = '-';

/** Words of letters, as places have them: no house number, no phone, no mailbox. Made when a city is told, see text.ts. */
const isLikeAPlace = (plain: string): boolean =>
  /^['’]?\p{L}[\p{L}\p{M}]*(?:[ .'’·()-]+\p{L}[\p{L}\p{M}]*)*[.)]?$/u.test(plain);

const MOST = 60;

/** Without what people add to the name of a Chinese city or leave out. */
const withoutSuffix = (plain: string): string => plain.replace(/(?<=\p{Script=Han}{2})市+$/u, '');

/**
 * A city as events tell it, one spelling for what people type in several: full-width letters, spaces, capitals, and the 市 of
 * 上海市. What does not look like the name of a place is not told, because people type other things into that field.
 *
 * @returns `-` when it is not told
 */
export function toldCity(typed: string): string {
  const plain = typed.normalize('NFKC').trim().replaceAll(/\s+/g, ' ');
  // Readers take so many characters, and one spelling can be longer than another.
  if (plain.length > MOST || !isLikeAPlace(plain)) return NO_CITY;
  const name = withoutSuffix(plain);
  const isShouted = name === name.toLowerCase() || name === name.toUpperCase();
  return isShouted
    ? name
        .toLowerCase()
        .replaceAll(/(^|[ .'’()-])(\p{L})/gu, (_, gap: string, letter: string) => gap + letter.toUpperCase())
    : name;
}
