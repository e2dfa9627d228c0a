export { cataloguePage } from './catalogue-page.ts';
export {
  type AsyncApi,
  type CatalogueEvent,
  type EventCatalogue,
  eventCatalogue,
} from './event-catalogue.ts';
