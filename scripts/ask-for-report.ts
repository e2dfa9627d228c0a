import { InvokeCommand, type LambdaClient } from '@aws-sdk/client-lambda';

/** What to ask for: of which stage, and which week by a date in it; without one the week that goes on. */
type Asking = Readonly<{ stage: string; date: string | undefined; askedAt: Date }>;

/**
 * Has the analytics service make and tell the report of a week now, whether it was told before or not.
 *
 * @returns a sentence that says what became of it
 * @throws Error saying why there is no report
 */
export async function askForReport(lambda: LambdaClient, { stage, date, askedAt }: Asking): Promise<string> {
  const answer = await lambda.send(
    new InvokeCommand({
      FunctionName: `cartless-analytics-${stage}-makeWeeklyReport`,
      Payload: JSON.stringify({ date, askedAt: askedAt.toISOString() }),
    }),
  );
  const text = Buffer.from(answer.Payload ?? []).toString('utf8');
  const { monday, isMade, why, errorMessage } = JSON.parse(text) as Partial<
    Record<'monday' | 'why' | 'errorMessage', string> & { isMade: boolean }
  >;
  if (answer.FunctionError !== undefined || monday === undefined) {
    throw new Error(errorMessage ?? `The task failed; its log says why. It answered ${text}`);
  }
  if (isMade !== true) throw new Error(`There is no report of the week from ${monday}: ${why}.`);
  return `The report of the week from ${monday} is on its way to everybody who gets it.`;
}
