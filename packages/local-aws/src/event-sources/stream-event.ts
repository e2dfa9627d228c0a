import type { AttributeValue, _Record as StreamsRecord } from '@aws-sdk/client-dynamodb-streams';

/** What is the same in every record of one stream. */
export interface StreamIdentity {
  readonly eventSourceARN: string;
  readonly awsRegion: string;
}

/** A stream record as Lambda shows it to a function. */
export interface StreamRecord extends StreamIdentity {
  readonly eventID: string;
  readonly eventName: string;
  readonly eventVersion: string;
  readonly eventSource: 'aws:dynamodb';
  readonly dynamodb: {
    /** Seconds since 1970. */
    readonly ApproximateCreationDateTime: number;
    readonly Keys: unknown;
    readonly NewImage?: unknown;
    readonly OldImage?: unknown;
    readonly SequenceNumber: string;
    readonly SizeBytes: number;
    readonly StreamViewType: string;
  };
  readonly userIdentity?: { readonly type: string; readonly principalId: string };
}

/** Shapes a record of the streams API as Lambda's DynamoDB event has it. */
export function toStreamRecord(record: StreamsRecord, identity: StreamIdentity): StreamRecord {
  const change = record.dynamodb ?? {};
  return {
    eventID: record.eventID ?? '',
    eventName: record.eventName ?? '',
    eventVersion: record.eventVersion ?? '1.1',
    eventSource: 'aws:dynamodb',
    awsRegion: identity.awsRegion,
    dynamodb: {
      ApproximateCreationDateTime: Math.floor(
        (change.ApproximateCreationDateTime?.getTime() ?? Date.now()) / 1000,
      ),
      Keys: toJsonMap(change.Keys ?? {}),
      ...(change.NewImage === undefined ? {} : { NewImage: toJsonMap(change.NewImage) }),
      ...(change.OldImage === undefined ? {} : { OldImage: toJsonMap(change.OldImage) }),
      SequenceNumber: change.SequenceNumber ?? '',
      SizeBytes: change.SizeBytes ?? 0,
      StreamViewType: change.StreamViewType ?? '',
    },
    eventSourceARN: identity.eventSourceARN,
    ...(record.userIdentity === undefined
      ? {}
      : {
          userIdentity: {
            type: record.userIdentity.Type ?? '',
            principalId: record.userIdentity.PrincipalId ?? '',
          },
        }),
  };
}

const toJsonMap = (map: Readonly<Record<string, AttributeValue>>): Record<string, unknown> =>
  Object.fromEntries(Object.entries(map).map(([name, value]) => [name, toJsonValue(value)]));

/** Binary values are bytes in the SDK and base64 in an event. */
function toJsonValue(value: AttributeValue): unknown {
  if (value.B !== undefined) return { B: toBase64(value.B) };
  if (value.BS !== undefined) return { BS: value.BS.map(toBase64) };
  if (value.L !== undefined) return { L: value.L.map(toJsonValue) };
  if (value.M !== undefined) return { M: toJsonMap(value.M) };
  return value;
}

const toBase64 = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64');
