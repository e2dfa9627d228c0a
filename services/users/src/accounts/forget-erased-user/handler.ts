import { UserErased } from '@cartless/domain';
import { lazy, on, queueHandler } from '@cartless/lambda';
import { ports } from '../../service.ts';
import { forgetUser } from '../forget-user.ts';

const useCase = lazy(() => forgetUser(ports()));

export const handler = queueHandler(on(UserErased, ({ data }) => useCase()(data.userId)));
