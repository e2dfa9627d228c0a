import { describe, expect, it } from '@jest/globals';
import { readLines, TEMPLATE } from './read-lines.ts';

const HEAD = 'title_en,title_zh,description_en,description_zh,category,price,stock,images';

describe('a file of products', () => {
  it('is read as spreadsheets write it: a mark of the bytes, quotes, line breaks, semicolons', () => {
    const text = `\uFEFF${HEAD.replaceAll(',', ';')}\r\n"Lamp; ""warm""";灯;"Two\nlines";会发光;home.lighting;129,90;3;/a.svg|/b.svg\r\n`;
    const { lines, missing, unknown } = readLines(text, 'CNY');
    expect({ missing, unknown }).toEqual({ missing: [], unknown: [] });
    expect(lines).toHaveLength(1);
    expect(lines[0]).toMatchObject({
      line: 2,
      wrong: [],
      values: {
        titleEn: 'Lamp; "warm"',
        descriptionEn: 'Two\nlines',
        price: '129,90',
        images: '/a.svg\n/b.svg',
      },
    });
  });

  it('says of each line what cannot be read, before anything is sent', () => {
    const { lines } = readLines(
      `${HEAD}\nLamp,,It shines.,会发光,home,free,3,\nBed,床,Soft.,软。,home,10,2,\n`,
      'CNY',
    );
    expect(lines.map(({ line, wrong }) => ({ line, wrong }))).toEqual([
      { line: 2, wrong: ['titleZh', 'price'] },
      { line: 3, wrong: [] },
    ]);
  });

  it('without the columns that are needed has no lines, and what it has besides is named', () => {
    expect(readLines('title_en,colour\nLamp,red\n', 'CNY')).toEqual({
      lines: [],
      missing: ['title_zh', 'description_en', 'description_zh', 'category', 'price'],
      unknown: ['colour'],
    });
  });

  it('can begin with the one that is offered', () => {
    const { lines } = readLines(TEMPLATE, 'CNY');
    expect(lines.map(({ wrong }) => wrong)).toEqual([[]]);
  });
});
