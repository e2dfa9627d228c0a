import { Forbidden, Unauthorised } from '@cartless/lambda';

/** With these API Gateway refuses a token by itself. */
const REFUSALS = [
  [401, Unauthorised],
  [403, Forbidden],
] as const;

/** What API Gateway refuses by itself, without problem details, under the codes and texts of the services for the same. */
export function gatewayProblems(): string {
  const lines = REFUSALS.map(
    ([status, { code, text }]) => `  ${status}: ${JSON.stringify({ code, text }, null, 2)},\n`,
  );
  return `/** What API Gateway refuses by itself, by status. */
export const GATEWAY_PROBLEMS = {
${lines.join('')}} as const;
`;
}
