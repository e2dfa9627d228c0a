import { type Owner, pascalCase } from '../names.ts';
import type { CompiledTemplate } from '../protection/template.ts';
import type { Catalogue, Given } from './catalogue.ts';
import { fixedParameter } from './parameter-name.ts';

/**
 * The parameters in which a stage keeps settings that stay as they were. The first of a setting's services makes it; the others, and
 * that one later, are refused another value before they are deployed.
 */
export const fixedParameters = (
  { settings }: Catalogue,
  { app, service }: Owner,
  stage: string,
  given: Given,
): CompiledTemplate['Resources'] =>
  Object.fromEntries(
    Object.entries(settings)
      .filter(([, { fixed, services }]) => fixed === true && services[0] === service)
      .map(([name]) => [
        `Fixed${pascalCase(name)}`,
        {
          Type: 'AWS::SSM::Parameter',
          Properties: {
            Name: fixedParameter({ app, stage }, name),
            Type: 'String',
            Value: given[name] ?? '',
          },
        },
      ]),
  );
