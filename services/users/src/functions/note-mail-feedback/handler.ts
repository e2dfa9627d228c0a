import { messageHandler } from '@cartless/lambda';
import { dynamoUndeliverable } from '../../adapters/dynamo-undeliverable.ts';
import { MailFeedback, noteFeedback } from '../../application/note-feedback.ts';
import { store } from '../../container.ts';
import { lazy } from '../../lazy.ts';

const useCase = lazy(() => noteFeedback(dynamoUndeliverable(store())));

export const handler = messageHandler(MailFeedback, (feedback) => useCase()(feedback));
