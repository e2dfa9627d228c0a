import { type CompiledTemplate, ofType } from './template.ts';

type Statement = { Action?: unknown };
type Role = { Policies?: { PolicyDocument: { Statement: Statement[] } }[] };

/**
 * Takes the right to make log groups from the roles: the groups of all functions are in the template. A function that ends after its
 * stack was removed would make its group again, kept for ever and in the way of the next stage of that name.
 */
export function takeOutMakingOfGroups(template: CompiledTemplate): void {
  for (const [, role] of ofType(template, 'AWS::IAM::Role'))
    for (const { PolicyDocument } of (role as Role).Policies ?? [])
      for (const statement of PolicyDocument.Statement)
        if (Array.isArray(statement.Action))
          statement.Action = statement.Action.filter((action) => action !== 'logs:CreateLogGroup');
}
