import { lazy, messageHandler } from '@cartless/lambda';
import { MailFeedback, noteFeedback } from '../note-feedback.ts';
import { ports } from '../../service.ts';

const useCase = lazy(() => noteFeedback(ports()));

export const handler = messageHandler(MailFeedback, (feedback) => useCase()(feedback));
