import { UserActivated, UserRegistered } from '@cartless/domain';
import { publishes, streamRelay } from '@cartless/lambda';

export const handler = streamRelay(publishes(UserRegistered), publishes(UserActivated));
