import { describe, expect, it } from '@jest/globals';
import { readCsv } from './read-csv.ts';

describe('reading comma-separated values', () => {
  it('knows quotes, commas and line breaks in fields, and says where a line stands', () => {
    const text = '\uFEFFname,note\r\nlamp,"a ""good"", cheap\none"\r\n\r\ncup,\n';
    expect(readCsv(text)).toEqual([
      { line: 2, fields: { name: 'lamp', note: 'a "good", cheap\none' } },
      { line: 5, fields: { name: 'cup', note: '' } },
    ]);
  });

  it('says where a quote is wrong', () => {
    expect(() => readCsv('name\n"lamp" x\n')).toThrow('line 2');
  });
});
