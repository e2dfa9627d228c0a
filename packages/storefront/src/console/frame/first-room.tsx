import { Navigate } from '@tanstack/react-router';
import { mayWork, useMe } from '../../app/session.ts';
import { AREAS } from './areas.ts';

/** The console's own address leads into the first room that one may enter. */
export function FirstRoom() {
  const scopes = useMe().data?.scopes ?? [];
  const first = AREAS.find((area) => mayWork(scopes, ...area.scopes));
  return first === undefined ? null : <Navigate to={first.to} replace />;
}
