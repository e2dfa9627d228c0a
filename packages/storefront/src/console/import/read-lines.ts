import Papa from 'papaparse';
import { EMPTY, type Field, unreadable, type Values } from '../products/product-values.ts';

/** The columns of a file, by the fields that they fill. The names are as spreadsheets of both languages can bear them. */
const COLUMNS: Readonly<Record<string, Field>> = {
  title_en: 'titleEn',
  title_zh: 'titleZh',
  description_en: 'descriptionEn',
  description_zh: 'descriptionZh',
  category: 'category',
  price: 'price',
  cost: 'cost',
  images: 'images',
  low_at: 'lowAt',
  limit_units: 'limitUnits',
  limit_days: 'limitDays',
  stock: 'stock',
};
export const COLUMN_NAMES = Object.keys(COLUMNS);
const NEEDED = ['title_en', 'title_zh', 'description_en', 'description_zh', 'category', 'price'];

/** One product of a file: where it stands, what it says, and which of its fields cannot be read. */
export type Line = Readonly<{ line: number; values: Values; wrong: readonly Field[] }>;
/** What a file says; a file without the columns that are needed says nothing. */
export type ReadFile = Readonly<{
  lines: readonly Line[];
  missing: readonly string[];
  unknown: readonly string[];
}>;

/** Reads a file of comma- or semicolon-separated values with a head. Several images of one product have a bar or a line break between them. */
export function readLines(text: string, currency: string): ReadFile {
  const { data, meta } = Papa.parse<Record<string, string>>(text, {
    header: true,
    skipEmptyLines: 'greedy',
    transformHeader: (name) => name.trim().toLowerCase(),
  });
  const columns = meta.fields ?? [];
  const missing = NEEDED.filter((name) => !columns.includes(name));
  const unknown = columns.filter((name) => !(name in COLUMNS));
  const lines = data.map((row, place) => {
    const values = valuesIn(row);
    // The head is the first line.
    return { line: place + 2, values, wrong: unreadable(values, currency) };
  });
  return { lines: missing.length > 0 ? [] : lines, missing, unknown };
}

function valuesIn(row: Readonly<Record<string, string>>): Values {
  const told = Object.entries(COLUMNS).map(([name, field]) => [field, (row[name] ?? '').trim()]);
  const values: Values = { ...EMPTY, ...(Object.fromEntries(told) as Partial<Values>) };
  return { ...values, images: values.images.replaceAll('|', '\n') };
}

/** An empty file to begin with. */
export const TEMPLATE = `${COLUMN_NAMES.join(',')}\nTea tin,茶叶罐,Keeps two hundred grams dry.,可保存两百克茶叶。,kitchen.tea,49.00,21.50,,5,,,20\n`;
