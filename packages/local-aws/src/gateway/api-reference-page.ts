import { html, type Page, page } from '@cartless/html';
import type { Service } from './service-routes.ts';

/** The API reference of a service: its OpenAPI document in Swagger UI, where calls can be tried out. */
export const apiReferencePage = (service: Service): Page =>
  page({
    language: 'en',
    title: `Cartless: ${service} API`,
    body: html`<link rel="stylesheet" href="/docs/assets/swagger-ui.css" />
      <div id="reference"></div>
      <script src="/docs/assets/swagger-ui-bundle.js"></script>`,
    script:
      `SwaggerUIBundle({url:"/docs/${service}/openapi.json",dom_id:"#reference",deepLinking:true,persistAuthorization:true,` +
      'defaultModelsExpandDepth:0})',
    allow: { calls: true, files: true },
  });
