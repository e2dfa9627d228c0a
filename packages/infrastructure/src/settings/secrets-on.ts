import type { StageSecrets } from '../expand-secrets.ts';
import { type Catalogue, type Given, secretsOf } from './catalogue.ts';

/** The secrets that a service may name, and those that it has with these settings. */
export const secretsOn = (catalogue: Catalogue, service: string, given: Given): StageSecrets => ({
  names: secretsOf(catalogue, service, given).map(([name]) => name),
  known: Object.entries(catalogue.secrets).flatMap(([name, { services }]) =>
    services.includes(service) ? [name] : [],
  ),
  key: given['secretsKey'],
});
