/** Where the id of a stage's key is found by the stacks that use it. */
export const parameterName = (app: string, stage: string): string => `/${app}/${stage}/data-key`;
