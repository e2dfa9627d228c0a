/** `place-order` becomes `placeOrder`, as a function's key is written. */
export const camelCase = (name: string): string =>
  name.replaceAll(/-(\w)/g, (_, letter: string) => letter.toUpperCase());

/** `mail-feedback` becomes `MailFeedback`, as a logical id is written. */
export const pascalCase = (name: string): string => camelCase(`-${name}`);

/** Whose names these are: `cartless` and `orders` of the service `cartless-orders`. */
export type Owner = Readonly<{ app: string; service: string }>;

/** Takes the name of a service apart. @throws Error when it has not two parts */
export function ownerOf(service: string): Owner {
  const [app = '', ...rest] = service.split('-');
  if (app === '' || rest.length === 0) throw new Error(`"${service}" is not named <application>-<service>`);
  return { app, service: rest.join('-') };
}

/** The name of a thing on one stage: `cartless-dev-orders-numbering`. */
export const stageName = ({ app, service }: Owner, name: string): string =>
  [app, '${sls:stage}', service, name].filter((part) => part !== '').join('-');

/** The ARN of one of the stage's topics; it is named, so that no stack refers to another. */
export const topicArn = ({ app }: Owner, topic: string): Readonly<Record<string, string>> => ({
  'Fn::Sub': `arn:\${AWS::Partition}:sns:\${AWS::Region}:\${AWS::AccountId}:${app}-\${sls:stage}-${topic}`,
});

export const ref = (logicalId: string) => ({ Ref: logicalId });
export const attribute = (logicalId: string, name: string) => ({ 'Fn::GetAtt': [logicalId, name] });
