import { HTTP_API } from './api-alarms.ts';
import type { Resource } from './cloudformation.ts';
import type { Owner } from './names.ts';
import { parameterName } from './settings/parameter-name.ts';

/** Where a service's API answers, for the edge that stands before it: AWS makes the name up, so it is published. */
export const apiDomain = (owner: Owner): Resource => ({
  Type: 'AWS::SSM::Parameter',
  Properties: {
    Name: parameterName(owner, '${sls:stage}', 'api-domain'),
    Type: 'String',
    Value: { 'Fn::Sub': `\${${HTTP_API}}.execute-api.\${AWS::Region}.\${AWS::URLSuffix}` },
  },
});
