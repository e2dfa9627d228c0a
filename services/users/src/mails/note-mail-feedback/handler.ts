import { messageHandler } from '@cartless/lambda';
import { dynamoUndeliverable } from '../undeliverable-store.ts';
import { MailFeedback, noteFeedback } from '../note-feedback.ts';
import { store } from '../../service.ts';
import { lazy } from '../../lazy.ts';

const useCase = lazy(() => noteFeedback(dynamoUndeliverable(store())));

export const handler = messageHandler(MailFeedback, (feedback) => useCase()(feedback));
