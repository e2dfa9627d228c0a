import { describe, expect, it } from '@jest/globals';
import { throttleRoutes } from './throttle-routes.ts';

const template = () => ({
  Resources: {
    HttpApiStage: { Type: 'AWS::ApiGatewayV2::Stage', Properties: {}, DependsOn: 'HttpApiLogGroup' },
    HttpApiRoutePostLogin: { Type: 'AWS::ApiGatewayV2::Route', Properties: { RouteKey: 'POST /login' } },
    HttpApiRouteGetMe: { Type: 'AWS::ApiGatewayV2::Route', Properties: { RouteKey: 'GET /me' } },
  },
});

describe('a route with a limit of its own', () => {
  it('has it at the stage of the API, which waits for the route', () => {
    const compiled = template();
    throttleRoutes(compiled, { 'POST /login': { rate: 50, burst: 100 } });
    expect(compiled.Resources.HttpApiStage).toEqual({
      Type: 'AWS::ApiGatewayV2::Stage',
      Properties: {
        RouteSettings: { 'POST /login': { ThrottlingRateLimit: 50, ThrottlingBurstLimit: 100 } },
      },
      DependsOn: ['HttpApiLogGroup', 'HttpApiRoutePostLogin'],
    });
  });

  it('has, like its service, as much of its limit as the stage says, and never nothing', () => {
    const compiled = template();
    Object.assign(compiled.Resources.HttpApiStage.Properties, {
      DefaultRouteSettings: { ThrottlingRateLimit: 500, ThrottlingBurstLimit: 1000 },
    });
    throttleRoutes(compiled, { 'POST /login': { rate: 50, burst: 1 } }, 0.1);
    expect(compiled.Resources.HttpApiStage.Properties).toEqual({
      DefaultRouteSettings: { ThrottlingRateLimit: 50, ThrottlingBurstLimit: 100 },
      RouteSettings: { 'POST /login': { ThrottlingRateLimit: 5, ThrottlingBurstLimit: 1 } },
    });
  });

  it('leaves an API without such a route as it is', () => {
    const compiled = template();
    throttleRoutes(compiled, {});
    expect(compiled).toEqual(template());
  });
});
