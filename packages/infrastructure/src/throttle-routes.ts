import type { Throttle } from './expand-route.ts';
import { type CompiledTemplate, ofType } from './protection/template.ts';

/**
 * Gives routes of a compiled template a limit of their own. API Gateway knows a limit by the key of a route that is there, so the
 * API's stage waits for these routes.
 *
 * @param scale what all limits are multiplied by, that of the service too
 */
export function throttleRoutes(
  template: CompiledTemplate,
  throttles: Readonly<Record<string, Throttle>>,
  scale = 1,
): void {
  const [[stageId, stage] = []] = ofType(template, 'AWS::ApiGatewayV2::Stage');
  if (stageId === undefined || stage === undefined) return;
  // API Gateway takes whole bursts, and a limit of nothing would be no limit to talk of.
  const scaled = (limit: number): number => Math.max(1, Math.round(limit * scale));
  const ofService = stage['DefaultRouteSettings'] as Record<string, number> | undefined;
  for (const name of ['ThrottlingRateLimit', 'ThrottlingBurstLimit'])
    if (ofService?.[name] !== undefined) ofService[name] = scaled(ofService[name]);
  const routes = ofType(template, 'AWS::ApiGatewayV2::Route').filter(
    ([, { RouteKey }]) => String(RouteKey) in throttles,
  );
  if (routes.length === 0) return;
  stage['RouteSettings'] = Object.fromEntries(
    Object.entries(throttles).map(([key, { rate, burst }]) => [
      key,
      { ThrottlingRateLimit: scaled(rate), ThrottlingBurstLimit: scaled(burst) },
    ]),
  );
  const resource = template.Resources[stageId] as { DependsOn?: string | string[] };
  resource.DependsOn = [...[resource.DependsOn ?? []].flat(), ...routes.map(([id]) => id)];
}
