import { globSync, readFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { parse } from 'yaml';
import * as z from 'zod';
import { FORMS, namesIn } from './forms.ts';

const Sentence = z.string().regex(/^[A-Z].*\.$/s, 'must be a sentence');

/** What a setting may be, as a text or as YAML has it. */
const Value = z.union([z.string(), z.number(), z.array(z.unknown()), z.record(z.string(), z.unknown())]);

/** The kinds of stages: whose they are, and what is left of them. */
export const KINDS = ['personal', 'shared', 'protected'] as const;
const byKind = <T extends z.ZodType>(value: T) =>
  z.strictObject({ personal: z.optional(value), shared: z.optional(value), protected: z.optional(value) });

/**
 * A setting without which nothing is deployed, because no default would be right; or one that has a default, right for every
 * stage or for those of a kind; or a choice that a stage may make.
 */
const Setting = z.strictObject({
  /** The services that need it. */
  services: z.array(z.string()).min(1),
  is: z.enum(Object.keys(FORMS) as [keyof typeof FORMS, ...(keyof typeof FORMS)[]]),
  says: Sentence,
  /** Whether a stage may do without. */
  optional: z.optional(z.boolean()),
  /** Settings with which it is needed; without this it always is. */
  when: z.optional(z.record(z.string(), z.string())),
  /** Settings without which this one, when it is `yes`, does nothing. */
  needs: z.optional(z.record(z.string(), z.string())),
  /** Whether it is for an account that is played on this machine, and refused on AWS. */
  emulated: z.optional(z.boolean()),
  /** What is in it, where it is a map: the schema that the service reads it by, as `orders/src/tax/tax-rules.ts#TaxRules`. */
  shape: z.optional(z.string().regex(/^[\w./-]+\.ts#\w+$/)),
  /** Whether it stays as it was when the first of its services was first deployed. */
  fixed: z.optional(z.boolean()),
  /** Whether it says how one command works: `--param` gives it to any service, and no file of a stage may. */
  ofCommand: z.optional(z.boolean()),
  /** What it is where a stage says nothing, if that is right for every stage. */
  default: z.optional(Value),
  /** What it is where a stage of a kind says nothing. */
  defaults: z.optional(byKind(Value)),
  /** Kinds of stages that may not do without, though others may. */
  neededBy: z.optional(z.array(z.enum(KINDS))),
  /** What it may be on a stage of a kind, if not all that its form allows. */
  only: z.optional(byKind(z.array(z.string()).check(z.minLength(1)))),
  /** What it may be, of a form that is one of several. */
  oneOf: z.optional(z.array(Value)),
  /** The smallest number, and the largest. */
  from: z.optional(z.number()),
  to: z.optional(z.number()),
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

const ownWords = { services: true, when: true } as const;

/**
 * One of several that a service can work with, such as a carrier, of which a stage names those that it uses. It stands in the
 * folder of its code, and with it all that a stage has to be given for its sake.
 */
const Choice = z.strictObject({
  /** The setting, a list of names, that says whether the stage uses it; its name there is that of its folder. */
  chosenBy: z.string(),
  settings: z.optional(z.record(z.string().regex(/^[a-z]\w*$/), Setting.omit(ownWords))),
  secrets: z.optional(z.record(z.string().regex(/^[a-z]+\d*(-[a-z]+)*$/), Secret.omit(ownWords))),
  /** What functions are given that use it in one way or another, as their function.yml says: `uses: { carriers: calls }`. */
  gives: z.record(
    z.string(),
    z.strictObject({
      secrets: z.optional(z.array(z.string())),
      environment: z.optional(z.record(z.string(), z.string())),
    }),
  ),
  /** Variables that have other values on a laptop, as under `custom.localAws.environment`. */
  local: z.optional(z.record(z.string(), z.string())),
});
/** What a service can work with, if the stage says so. */
export type Choice = z.infer<typeof Choice> & Readonly<{ name: string; service: string }>;

/** What one stack publishes and others stand on: a parameter `/<app>/<stage>/<name>`. */
const Published = z.strictObject({ by: z.string(), services: z.array(z.string()).min(1) });

const Catalogue = z.strictObject({
  /** How many letters the name of a stage may have, so that all names that are made with it are still taken by AWS. */
  longestStage: z.optional(z.int().positive()),
  /** Names that only stages of a kind may have; with a hyphen and more behind it too: `prod`, `prod-eu`. */
  names: z.optional(byKind(z.array(z.string()))),
  settings: z.record(z.string().regex(/^[a-z]\w*$/), Setting),
  secrets: z.record(z.string().regex(/^[a-z]+\d*(-[a-z]+)*$/), Secret),
  published: z.optional(z.record(z.string().regex(/^[a-z]+([-/][a-z]+)*$/), Published)),
});
/** All that a stage has to be given, service by service. */
export type Catalogue = z.infer<typeof Catalogue> &
  Readonly<{
    choices: readonly Choice[];
    /** The folder of the services. */
    folder: string;
  }>;

/**
 * Reads what the services of a folder need: its `settings.yml`, and the `choice.yml` of everything that a stage may choose.
 * @throws Error saying what is wrong with a file
 */
export function readCatalogue(servicesDir: string): Catalogue {
  const { settings, secrets, ...others } = read(Catalogue, join(servicesDir, 'settings.yml'));
  const files = globSync('*/src/**/choice.yml', { cwd: servicesDir }).toSorted();
  const choices = files.map((file) => ({
    ...read(Choice, join(servicesDir, file)),
    name: basename(dirname(file)),
    service: file.replaceAll('\\', '/').split('/')[0] ?? '',
  }));
  return {
    ...others,
    settings: Object.assign({}, settings, ...choices.map((choice) => ownedBy(choice, choice.settings))),
    secrets: Object.assign({}, secrets, ...choices.map((choice) => ownedBy(choice, choice.secrets))),
    choices,
    folder: servicesDir,
  };
}

/** What comes with a choice is needed by its service, when the stage makes it. */
const ownedBy = <T extends object>(
  { service, chosenBy, name }: Choice,
  entries: Readonly<Record<string, T>> = {},
) =>
  Object.fromEntries(
    Object.entries(entries).map(([key, entry]) => [
      key,
      { ...entry, services: [service], when: { [chosenBy]: name } },
    ]),
  );

function read<S extends z.ZodType>(schema: S, file: string): z.infer<S> {
  const result = z.safeParse(schema, parse(readFileSync(file, 'utf8')));
  if (!result.success) throw new Error(`${file}: ${z.prettifyError(result.error)}`);
  return result.data;
}

/** The secrets that a service has with these settings. */
export const secretsOf = ({ secrets }: Catalogue, service: string, given: Given): [string, Secret][] =>
  Object.entries(secrets).filter(
    ([, { services, when }]) => services.includes(service) && applies(when, given),
  );

/** Whether settings are such, or name such in a list. */
export const applies = (when: Given = {}, given: Given): boolean =>
  Object.entries(when).every(
    ([name, value]) => given[name] === value || namesIn(given[name] ?? '').includes(value),
  );

/** What a service can work with and this stage uses, in the order in which its setting names them. */
export const chosenIn = ({ choices }: Catalogue, service: string, given: Given): readonly Choice[] =>
  choices
    .filter((choice) => choice.service === service && applies({ [choice.chosenBy]: choice.name }, given))
    .toSorted((a, b) => placeOf(a, given) - placeOf(b, given));

const placeOf = ({ chosenBy, name }: Choice, given: Given): number =>
  namesIn(given[chosenBy] ?? '').indexOf(name);

/** Settings by name, as the Serverless Framework takes them. */
export type Given = Readonly<Record<string, string>>;
