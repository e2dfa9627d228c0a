import { type CompiledTemplate, ofType } from './template.ts';

/** The role that the framework makes for functions that have none of their own. */
const ROLE = 'IamRoleLambdaExecution';

/** Takes out the framework's common role where each function has its own: it could do what nobody does, and nobody would miss it. */
export function takeOutSpareRole(template: CompiledTemplate): void {
  const isNamed = Object.entries(template.Resources).some(
    ([id, resource]) => id !== ROLE && JSON.stringify(resource).includes(`"${ROLE}"`),
  );
  if (!isNamed && ofType(template, 'AWS::IAM::Role').some(([id]) => id === ROLE))
    delete template.Resources[ROLE];
}
