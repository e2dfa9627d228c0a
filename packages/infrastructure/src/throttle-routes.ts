import type { Throttle } from './expand-route.ts';
import { type CompiledTemplate, ofType } from './protection/template.ts';

/**
 * Gives routes of a compiled template a limit of their own. API Gateway knows a limit by the key of a route that is there, so the
 * API's stage waits for these routes.
 */
export function throttleRoutes(
  template: CompiledTemplate,
  throttles: Readonly<Record<string, Throttle>>,
): void {
  const [[stageId, stage] = []] = ofType(template, 'AWS::ApiGatewayV2::Stage');
  if (stageId === undefined || stage === undefined) return;
  const routes = ofType(template, 'AWS::ApiGatewayV2::Route').filter(
    ([, { RouteKey }]) => String(RouteKey) in throttles,
  );
  if (routes.length === 0) return;
  stage['RouteSettings'] = Object.fromEntries(
    Object.entries(throttles).map(([key, { rate, burst }]) => [
      key,
      { ThrottlingRateLimit: rate, ThrottlingBurstLimit: burst },
    ]),
  );
  const resource = template.Resources[stageId] as { DependsOn?: string | string[] };
  resource.DependsOn = [...[resource.DependsOn ?? []].flat(), ...routes.map(([id]) => id)];
}
