export * from './reship-approved.ts';
export * from './reship-rejected.ts';
export * from './reship-requested.ts';
export * from './shipment-created.ts';
export * from './shipment-delivered.ts';
export * from './shipment-dispatched.ts';
export * from './shipment-exception.ts';
export * from './shipment-lost.ts';
