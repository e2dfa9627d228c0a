import { describe, expect, it } from '@jest/globals';
import { traces } from './traces.ts';

const NAME = 'Zoë Meilin 林美娜';
const found = (text: string, value = NAME): boolean => traces([{ place: 'here', text }], value).length > 0;

describe('what is looked for in everything that is kept', () => {
  it.each([
    ['as it is', `say ${NAME}!`],
    ['in small letters', NAME.toLowerCase()],
    ['with its accents apart', NAME.normalize('NFD')],
    ['in JSON within JSON', JSON.stringify({ body: JSON.stringify({ note: NAME }) })],
    ['escaped', String.raw`Zo\u00eb Meilin \u6797\u7f8e\u5a1c`],
    ['percent-encoded', `?q=${encodeURIComponent(NAME)}`],
    ['in Base64', Buffer.from(`ab ${NAME} c`).toString('base64')],
    ['in Base64 of URLs', Buffer.from(`a ${NAME} cd`).toString('base64url')],
  ])('is found %s', (_, text) => {
    expect(found(text)).toBe(true);
  });

  it('is found as a number however it is written', () => {
    expect(found('{"phone":"13912345678"}', '+86 139 1234 5678')).toBe(true);
  });

  it('is not found where it is not', () => {
    expect(found('Zoe Mailin')).toBe(false);
    expect(found('+8613900000000', '+86 139 1234 5678')).toBe(false);
  });
});
