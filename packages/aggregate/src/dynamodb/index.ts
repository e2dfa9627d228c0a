export { documentClient } from './document-client.ts';
export { dynamoItems } from './dynamo-items.ts';
