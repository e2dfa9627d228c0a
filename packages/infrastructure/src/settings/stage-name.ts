import type { Catalogue } from './catalogue.ts';

/** What names in AWS may be made with everywhere. */
const FORM = /^[a-z][\da-z]*(-[\da-z]+)*$/;

/**
 * Refuses a stage whose name would be refused later, by one of the services of AWS, in the middle of a deployment.
 *
 * @throws Error saying what the name may be
 */
export function refuseStageName({ longestStage }: Catalogue, stage: string): void {
  if (!FORM.test(stage))
    throw new Error(
      `A stage cannot be called "${stage}": its name has small letters, digits and single hyphens, and begins with a letter, like dev or mei-2.`,
    );
  if (longestStage !== undefined && stage.length > longestStage)
    throw new Error(
      `A stage cannot be called "${stage}", which has ${stage.length} letters: ${longestStage} are the most, as AWS bounds the names that are made with it.`,
    );
}
