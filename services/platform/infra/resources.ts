import { createHash } from 'node:crypto';
import type { MakeResources } from '@cartless/infrastructure';

/** Whom alarms wake: one subscription per address of `alarmMail`, named after the address, so that adding one asks nobody again. */
export const resources: MakeResources = async ({ given: { alarmMail = '[]' } }) =>
  Object.fromEntries(
    (JSON.parse(alarmMail) as string[]).map((address) => [
      `AlarmMail${createHash('sha256').update(address).digest('hex').slice(0, 8)}`,
      {
        Type: 'AWS::SNS::Subscription',
        Properties: { TopicArn: { Ref: 'Alarms' }, Protocol: 'email', Endpoint: address },
      },
    ]),
  );
