import { ofType } from '../protection/template.ts';
import type { Place } from './place.ts';
import type { Whole } from './tables.ts';

/** The parameter that has the id of the stage's key. */
export const DATA_KEY = 'DataKeyOfStage';

/** The key of the stage is one of many regions; that of another region than its first is a replica of it, with the same id. */
export function replicateKey(template: Whole, { origin }: Place): void {
  const [[id, properties] = []] = ofType(template, 'AWS::KMS::Key').filter(
    ([, { MultiRegion }]) => MultiRegion === true,
  );
  if (id === undefined || properties === undefined) return;
  const { EnableKeyRotation: _, MultiRegion: __, ...kept } = properties;
  template.Resources[id] = {
    ...template.Resources[id],
    Type: 'AWS::KMS::ReplicaKey',
    Properties: {
      ...kept,
      PrimaryKeyArn: {
        'Fn::Sub': `arn:\${AWS::Partition}:kms:${origin}:\${AWS::AccountId}:key/\${${DATA_KEY}}`,
      },
    },
  };
  template.Parameters = {
    ...template.Parameters,
    [DATA_KEY]: { Type: 'String', Description: `The key of the stage, as ${origin} has it` },
  };
}
