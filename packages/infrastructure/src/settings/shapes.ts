import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import * as z from 'zod';
import type { Catalogue } from './catalogue.ts';

/** How much of what is wrong with one map is told at once. */
const MOST = 5;

/**
 * What is wrong inside a map, by the schema that its service reads it by, in words that follow the setting's name; undefined for
 * what is right.
 *
 * @param shape the schema's file, from the folder of the services on, and its name: `orders/src/tax/tax-rules.ts#TaxRules`
 * @param text the map as JSON
 * @throws Error when there is no such schema
 */
export async function shapeProblem(
  { folder }: Catalogue,
  shape: string,
  text: string,
): Promise<string | undefined> {
  const [file = '', name = ''] = shape.split('#');
  const module = (await import(pathToFileURL(join(folder, file)).href)) as Readonly<Record<string, unknown>>;
  const schema = module[name];
  if (!isSchema(schema)) throw new Error(`${join(folder, file)} exports no schema ${name}`);
  const { error } = z.safeParse(schema, JSON.parse(text), { error: z.locales.en().localeError });
  if (error === undefined) return undefined;
  const told = error.issues
    .slice(0, MOST)
    .map(({ path, message }) => `${path.join('.') || 'it'}: ${message}`);
  const more = error.issues.length - told.length;
  return `is not as ${file.split('/')[0]} reads it: ${told.join('; ')}${more > 0 ? `; and ${more} more` : ''}`;
}

const isSchema = (value: unknown): value is z.core.$ZodType =>
  typeof value === 'object' && value !== null && '_zod' in value;
