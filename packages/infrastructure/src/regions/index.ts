import { type CompiledTemplate, ofType } from '../protection/template.ts';
import { replicateKey } from './data-key-replica.ts';
import { fence, fenceName, putBehindFence } from './fence.ts';
import { nameByRegion } from './names-of-account.ts';
import { isReplica, type Place, standsBy } from './place.ts';
import { putToSleep } from './stand-by.ts';
import { addReplicas, referToReplicas } from './tables.ts';

/**
 * Makes the template of a stack one of its region: with the replicas of its tables where the stage began, without tables where the
 * replicas are, asleep where the stage is not at home (ADR 74).
 *
 * @param protect what is done to every template; tables have their replicas by then
 */
export function placeIn(
  template: CompiledTemplate,
  { app, stage, place, isGround }: Readonly<{ app: string; stage: string; place: Place; isGround: boolean }>,
  protect: () => void,
): void {
  const hasTables = ofType(template, 'AWS::DynamoDB::GlobalTable').length > 0;
  if (isReplica(place)) referToReplicas(template);
  else addReplicas(template, place);
  protect();
  if (isReplica(place)) {
    replicateKey(template, place);
    nameByRegion(template, place, `${app}-${stage}-`);
  }
  if (standsBy(place)) putToSleep(template);
  if (isGround) Object.assign(template.Resources, fence(app, stage, place));
  if (hasTables) putBehindFence(template, fenceName(app, stage, place.region));
}
