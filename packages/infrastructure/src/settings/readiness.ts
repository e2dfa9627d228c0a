import { closest, distance } from 'fastest-levenshtein';
import {
  applies,
  type Catalogue,
  type Given,
  KINDS,
  type Secret,
  secretsOf,
  type Setting,
} from './catalogue.ts';
import { namesIn, problemOf } from './forms.ts';
import { LAPTOP, paramsIn } from './given.ts';
import { fixedParameter, parameterName } from './parameter-name.ts';
import { shapeProblem } from './shapes.ts';

/** What is looked at: some services of one stage. */
export type Question = Readonly<{
  catalogue: Catalogue;
  app: string;
  stage: string;
  services: readonly string[];
  given: Given;
  /** What the command line says, `name=value`. */
  params: readonly string[];
  /** Whether it is about to be deployed: then values of the examples are refused, and secrets have to be stored. */
  deploying: boolean;
  /** Whether the account is one that is played on this machine; its addresses are nobody else's. */
  emulated: boolean;
}>;

/** How a secret is stored, as far as the store tells without giving it away; undefined when it is not there. */
export type Stored = Readonly<{ type: string; key: string | undefined; value?: string | undefined }>;
/** Asks the store which of some parameters there are, and for the values of those that are no secrets. */
export type FindStored = (
  names: readonly string[],
  plain?: readonly string[],
) => Promise<ReadonlyMap<string, Stored>>;

/** A setting or secret that stands in the way, and what is wrong with it. */
type Problem = Readonly<{ name: string; services: readonly string[]; why: string; says: string }>;
/** All that stands in the way. */
export type Readiness = Readonly<{
  settings: readonly Problem[];
  secrets: readonly Problem[];
  /** The stacks that have to be there first and are not. */
  first: readonly string[];
}>;

/** Finds all that a stage lacks, for some services at once. */
export async function readiness(question: Question, find: FindStored): Promise<Readiness> {
  const settings = [
    ...unknownNames(question),
    ...(await settingProblems(question)),
    ...saidToOneAlone(question),
    ...saidToAllCommands(question),
  ];
  if (!question.deploying) return { settings, secrets: [], first: [] };
  const wanted = [...wantedSecrets(question).map(({ name }) => name), ...wantedGround(question).keys()];
  const fixed = fixedSettings(question).map(({ parameter }) => parameter);
  const asking =
    wanted.length + fixed.length === 0 ? Promise.resolve(new Map<string, Stored>()) : find(wanted, fixed);
  const stored = await asking.catch((error: unknown) => {
    // What is known to be wrong is told first; the store may be asked with these settings, a region say.
    if (settings.length > 0) return undefined;
    throw error;
  });
  if (stored === undefined) return { settings, secrets: [], first: [] };
  const lacking = [...wantedGround(question)].filter(([name]) => !stored.has(name));
  return {
    settings: [...settings, ...changed(question, stored)],
    secrets: secretProblems(question, stored),
    first: [...new Set(lacking.map(([, by]) => by))],
  };
}

/** The settings that stay as they were, and where the stage keeps what they were. */
const fixedSettings = ({ catalogue, app, stage, services, given }: Question) =>
  Object.entries(catalogue.settings)
    .filter(
      ([name, { fixed, services: of }]) =>
        fixed === true && given[name] !== undefined && of.some((one) => services.includes(one)),
    )
    .map(([name, setting]) => ({ name, setting, parameter: fixedParameter({ app, stage }, name) }));

/** What the stage was deployed with stands in its tables, and another value would be read into them. */
const changed = (question: Question, stored: ReadonlyMap<string, Stored>): Problem[] =>
  fixedSettings(question).flatMap(({ name, setting: { services, says }, parameter }) => {
    const was = stored.get(parameter)?.value;
    const is = question.given[name];
    if (was === undefined || is === undefined || was === is) return [];
    const why = `is "${was}" on this stage since it was first deployed, and cannot become "${is}": make another stage for that`;
    return [{ name, services: services.filter((one) => question.services.includes(one)), why, says }];
  });

/** What the services stand on, by its parameter, and the stack that publishes it; nothing of stacks that are deployed with them. */
const wantedGround = ({ catalogue, app, stage, services }: Question): ReadonlyMap<string, string> =>
  new Map(
    Object.entries(catalogue.published ?? {})
      .filter(
        ([, { by, services: of }]) => !services.includes(by) && of.some((one) => services.includes(one)),
      )
      .map(([name, { by }]) => [`/${app}/${stage}/${name}`, by]),
  );

/** How many letters may differ where one name is taken for another. */
const MISSPELT = 3;

/** A name that nothing reads would be passed over, and what it was meant for would have its default or another value. */
const unknownNames = ({ catalogue, given, app, stage, services }: Question): Problem[] =>
  Object.keys(given)
    .filter((name) => !(name in catalogue.settings))
    .map((name) => {
      const kebab = name.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
      const secret = catalogue.secrets[kebab];
      const meant = closest(name, Object.keys(catalogue.settings));
      const near = distance(name.toLowerCase(), meant.toLowerCase()) <= MISSPELT;
      return {
        name,
        services,
        why: 'is a setting that nothing reads',
        says:
          secret === undefined
            ? near
              ? `Did you mean ${meant}?`
              : 'Leave it out; services/settings.yml lists all settings.'
            : `It is a secret: store it as ${parameterName({ app, service: secret.services[0] ?? '' }, stage, kebab)}, and take its value out of wherever it stands.`,
      };
    });

/** What several services read has to be the same for all of them, so the file of the stage says it, and no command. */
const saidToOneAlone = ({ catalogue, params, stage }: Question): Problem[] =>
  Object.keys(paramsIn(params)).flatMap((name) => {
    const { services = [], ofCommand = false } = catalogue.settings[name] ?? {};
    // On a laptop a service may be run alone, and nothing of it lasts.
    if (services.length < 2 || ofCommand || stage === LAPTOP) return [];
    const why = 'may not be given by --param';
    const says = "All of these services have to have the same: write it into the stage's file.";
    return [{ name, services, why, says }];
  });

/** How a command works is said to that command: in the file it would hold for all that come later. */
const saidToAllCommands = ({ catalogue, given, params }: Question): Problem[] =>
  Object.entries(catalogue.settings).flatMap(([name, { ofCommand = false, services }]) => {
    if (!ofCommand || !(name in given) || name in paramsIn(params)) return [];
    const why = "may not stand in the stage's file";
    return [{ name, services, why, says: `Say it to the one command: --param="${name}=${given[name]}".` }];
  });

async function settingProblems(question: Question): Promise<Problem[]> {
  const found: Problem[] = [];
  for (const [name, setting] of Object.entries(question.catalogue.settings)) {
    const problems = settingProblem(question, name, setting);
    found.push(...(problems.length > 0 ? problems : await insideOf(question, name, setting)));
  }
  return found;
}

/** What is wrong inside a map that is one. */
async function insideOf(
  { services: asked, catalogue, given }: Question,
  name: string,
  { shape, services, when, says }: Setting,
): Promise<Problem[]> {
  const value = given[name];
  const readers = services.filter((service) => asked.includes(service));
  if (shape === undefined || value === undefined || readers.length === 0 || !applies(when, given)) return [];
  const why = await shapeProblem(catalogue, shape, value);
  return why === undefined ? [] : [{ name, services: readers, why, says }];
}

function settingProblem(
  { services: asked, given, deploying, emulated, catalogue, stage }: Question,
  name: string,
  setting: Setting,
): Problem[] {
  const services = setting.services.filter((service) => asked.includes(service));
  if (services.length === 0 || !applies(setting.when, given)) return [];
  const value = given[name];
  if (value === undefined && mayBeLeftOut(setting, given)) return [];
  const why =
    value === undefined
      ? 'is not given'
      : (problemOf(setting, value, {
          isReal: deploying && !emulated,
          oneMachine: emulated || stage === LAPTOP,
        }) ??
        kindProblem(setting, value, given) ??
        nameProblem(catalogue, name, value, stage) ??
        replicaProblem(name, value, given) ??
        (setting.emulated && deploying && !emulated
          ? 'is for an account that is played on one machine (docs/aws.md): leave it out'
          : undefined) ??
        needOf(setting, value, given) ??
        unknownIn(catalogue, name, value));
  return why === undefined ? [] : [{ name, services, why, says: setting.says }];
}

/** Of a setting with defaults by kind, a stage without a kind lacks the kind and not the setting. */
const mayBeLeftOut = ({ optional, defaults, neededBy }: Setting, { kind }: Given): boolean =>
  neededBy === undefined
    ? optional === true || defaults !== undefined
    : neededBy.every((needing) => needing !== kind);

function kindProblem({ only }: Setting, value: string, { kind }: Given): string | undefined {
  const allowed = only?.[kind as keyof typeof only];
  if (allowed === undefined || allowed.includes(value)) return undefined;
  return `must be ${allowed.join(' or ')} on a ${kind} stage, not "${value}"`;
}

/** A stage whose name says that people buy there is protected, whatever its file says. */
function nameProblem(
  { names = {} }: Catalogue,
  setting: string,
  value: string,
  stage: string,
): string | undefined {
  if (setting !== 'kind') return undefined;
  const [kind] = KINDS.filter((known) =>
    names[known]?.some((name) => stage === name || stage.startsWith(`${name}-`)),
  );
  return kind === undefined || kind === value
    ? undefined
    : `must be ${kind}, not "${value}": a stage called ${stage} is ${kind} by its name`;
}

const replicaProblem = (name: string, value: string, { region = '' }: Given): string | undefined =>
  name === 'replicas' && namesIn(value).includes(region)
    ? `names ${region}, where the stage is at home: name others`
    : undefined;

function needOf({ needs = {} }: Setting, value: string, given: Given): string | undefined {
  const missing = Object.entries(needs).filter(([name, wanted]) => given[name] !== wanted);
  if (value !== 'yes' || missing.length === 0) return undefined;
  return `does nothing without ${missing.map(([name, wanted]) => `${name}: ${wanted}`).join(', ')}`;
}

/** A list may name only what there is a folder of. */
function unknownIn({ choices }: Catalogue, setting: string, value: string): string | undefined {
  const known = choices.filter(({ chosenBy }) => chosenBy === setting).map(({ name }) => name);
  const unknown = namesIn(value).filter((name) => !known.includes(name));
  if (known.length === 0 || unknown.length === 0) return undefined;
  return `names ${unknown.join(', ')}; there are ${known.join(', ')}`;
}

const wantedSecrets = ({ catalogue, app, stage, services, given }: Question) =>
  services.flatMap((service) =>
    secretsOf(catalogue, service, given).map(([secret, { says }]: [string, Secret]) => ({
      name: parameterName({ app, service }, stage, secret),
      services: [service],
      says,
    })),
  );

const secretProblems = (question: Question, stored: ReadonlyMap<string, Stored>): Problem[] =>
  wantedSecrets(question).flatMap((secret) => {
    const why = storedWrongly(stored.get(secret.name), question.given['secretsKey']);
    return why === undefined ? [] : [{ ...secret, why }];
  });

function storedWrongly(stored: Stored | undefined, key: string | undefined): string | undefined {
  if (stored === undefined) return 'is not stored';
  if (stored.type !== 'SecureString')
    return `is stored as a ${stored.type}: delete it and store a SecureString`;
  if (key !== undefined && stored.key !== key)
    return `is encrypted with ${stored.key}, not with secretsKey: store it again`;
  return undefined;
}
