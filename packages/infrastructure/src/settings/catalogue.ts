import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import * as z from 'zod';
import { FORMS } from './forms.ts';

const Sentence = z.string().regex(/^[A-Z].*\.$/s, 'must be a sentence');

/** A setting without which nothing is deployed, because no default would be right; or a choice that a stage may make. */
const Setting = z.strictObject({
  /** The services that need it. */
  services: z.array(z.string()).min(1),
  is: z.enum(Object.keys(FORMS) as [keyof typeof FORMS, ...(keyof typeof FORMS)[]]),
  says: Sentence,
  /** Whether a stage may do without. */
  optional: z.optional(z.boolean()),
  /** Settings without which this one, when it is `yes`, does nothing. */
  needs: z.optional(z.record(z.string(), z.string())),
});
export type Setting = z.infer<typeof Setting>;

/** A secret: its value lies in the parameter store, `/<app>/<stage>/<service>/<name>`, and nowhere else. */
const Secret = z.strictObject({
  services: z.array(z.string()).min(1),
  says: Sentence,
  /** Settings with which it is needed; without this it always is. */
  when: z.optional(z.record(z.string(), z.string())),
});
export type Secret = z.infer<typeof Secret>;

const Catalogue = z.strictObject({
  settings: z.record(z.string().regex(/^[a-z]\w*$/), Setting),
  secrets: z.record(z.string().regex(/^[a-z]+(-[a-z]+)*$/), Secret),
});
/** All that a stage has to be given, service by service. */
export type Catalogue = z.infer<typeof Catalogue>;

/**
 * Reads what the services of a folder need: its `settings.yml`.
 * @throws Error saying what is wrong with the file
 */
export function readCatalogue(servicesDir: string): Catalogue {
  const file = join(servicesDir, 'settings.yml');
  const result = z.safeParse(Catalogue, parse(readFileSync(file, 'utf8')));
  if (!result.success) throw new Error(`${file}: ${z.prettifyError(result.error)}`);
  return result.data;
}

/** The secrets that a service has with these settings. */
export const secretsOf = ({ secrets }: Catalogue, service: string, given: Given): [string, Secret][] =>
  Object.entries(secrets).filter(
    ([, { services, when = {} }]) =>
      services.includes(service) && Object.entries(when).every(([name, value]) => given[name] === value),
  );

/** Settings by name, as the Serverless Framework takes them. */
export type Given = Readonly<Record<string, string>>;
