import { createRootRoute } from '@tanstack/react-router';
import { Frame } from './frame.tsx';
import { NotFoundPage } from './not-found-page.tsx';
import { FailedPage } from './failed-page.tsx';

/** What all pages stand in. */
export const rootRoute = createRootRoute({
  component: Frame,
  notFoundComponent: NotFoundPage,
  errorComponent: FailedPage,
});
