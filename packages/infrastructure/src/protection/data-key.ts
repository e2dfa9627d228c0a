import { parameterName } from './data-key-parameter.ts';

/** The key that a stage's data are encrypted with. */
export type DataKey = Readonly<{
  /** Its ARN in a region, as CloudFormation takes it; in that of the stack where none is named. */
  arn: (region?: string) => unknown;
}>;

type Place = Readonly<{
  app: string;
  stage: string;
  /** The logical id of the key in the stack that owns it; other stacks find it by its parameter. */
  ownId?: string | undefined;
}>;

const KEY_ARN =
  /^arn:(?<partition>[\w-]+):kms:(?<region>[a-z\d-]+):(?<account>\d{12}):key\/(?<id>(?:mrk-)?[\da-f-]+)$/;

/**
 * What the setting `dataKey` stands for: `no` for the keys of AWS, `yes` for the key of the stage, or the ARN of a key that
 * somebody else keeps.
 *
 * @throws Error when it is none of these
 */
export function dataKey(setting: unknown, place: Place): DataKey | undefined {
  if (setting === 'no') return undefined;
  if (setting === 'yes') return stageKey(place);
  const found = KEY_ARN.exec(String(setting))?.groups;
  if (found === undefined)
    throw new Error(
      `dataKey is "${String(setting)}"; say "no", "yes" for a key of the stage, or the ARN of a key (not of an alias)`,
    );
  return keptElsewhere(String(setting), found as { region: string; id: string });
}

/** One key for all regions: its id is the same wherever it has a replica. */
const stageKey = ({ app, stage, ownId }: Place): DataKey => ({
  arn: (region = '${AWS::Region}') => {
    const id = ownId === undefined ? `{{resolve:ssm:${parameterName(app, stage)}}}` : `\${${ownId}}`;
    return { 'Fn::Sub': `arn:\${AWS::Partition}:kms:${region}:\${AWS::AccountId}:key/${id}` };
  },
});

const keptElsewhere = (arn: string, { region: home, id }: { region: string; id: string }): DataKey => ({
  arn: (region = home) => {
    if (region !== home && !id.startsWith('mrk-'))
      throw new Error(
        `${arn} is a key of ${home} alone; a table with a replica in ${region} needs a key of many regions`,
      );
    return arn.replace(`:${home}:`, `:${region}:`);
  },
});
