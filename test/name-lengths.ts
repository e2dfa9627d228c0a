import type { Template } from './packaged-service.ts';

/** How long the names of a type may be, where its properties say them. */
type Limit = readonly [path: string, most: number];

/** What AWS takes, in characters. Names that CloudFormation makes up it cuts itself. */
const LIMITS: Readonly<Record<string, Limit>> = {
  // https://docs.aws.amazon.com/lambda/latest/api/API_CreateFunction.html
  'AWS::Lambda::Function': ['FunctionName', 64],
  // https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html
  'AWS::IAM::Role': ['RoleName', 64],
  // https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_CreateQueue.html
  'AWS::SQS::Queue': ['QueueName', 80],
  // https://docs.aws.amazon.com/sns/latest/api/API_CreateTopic.html
  'AWS::SNS::Topic': ['TopicName', 256],
  // https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/ServiceQuotas.html
  'AWS::DynamoDB::GlobalTable': ['TableName', 255],
  // https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucketnamingrules.html
  'AWS::S3::Bucket': ['BucketName', 63],
  // https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_CreateLogGroup.html
  'AWS::Logs::LogGroup': ['LogGroupName', 512],
  'AWS::Logs::QueryDefinition': ['Name', 255],
  // https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_PutMetricAlarm.html
  'AWS::CloudWatch::Alarm': ['AlarmName', 255],
  'AWS::CloudWatch::CompositeAlarm': ['AlarmName', 255],
  'AWS::CloudWatch::Dashboard': ['DashboardName', 255],
  // https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_PutRule.html
  'AWS::Events::Rule': ['Name', 64],
  // https://docs.aws.amazon.com/kms/latest/APIReference/API_CreateAlias.html
  'AWS::KMS::Alias': ['AliasName', 256],
  // https://docs.aws.amazon.com/systems-manager/latest/APIReference/API_PutParameter.html: 1011 with the ARN's beginning
  'AWS::SSM::Parameter': ['Name', 950],
  // https://docs.aws.amazon.com/ses/latest/APIReference-V2/API_CreateConfigurationSet.html
  'AWS::SES::ConfigurationSet': ['Name', 64],
  // https://docs.aws.amazon.com/apigatewayv2/latest/api-reference/apis.html
  'AWS::ApiGatewayV2::Api': ['Name', 128],
  // https://docs.aws.amazon.com/cloudfront/latest/APIReference/API_CreateFunction.html
  'AWS::CloudFront::Function': ['Name', 64],
  'AWS::CloudFront::CachePolicy': ['CachePolicyConfig.Name', 128],
  'AWS::CloudFront::OriginAccessControl': ['OriginAccessControlConfig.Name', 64],
  'AWS::CloudFront::OriginRequestPolicy': ['OriginRequestPolicyConfig.Name', 128],
  'AWS::CloudFront::ResponseHeadersPolicy': ['ResponseHeadersPolicyConfig.Name', 128],
};

/** Properties that are called names and name something else: a metric, a log group that has its own resource, a header. */
const OF_OTHERS = /(Namespace|LogGroupNames\.\d+|MetricNamespace|PolicyName\S*|Environment\S*|Export\.Name)$/;

/** Names of a stage's resources that AWS would refuse, and names of which nobody said how long they may be. */
export const namesTooLong = ({ Resources }: Template, stage: string): string[] =>
  Object.entries(Resources).flatMap(([id, { Type, Properties }]) => {
    const [known = '', most = 0] = LIMITS[Type] ?? [];
    return namesIn(Properties, stage).flatMap(([path, name]) => {
      if (path !== known) return [`${id}: how long may ${path} of ${Type} be?`];
      return name.length > most ? [`${id}: ${name} has ${name.length} letters, at most ${most}`] : [];
    });
  });

/** The texts that hold the name of the stage and stand where a name does. */
const namesIn = (value: unknown, stage: string, path = ''): [path: string, name: string][] => {
  if (typeof value === 'string')
    return value.includes(stage) && /Name\b/.test(path) && !OF_OTHERS.test(path) ? [[path, value]] : [];
  return Object.entries(value ?? {}).flatMap(([key, one]) =>
    namesIn(one, stage, path === '' ? key : `${path}.${key}`),
  );
};
