import { publicationsOf } from '@cartless/aggregate';
import { streamRelay } from '@cartless/lambda';
import { shipmentDeclaration } from '../shipments/shipment-store.ts';

export const handler = streamRelay(...publicationsOf(shipmentDeclaration));
