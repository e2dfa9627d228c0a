import type { Service } from './service-routes.ts';

/** The API reference of a service: its OpenAPI document in Swagger UI, where calls can be tried out. */
export const apiReferencePage = (service: Service): string =>
  `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Cartless: ${service} API</title>` +
  '<link rel="stylesheet" href="/docs/assets/swagger-ui.css"></head><body><div id="reference"></div>' +
  '<script src="/docs/assets/swagger-ui-bundle.js"></script><script>SwaggerUIBundle(' +
  `{url:"/docs/${service}/openapi.json",dom_id:"#reference",deepLinking:true,persistAuthorization:true,` +
  'defaultModelsExpandDepth:0})</script></body></html>';
